// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * One record as a flat list of values in document order: cheap to fill, to drop where the record
 * turns out bad, and to walk. Value 0 is the record's object. A container's children follow it, up
 * to (not including) {@link #next(int)}. A text stays among the bytes that it was found in until it
 * is asked for. Reused from record to record; not thread-safe.
 */
public final class JsonTape {
  /** What a value is. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL;

    public boolean isContainer() {
      return this == OBJECT || this == ARRAY;
    }
  }

  private Kind[] kinds = new Kind[256];
  private String[] names = new String[256];
  private KnownField[] fields = new KnownField[256];

  /** Null while a text stands in {@link #sources}, and of what has none. */
  private String[] texts = new String[256];

  private byte[][] sources = new byte[256][];
  private int[] froms = new int[256];
  private int[] tos = new int[256];
  private int[] nexts = new int[256];
  private boolean[] embedded = new boolean[256];
  private int size;

  /** Null before the first. */
  private Predicate<String> watch;

  /** Whether it was watched from the present record's beginning on. */
  private boolean isListed;

  private int[] watched = new int[16];
  private int watchedCount;

  public void clear() {
    size = 0;
    watchedCount = 0;
    isListed = watch != null;
  }

  /**
   * From the next record on the values are listed whose fields have such names.
   *
   * @param fieldNames the same object each time; another one begins anew
   * @return whether they are listed for the present record already
   */
  public boolean watch(Predicate<String> fieldNames) {
    if (watch != fieldNames) {
      watch = fieldNames;
      watchedCount = 0;
      isListed = false;
    }
    return isListed;
  }

  /** How many values there are whose fields have the names that are watched for. */
  public int watchedCount() {
    return watchedCount;
  }

  /** One of these values, in document order. */
  public int watched(int index) {
    return watched[index];
  }

  /** How many values the record has, containers included. */
  public int size() {
    return size;
  }

  public Kind kind(int value) {
    return kinds[value];
  }

  /** The field's name, or null for the record itself and for an array's element. */
  public String name(int value) {
    return names[value];
  }

  /** The field as it is known from the records before, or null where that is not told. */
  public KnownField field(int value) {
    return fields[value];
  }

  /** A string's content, a number as it was written, {@code true} or {@code false}; else null. */
  public String text(int value) {
    if (texts[value] == null && sources[value] != null) {
      texts[value] =
          new String(
              sources[value], froms[value], tos[value] - froms[value], StandardCharsets.UTF_8);
    }
    return texts[value];
  }

  /**
   * What holds a text as well-formed UTF-8, or null where it has to be asked for; must not be
   * changed.
   */
  public byte[] source(int value) {
    return sources[value];
  }

  /** Where a text begins in its {@link #source}. */
  public int from(int value) {
    return froms[value];
  }

  /** Where a text ends in its {@link #source}. */
  public int to(int value) {
    return tos[value];
  }

  /** The first value behind this one and all that is in it. */
  public int next(int value) {
    return nexts[value];
  }

  /** Whether this container was JSON text inside a string. */
  public boolean isEmbedded(int value) {
    return embedded[value];
  }

  /** Opens a container; {@link #close(int)} it with the number this returns. */
  public int open(Kind kind, String name, boolean wasEmbedded) {
    return open(kind, name, null, wasEmbedded);
  }

  /**
   * The same of a field that is known, or null.
   *
   * @param field of an array's element, that of the array; no value of its own
   */
  int open(Kind kind, String name, KnownField field, boolean wasEmbedded) {
    int value = add(kind, name, field, null);
    embedded[value] = wasEmbedded;
    return value;
  }

  public void close(int container) {
    nexts[container] = size;
  }

  public void scalar(Kind kind, String name, String text) {
    add(kind, name, null, text);
  }

  /** The same of a field that is known, or null. */
  void scalar(Kind kind, String name, KnownField field, String text) {
    add(kind, name, field, text);
  }

  /**
   * Adds a scalar whose text is this part of some bytes, in UTF-8; they must not change before the
   * next record, nor may a record that turns out to be no UTF-8 be handed on.
   */
  void scalar(Kind kind, String name, KnownField field, byte[] source, int from, int to) {
    int value = add(kind, name, field, null);
    sources[value] = source;
    froms[value] = from;
    tos[value] = to;
  }

  /** Forgets every value from this one on, as after an inner text that turned out not to parse. */
  public void truncate(int toSize) {
    size = toSize;
    while (watchedCount > 0 && watched[watchedCount - 1] >= toSize) {
      watchedCount--;
    }
  }

  private int add(Kind kind, String name, KnownField field, String text) {
    if (size == kinds.length) {
      int longer = size * 2;
      kinds = Arrays.copyOf(kinds, longer);
      names = Arrays.copyOf(names, longer);
      fields = Arrays.copyOf(fields, longer);
      texts = Arrays.copyOf(texts, longer);
      sources = Arrays.copyOf(sources, longer);
      froms = Arrays.copyOf(froms, longer);
      tos = Arrays.copyOf(tos, longer);
      nexts = Arrays.copyOf(nexts, longer);
      embedded = Arrays.copyOf(embedded, longer);
    }
    kinds[size] = kind;
    names[size] = name;
    fields[size] = name == null ? null : field;
    if (isListed && name != null && isWatched(name, field)) {
      if (watchedCount == watched.length) {
        watched = Arrays.copyOf(watched, 2 * watchedCount);
      }
      watched[watchedCount++] = size;
    }
    texts[size] = text;
    sources[size] = null;
    embedded[size] = false;
    nexts[size] = size + 1;
    return size++;
  }

  private boolean isWatched(String name, KnownField field) {
    return field == null ? watch.test(name) : field.isWatched(watch);
  }
}
