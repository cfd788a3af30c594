// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import dev.pinfold.ingest.KnownField;
import java.util.HashMap;
import java.util.Map;

/**
 * Profiles the records of one partition, column by column. Arrays share their element's column; a
 * name that is personal itself becomes a placeholder. Not thread-safe.
 */
public final class RecordProfiler {
  /** Names of one object that a partition tells apart; the others share {@link #MORE}. */
  private static final int CHILDREN = 10_000;

  private static final String MORE = "{MORE}";

  private final PersonalKeys keys;
  private final ColumnCounter.Shared shared;
  private final Map<String, Node> roots = new HashMap<>();
  private final ValueText value = new ValueText();
  private String file = "";
  private long position;
  private int region;
  private long record;

  public RecordProfiler(ValueIdentifiers identifiers, PersonalKeys keys) {
    this.shared = new ColumnCounter.Shared(identifiers);
    this.keys = keys;
  }

  /**
   * The fields that came in one place the last times. Fields mostly come in one order; events of
   * two types, in two.
   */
  private final class Expected {
    private String name;
    private Node node;
    private String otherName;
    private Node otherNode;

    /** Null where it is neither of them. */
    @SuppressWarnings("ReferenceEquality") // the parser gives a name that it knows as it was
    Node get(String wanted) {
      return wanted == name ? node : wanted == otherName ? otherNode : null;
    }

    void put(String newName, Node newNode) {
      otherName = name;
      otherNode = node;
      name = newName;
      node = newNode;
    }
  }

  private final class Node {
    private final ColumnPath path;

    /** Null of records. */
    private final Node parent;

    private final ColumnProfile profile = new ColumnProfile();

    /** Null before the first string or number. */
    private ColumnCounter counter;

    private final Map<String, Node> children = new HashMap<>();
    private long lastRecord;

    // Kept here, where each value comes by, and put into the profile in the end.
    private long nonNull;
    private int deepest;

    /** The first field of an object here, and what came behind this in its own. */
    private final Expected first = new Expected();

    private final Expected next = new Expected();

    Node(ColumnPath path, Node parent) {
      this.path = path;
      this.parent = parent;
    }

    /** The column of a field that stands behind one of another column, or of none. */
    Node child(String name, Node before) {
      Expected expected = before == null ? first : before.next;
      Node known = expected.get(name);
      if (known != null) {
        return known;
      }
      Node child = child(name);
      expected.put(name, child);
      return child;
    }

    private Node child(String name) {
      Node child = children.get(name);
      if (child == null) {
        String told = keys.placeholder(name).orElse(children.size() < CHILDREN ? name : MORE);
        child = children.computeIfAbsent(told, key -> new Node(path.child(key), this));
      }
      return child;
    }

    /** Takes the present value in. */
    void add(boolean isNumber, int arrayDepth) {
      touch();
      deepest = Math.max(deepest, arrayDepth);
      if (counter == null) {
        counter = new ColumnCounter(shared, profile, keys.irrelevant(path));
      }
      counter.add(value, isNumber, region, file, position);
    }

    void touch() {
      if (lastRecord != record) {
        lastRecord = record;
        nonNull++;
      }
    }

    /** Makes the profile complete. */
    void flush() {
      profile.addNonNull(nonNull);
      nonNull = 0;
      profile.addDepth(deepest);
      if (counter != null) {
        counter.flush();
      }
    }
  }

  /** Takes a record in. */
  public void add(String root, JsonTape tape, String inFile, long atPosition) {
    addRow(root, RecordRegion.of(tape));
    standAt(inFile, atPosition);
    Node node = root(root);
    node.touch();
    node.profile.addObject(0);
    addFields(node, tape, 0);
  }

  /** Begins a row, of no known country, of a table whose values come by {@link #addValue}. */
  public void addRow(String root) {
    addRow(root, null);
  }

  /**
   * Begins a row of a table whose values come by {@link #addValue}.
   *
   * @param inRegion ISO 3166-1 alpha-2 of the country that bare phone numbers are read in, or null
   * @throws IllegalArgumentException where that is not two capitals
   */
  public void addRow(String root, String inRegion) {
    region = RegionCode.of(inRegion);
    record++;
    root(root).profile.addRow();
  }

  /** Takes a value of the present row in. */
  public void addValue(ColumnPath path, Kind kind, String text, String inFile, long atPosition) {
    standAt(inFile, atPosition);
    Node node = root(path.root());
    for (int i = 0; i < path.names().size(); i++) {
      if (i > 0) {
        node.touch();
        node.profile.addObject(0);
      }
      node = node.child(path.names().get(i));
    }
    if (text != null) {
      value.set(text);
    }
    addScalar(node, kind, 0);
  }

  private void standAt(String inFile, long atPosition) {
    position = atPosition;
    // One file keeps one string, by which values are told to be of the same file.
    if (!file.equals(inFile)) {
      file = inFile;
    }
  }

  /** The profile of every column so far. The root's own path stands for the records. */
  public Map<ColumnPath, ColumnProfile> snapshot() {
    Map<ColumnPath, ColumnProfile> profiles = new HashMap<>();
    roots.values().forEach(root -> collect(root, root.profile.rows(), profiles));
    return profiles;
  }

  private void collect(Node node, long rows, Map<ColumnPath, ColumnProfile> profiles) {
    node.profile.setRows(rows);
    node.flush();
    profiles.put(node.path, node.profile);
    node.children.values().forEach(child -> collect(child, rows, profiles));
  }

  private Node root(String name) {
    return roots.computeIfAbsent(name, key -> new Node(ColumnPath.of(key), null));
  }

  private void addFields(Node node, JsonTape tape, int object) {
    int end = tape.next(object);
    Node before = null;
    for (int field = object + 1; field < end; field = tape.next(field)) {
      Node child = child(node, tape, field, before);
      before = child;
      addAny(child, tape, field, 0);
      if (ChannelAddress.isOne(tape.name(field)) && !tape.kind(field).isContainer()) {
        child.profile.addExpected(ChannelAddress.typeName(tape, object));
      }
    }
  }

  /** The column of a field of an object; noted where the reader knows the field. */
  private Node child(Node node, JsonTape tape, int field, Node before) {
    KnownField known = tape.field(field);
    if (known == null) {
      return node.child(tape.name(field), before);
    }
    // Another walk over the same reader's records may have noted something else.
    if (known.note() instanceof Node noted && noted.parent == node) {
      return noted;
    }
    Node child = node.child(tape.name(field));
    known.setNote(child);
    return child;
  }

  private void addAny(Node node, JsonTape tape, int any, int arrayDepth) {
    switch (tape.kind(any)) {
      case OBJECT -> {
        node.touch();
        node.profile.addObject(arrayDepth);
        addFields(node, tape, any);
      }
      case ARRAY -> {
        int end = tape.next(any);
        for (int item = any + 1; item < end; item = tape.next(item)) {
          addAny(node, tape, item, arrayDepth + 1);
        }
      }
      case STRING, NUMBER -> {
        value.set(tape, any);
        addScalar(node, tape.kind(any), arrayDepth);
      }
      case BOOLEAN -> addBoolean(node, tape.text(any), arrayDepth);
      case NULL -> node.profile.addNull();
    }
  }

  /** Takes the present value in. */
  private void addScalar(Node node, Kind kind, int arrayDepth) {
    switch (kind) {
      case STRING -> node.add(false, arrayDepth);
      case NUMBER -> node.add(true, arrayDepth);
      case BOOLEAN -> addBoolean(node, value.text(), arrayDepth);
      case NULL -> node.profile.addNull();
      case OBJECT, ARRAY -> throw new IllegalArgumentException("a container is no value");
    }
  }

  private void addBoolean(Node node, String text, int arrayDepth) {
    node.touch();
    node.profile.addBoolean(arrayDepth, Boolean.parseBoolean(text));
  }
}
