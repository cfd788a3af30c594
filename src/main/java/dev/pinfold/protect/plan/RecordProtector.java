// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import dev.pinfold.protect.RecordContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a record into a protected row by a plan. What the plan has no column for (a field that
 * classification never saw, a personal key, a value of another shape than its column) is not lost
 * and not shown: it goes, encrypted, into the map column {@link ProtectionPlan#OTHER} under its
 * path. Not thread-safe.
 */
public final class RecordProtector {
  /** 2^53: every whole number up to it is a double. */
  private static final double LARGEST_EXACT = 0x1p53;

  private final ProtectionPlan plan;
  private final CellFactory cells;
  private final ContextReader contexts;
  private final Map<String, List<String>> others = new LinkedHashMap<>();

  /** The fields around the present value, itself included, and their columns; null: none. */
  private final List<String> inputNames = new ArrayList<>();

  private final List<ColumnPlan> columns = new ArrayList<>();
  private final Place root;
  private JsonTape tape;
  private RecordContext context;

  public RecordProtector(ProtectionPlan plan, CellFactory cells) {
    this.plan = plan;
    this.cells = cells;
    this.contexts = new ContextReader(plan);
    this.root = new Place(plan.root(), column -> false);
  }

  /**
   * The protected cells of a record, in the order of the plan's columns, with room left for the
   * {@link Bookkeeping} columns behind them, of which the first is filled.
   *
   * @param bookkeeping how many there are
   */
  public Object[] protect(JsonTape record, int bookkeeping) {
    return protect(record, bookkeeping, Map.of());
  }

  /**
   * The same, with more in the rest.
   *
   * @param before by path, encrypted; it keeps its names
   */
  public Object[] protect(JsonTape record, int bookkeeping, Map<String, String> before) {
    tape = record;
    context = contexts.read(record);
    others.clear();
    inputNames.clear();
    columns.clear();
    int width = plan.root().columns().size();
    Object[] row = new Object[width + bookkeeping];
    fill(root, 0, row);
    row[width] = others.isEmpty() && before.isEmpty() ? null : cells.map(sealedOthers(before));
    return row;
  }

  private void fill(Place parent, int object, Object[] row) {
    int end = tape.next(object);
    Place before = null;
    for (int value = object + 1; value < end; value = tape.next(value)) {
      String name = tape.name(value);
      Place place = parent.field(name, before);
      before = place;
      ColumnPlan column = place.column;
      inputNames.add(name);
      columns.add(column);
      if (column == null) {
        keepAside(value);
      } else if (column.isDropped()) {
        keepTheUnknown(place, value);
      } else {
        row[column.index()] = cell(place, value, column.arrayDepth());
      }
      inputNames.remove(inputNames.size() - 1);
      columns.remove(columns.size() - 1);
    }
  }

  /** Of a dropped object, fields that classification never saw are still not lost. */
  private void keepTheUnknown(Place dropped, int value) {
    if (!dropped.column.isStruct() || !tape.kind(value).isContainer()) {
      return;
    }
    if (tape.kind(value) == Kind.OBJECT) {
      fill(dropped, value, new Object[0]);
      return;
    }
    int end = tape.next(value);
    for (int item = value + 1; item < end; item = tape.next(item)) {
      keepTheUnknown(dropped, item);
    }
  }

  private Object cell(Place place, int value, int arraysLeft) {
    ColumnPlan column = place.column;
    Kind kind = tape.kind(value);
    if (kind == Kind.NULL) {
      return null;
    }
    if (arraysLeft > 0) {
      return kind == Kind.ARRAY
          ? cells.array(items(place, value, arraysLeft))
          : cells.array(new Object[] {cell(place, value, arraysLeft - 1)});
    }
    if (column.isStruct()) {
      return kind == Kind.OBJECT ? struct(place, value) : keepAside(value);
    }
    return kind.isContainer() ? keepAside(value) : leaf(column, value);
  }

  private Object[] items(Place place, int array, int arraysLeft) {
    int end = tape.next(array);
    int size = 0;
    for (int item = array + 1; item < end; item = tape.next(item)) {
      size++;
    }
    Object[] items = new Object[size];
    int next = 0;
    for (int item = array + 1; item < end; item = tape.next(item)) {
      items[next++] = cell(place, item, arraysLeft - 1);
    }
    return items;
  }

  private Object struct(Place place, int object) {
    Object[] row = new Object[place.column.columns().size()];
    fill(place, object, row);
    return cells.struct(row);
  }

  private Object leaf(ColumnPlan column, int value) {
    byte[] source = column.protector() == null ? tape.source(value) : null;
    Object kept =
        source == null ? null : quickly(column.cell(), source, tape.from(value), tape.to(value));
    return kept == null ? leafOfText(column, value) : kept;
  }

  /** The cell of a value that is kept, from its bytes; null where they have to become a text. */
  private Object quickly(CellType cell, byte[] source, int from, int to) {
    return switch (cell) {
      case STRING -> cells.text(source, from, to);
      case LONG -> NumberBytes.whole(source, from, to);
      case DOUBLE -> NumberBytes.decimal(source, from, to);
      case BOOLEAN, STRUCT -> null;
    };
  }

  private Object leafOfText(ColumnPlan column, int value) {
    String text = tape.text(value);
    if (column.protector() != null) {
      if (tape.kind(value) == Kind.NUMBER && column.isTokenized()) {
        text = WholeNumbers.plain(text);
      }
      text = column.protector().protect(text, context);
      if (text == null) {
        return null;
      }
    }
    return switch (column.cell()) {
      case STRING -> cells.text(text);
      case BOOLEAN -> booleanCell(column, value, text);
      case LONG -> longCell(column, value, text);
      case DOUBLE -> doubleCell(column, value, text);
      case STRUCT -> throw new IllegalStateException("a struct is no leaf");
    };
  }

  private Object booleanCell(ColumnPlan column, int value, String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(text);
    }
    return misfit(column, value);
  }

  private Object longCell(ColumnPlan column, int value, String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return misfit(column, value);
    }
  }

  private Object doubleCell(ColumnPlan column, int value, String text) {
    try {
      double number = WholeNumbers.parseDouble(text);
      boolean isWhole = Double.isFinite(number) && !losesDigits(number, text);
      // A generalized number is rough already; a kept one must come back as it was.
      return isWhole || (column.protector() != null && Double.isFinite(number))
          ? number
          : misfit(column, value);
    } catch (NumberFormatException e) {
      return misfit(column, value);
    }
  }

  /** Whether a whole number is so large that the nearest double is another one. */
  private static boolean losesDigits(double number, String text) {
    return Math.abs(number) >= LARGEST_EXACT
        && new BigDecimal(number).compareTo(new BigDecimal(text.strip())) != 0;
  }

  /** A generalized value that is no number says nothing more; a kept one would be lost. */
  private Object misfit(ColumnPlan column, int value) {
    return column.protector() == null ? keepAside(value) : null;
  }

  private Object keepAside(int value) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnPlan column = columns.get(i);
      names.add(column == null ? plan.pseudonymOfName(inputNames.get(i)) : column.output().leaf());
    }
    String path = new ColumnPath(plan.dataset(), names).withoutRoot();
    ColumnPath input = new ColumnPath(plan.dataset(), inputNames);
    if (!plan.isDropped(input)) {
      others
          .computeIfAbsent(path, key -> new ArrayList<>(1))
          .add(TapeJson.write(tape, value, input, plan::isDropped));
    }
    return null;
  }

  private Map<String, String> sealedOthers(Map<String, String> before) {
    Map<String, String> sealed = new LinkedHashMap<>(before);
    others.forEach(
        (path, values) ->
            sealed.put(
                free(plan.dataset(), path, before.keySet()),
                plan.seal(
                    values.size() == 1 ? values.get(0) : "[" + String.join(",", values) + "]")));
    return sealed;
  }

  /**
   * A path's name in the rest where it may be taken; the number is a part of its last name.
   *
   * @param path without its root
   */
  public static String free(String dataset, String path, Set<String> taken) {
    String name = path;
    for (int n = 2; taken.contains(name); n++) {
      List<String> names = new ArrayList<>(ColumnPath.parse(dataset + "." + path).names());
      names.set(names.size() - 1, names.get(names.size() - 1) + "~" + n);
      name = new ColumnPath(dataset, names).withoutRoot();
    }
    return name;
  }
}
