// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.PersonalDataType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.datasketches.memory.Memory;

/**
 * What was seen of one column: counts, shapes, and a sketch of hashes. It holds no value of the
 * data, since it is shuffled and spilled. Profiles of the parts of a column merge into that of the
 * whole, in any order. Not thread-safe.
 */
public final class ColumnProfile implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LOG2_REGISTERS = 11; // standard error about 2.3 %
  private static final int LENGTHS = 24;

  /** Counted shapes of string values; a value can have several. */
  public enum Shape {
    DIGITS,
    HEX,
    LETTERS,
    HAS_SPACE,
    /** A few words of letters and what joins them, such as a name. */
    WORDS,
    /** Three words or more. */
    PROSE,
    /** Prose that reads like sentences, not like a title or label. */
    SENTENCE,
    NON_ASCII,
    /** Empty, or a word for that. */
    BLANK;

    /** Where the shape's count stands; see {@link ProfileBytes#VERSION}. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
      return ordinal();
    }
  }

  private long rows;
  private long nonNull;
  private long nulls;
  private long strings;
  private long wholeNumbers;
  private long decimals;
  private long booleans;
  private long objects;
  private int valueArrayDepth;
  private int objectArrayDepth;
  private boolean fitsLong = true;
  private boolean fitsDouble = true;
  private final long[] shapes = new long[Shape.values().length];
  private final long[] lengths = new long[LENGTHS];
  private final TreeMap<String, IdentifierCount> identifiers = new TreeMap<>();
  private final HashMap<String, long[]> expected = new HashMap<>();
  private transient HllSketch distinct = newSketch();

  private static HllSketch newSketch() {
    return new HllSketch(LOG2_REGISTERS, TgtHllType.HLL_8);
  }

  void addRow() {
    rows++;
  }

  /** Sets how many records of the root there were, once that is known. */
  void setRows(long rowsOfRoot) {
    rows = rowsOfRoot;
  }

  /** Further records hold something here. */
  void addNonNull(long records) {
    nonNull += records;
  }

  void addNull() {
    nulls++;
  }

  void addObject(int arrayDepth) {
    objects++;
    objectArrayDepth = Math.max(objectArrayDepth, arrayDepth);
  }

  void addBoolean(int arrayDepth, boolean value) {
    booleans++;
    distinct.update(value ? 1L : 2L);
    valueArrayDepth = Math.max(valueArrayDepth, arrayDepth);
  }

  void addNumber(boolean isWhole, boolean isLong, boolean isDouble, long hash) {
    if (isWhole) {
      wholeNumbers++;
    } else {
      decimals++;
    }
    fitsLong &= isLong;
    fitsDouble &= isDouble;
    distinct.update(hash);
  }

  void addString(int length, int shapeBits, long hash) {
    countStrings(length, shapeBits, 1);
    distinct.update(hash);
  }

  private void countStrings(int length, int shapeBits, long times) {
    strings += times;
    for (int bits = shapeBits; bits != 0; bits &= bits - 1) {
      shapes[Integer.numberOfTrailingZeros(bits)] += times;
    }
    lengths[Math.min(LENGTHS - 1, 32 - Integer.numberOfLeadingZeros(length))] += times;
  }

  /** A value stands within so many arrays. */
  void addDepth(int arrayDepth) {
    valueArrayDepth = Math.max(valueArrayDepth, arrayDepth);
  }

  /** Strings that were added before came again. */
  void repeatStrings(int length, int shapeBits, long times) {
    countStrings(length, shapeBits, times);
  }

  /** Numbers that were added before came again. */
  void repeatNumbers(boolean isWhole, long times) {
    if (isWhole) {
      wholeNumbers += times;
    } else {
      decimals += times;
    }
  }

  /** One value's match, as a count of one. */
  void addMatch(String identifier, IdentifierCount match) {
    identifiers.merge(identifier, match, IdentifierCount::plus);
  }

  /** What stands beside a value says what type it has; null where it does not. */
  void addExpected(String type) {
    if (type != null) {
      expected.computeIfAbsent(type, key -> new long[1])[0]++;
    }
  }

  /** Takes the counts of another part of the column in, and returns this. */
  public ColumnProfile merge(ColumnProfile other) {
    rows += other.rows;
    nonNull += other.nonNull;
    nulls += other.nulls;
    strings += other.strings;
    wholeNumbers += other.wholeNumbers;
    decimals += other.decimals;
    booleans += other.booleans;
    objects += other.objects;
    valueArrayDepth = Math.max(valueArrayDepth, other.valueArrayDepth);
    objectArrayDepth = Math.max(objectArrayDepth, other.objectArrayDepth);
    fitsLong &= other.fitsLong;
    fitsDouble &= other.fitsDouble;
    for (int i = 0; i < shapes.length; i++) {
      shapes[i] += other.shapes[i];
    }
    for (int i = 0; i < LENGTHS; i++) {
      lengths[i] += other.lengths[i];
    }
    other.expected.forEach(
        (type, count) -> expected.computeIfAbsent(type, key -> new long[1])[0] += count[0]);
    other.identifiers.forEach((id, count) -> identifiers.merge(id, count, IdentifierCount::plus));
    Union union = new Union(LOG2_REGISTERS);
    union.update(distinct);
    union.update(other.distinct);
    distinct = union.getResult(TgtHllType.HLL_8);
    return this;
  }

  /** Records of the root, whether they hold the column or not. */
  public long rows() {
    return rows;
  }

  /** Records that hold something here. */
  public long nonNull() {
    return nonNull;
  }

  public long nulls() {
    return nulls;
  }

  public long strings() {
    return strings;
  }

  public long wholeNumbers() {
    return wholeNumbers;
  }

  public long numbers() {
    return wholeNumbers + decimals;
  }

  /** Whether there are values, and all of them numbers. */
  public boolean isNumeric() {
    return scalars() > 0 && numbers() == scalars();
  }

  public long booleans() {
    return booleans;
  }

  /** How often an object stood here. */
  public long objects() {
    return objects;
  }

  /** How often a value stood here, array elements one by one, nulls aside. */
  public long scalars() {
    return strings + wholeNumbers + decimals + booleans;
  }

  /** Values that say something: neither empty nor a word for that. */
  long told() {
    return scalars() - shape(Shape.BLANK);
  }

  /** The most arrays that lay around a value. */
  public int valueArrayDepth() {
    return valueArrayDepth;
  }

  /** The most arrays that lay around an object. */
  public int objectArrayDepth() {
    return objectArrayDepth;
  }

  /** Whether every number was a whole one within 64 bits. */
  public boolean fitsLong() {
    return fitsLong;
  }

  /** Whether every number is told exactly by its nearest double, to the digits it had. */
  public boolean fitsDouble() {
    return fitsDouble;
  }

  public long shape(Shape shape) {
    return shapes[shape.index()];
  }

  /** String values whose length is below a power of two: {@code shorterThan(4)}: below 16. */
  public long shorterThan(int log2) {
    long count = 0;
    for (int i = 0; i <= Math.min(log2, LENGTHS - 1); i++) {
      count += lengths[i];
    }
    return count;
  }

  /**
   * Estimated number of distinct values. The composite estimate depends on the sketch's registers
   * alone, so that it is the same in whatever order parts were merged.
   */
  public long distinctEstimate() {
    return Math.round(distinct.getCompositeEstimate());
  }

  /** Counts by identifier ID; only of those whose form occurred. */
  public Map<String, IdentifierCount> identifiers() {
    return identifiers;
  }

  /** How many values have this type by what stands beside them in their records. */
  long expected(PersonalDataType type) {
    long[] count = expected.get(type.name());
    return count == null ? 0 : count[0];
  }

  /** All counts and the sketch, for {@link ProfileBytes}. */
  void writeTo(DataOutputStream out) throws IOException {
    for (long count :
        new long[] {rows, nonNull, nulls, strings, wholeNumbers, decimals, booleans, objects}) {
      out.writeLong(count);
    }
    out.writeInt(valueArrayDepth);
    out.writeInt(objectArrayDepth);
    out.writeBoolean(fitsLong);
    out.writeBoolean(fitsDouble);
    writeCounts(out, shapes);
    writeCounts(out, lengths);
    out.writeInt(identifiers.size());
    for (Map.Entry<String, IdentifierCount> one : identifiers.entrySet()) {
      out.writeUTF(one.getKey());
      one.getValue().writeTo(out);
    }
    out.writeInt(expected.size());
    for (Map.Entry<String, long[]> one : new TreeMap<>(expected).entrySet()) {
      out.writeUTF(one.getKey());
      out.writeLong(one.getValue()[0]);
    }
    byte[] sketch = distinct.toCompactByteArray();
    out.writeInt(sketch.length);
    out.write(sketch);
  }

  private static void writeCounts(DataOutputStream out, long[] counts) throws IOException {
    out.writeInt(counts.length);
    for (long count : counts) {
      out.writeLong(count);
    }
  }

  /** What {@link #writeTo} wrote. */
  static ColumnProfile readFrom(DataInputStream in) throws IOException {
    ColumnProfile profile = new ColumnProfile();
    profile.rows = in.readLong();
    profile.nonNull = in.readLong();
    profile.nulls = in.readLong();
    profile.strings = in.readLong();
    profile.wholeNumbers = in.readLong();
    profile.decimals = in.readLong();
    profile.booleans = in.readLong();
    profile.objects = in.readLong();
    profile.valueArrayDepth = in.readInt();
    profile.objectArrayDepth = in.readInt();
    profile.fitsLong = in.readBoolean();
    profile.fitsDouble = in.readBoolean();
    readCounts(in, profile.shapes);
    readCounts(in, profile.lengths);
    for (int left = in.readInt(); left > 0; left--) {
      profile.identifiers.put(in.readUTF(), IdentifierCount.readFrom(in));
    }
    for (int left = in.readInt(); left > 0; left--) {
      profile.expected.put(in.readUTF(), new long[] {in.readLong()});
    }
    byte[] sketch = new byte[in.readInt()];
    in.readFully(sketch);
    profile.distinct = HllSketch.heapify(Memory.wrap(sketch));
    return profile;
  }

  private static void readCounts(DataInputStream in, long[] counts) throws IOException {
    if (in.readInt() != counts.length) {
      throw new IOException("counts of another number of kinds");
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = in.readLong();
    }
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    byte[] sketch = distinct.toCompactByteArray();
    out.writeInt(sketch.length);
    out.write(sketch);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    byte[] sketch = new byte[in.readInt()];
    in.readFully(sketch);
    distinct = HllSketch.heapify(Memory.wrap(sketch));
  }
}
