// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;

/**
 * How often one identifier matched in a column.
 *
 * @param matches values in which it matched, whole or in part
 * @param whole of these, from end to end
 * @param validated of these, confirmed by a checksum or other validator
 * @param formed values that have the form, whole or in part, whether they pass the validator or not
 * @param variety a bitmap with a bit set for each matching value, chosen by its hash, so that many
 *     different values can be told from a few that come again
 * @param forms the same of the matching values' forms ({@link ValueForm}), where the identifier
 *     asks for them; 0 where it does not
 * @param firstPosition the smallest {@code file@position} of a match, positions by their number;
 *     empty where there is no match
 */
public record IdentifierCount(
    long matches,
    long whole,
    long validated,
    long formed,
    long variety,
    long forms,
    String firstPosition)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a full bitmap stands for: a few hundred or more. */
  private static final long MANY = 300;

  /** The counts of two parts of a column together. */
  IdentifierCount plus(IdentifierCount other) {
    return new IdentifierCount(
        matches + other.matches,
        whole + other.whole,
        validated + other.validated,
        formed + other.formed,
        variety | other.variety,
        forms | other.forms,
        first(firstPosition, other.firstPosition));
  }

  void writeTo(DataOutputStream out) throws IOException {
    out.writeLong(matches);
    out.writeLong(whole);
    out.writeLong(validated);
    out.writeLong(formed);
    out.writeLong(variety);
    out.writeLong(forms);
    out.writeUTF(firstPosition);
  }

  static IdentifierCount readFrom(DataInputStream in) throws IOException {
    return new IdentifierCount(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readUTF());
  }

  /** The bit that a value sets, by its hash. */
  static long bit(long hash) {
    return 1L << (hash >>> 58);
  }

  /** About how many different values matched, by linear counting (Whang et al., 1990). */
  double distinct() {
    return Math.min(matches, estimate(variety));
  }

  /** About how many different forms the matching values have. */
  double differentForms() {
    return Math.min(matches, estimate(forms));
  }

  private static double estimate(long bitmap) {
    int set = Long.bitCount(bitmap);
    return set == Long.SIZE ? MANY : -Long.SIZE * Math.log1p(-set / (double) Long.SIZE);
  }

  private static String first(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() ? b : a;
    }
    return comparePositions(a, b) <= 0 ? a : b;
  }

  /** By file, then by the number behind the last at sign. */
  private static int comparePositions(String a, String b) {
    int endA = a.lastIndexOf('@');
    int endB = b.lastIndexOf('@');
    if (endA < 0 || endB < 0) {
      return a.compareTo(b);
    }
    int byFile = a.substring(0, endA).compareTo(b.substring(0, endB));
    if (byFile != 0) {
      return byFile;
    }
    int byLength = Integer.compare(a.length() - endA, b.length() - endB);
    return byLength != 0 ? byLength : a.compareTo(b);
  }
}
