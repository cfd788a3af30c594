// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.classify.ValueShape;

/**
 * Decides from a value's {@link ValueShape} whether an identifier is worth trying. Written as
 * clauses with commas between them: {@code length 9-14}, {@code digits 9-9}, {@code letters 1-20},
 * {@code spaces 0-3}, {@code lower 0} (lower-case ASCII letters), {@code has @.} (each of these
 * characters), {@code only digits letters space unicode ./-} (no ASCII character but these; a comma
 * is written {@code comma}).
 */
final class Gate {
  private final int[] min = new int[5];
  private final int[] max = {
    Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE
  };

  /** The letters' bits in the second half of ASCII. */
  private static final long LETTERS = 0x07FFFFFE_07FFFFFEL;

  private static final long ASCII_DIGITS = 0x03FF_0000_0000_0000L;

  private long needLow;
  private long needHigh;
  private long onlyLow = -1L;
  private long onlyHigh = -1L;
  private boolean unicode = true;

  /**
   * @throws IllegalArgumentException for a clause that is not of this syntax
   */
  static Gate parse(String text) {
    Gate gate = new Gate();
    for (String clause : text.split(",")) {
      if (!clause.isBlank()) {
        gate.add(clause.strip());
      }
    }
    return gate;
  }

  private void add(String clause) {
    String[] words = clause.split("\\s+");
    switch (words[0]) {
      case "length" -> range(0, clause, words);
      case "digits" -> range(1, clause, words);
      case "letters" -> range(2, clause, words);
      case "spaces" -> range(3, clause, words);
      case "lower" -> range(4, clause, words);
      case "has" -> {
        long[] bits = characters(words);
        needLow |= bits[0];
        needHigh |= bits[1];
      }
      case "only" -> {
        long[] bits = characters(words);
        onlyLow = bits[0];
        onlyHigh = bits[1];
        unicode = bits[2] != 0;
      }
      default ->
          throw new IllegalArgumentException(
              "unknown clause '"
                  + words[0]
                  + "'; known: length, digits, letters, spaces, lower, has, only");
    }
  }

  private void range(int index, String clause, String[] words) {
    if (words.length != 2 || !words[1].matches("\\d{1,7}(-\\d{0,7})?")) {
      throw new IllegalArgumentException("'" + clause + "' must be a range such as 'length 9-14'");
    }
    String[] ends = words[1].split("-", 2);
    min[index] = Integer.parseInt(ends[0]);
    if (ends.length == 1) {
      max[index] = min[index];
    } else if (!ends[1].isEmpty()) {
      max[index] = Integer.parseInt(ends[1]);
    }
  }

  private static long[] characters(String[] words) {
    long[] bits = new long[3];
    for (int i = 1; i < words.length; i++) {
      String set =
          switch (words[i]) {
            case "digits" -> "0123456789";
            case "letters" -> "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
            case "hex" -> "0123456789abcdefABCDEF";
            case "space" -> " ";
            case "comma" -> ",";
            case "unicode" -> "";
            default -> words[i];
          };
      bits[2] |= words[i].equals("unicode") ? 1 : 0;
      for (int j = 0; j < set.length(); j++) {
        char c = set.charAt(j);
        if (c > 127) {
          throw new IllegalArgumentException("a gate names ASCII characters only");
        }
        bits[c < 64 ? 0 : 1] |= 1L << (c & 63);
      }
    }
    return bits;
  }

  /** How many digits a value must have at least. */
  int fewestDigits() {
    return min[1];
  }

  boolean accepts(ValueShape shape) {
    return within(0, shape.length())
        && within(1, shape.digits())
        && within(2, shape.letters())
        && within(3, shape.spaces())
        && within(4, shape.lower())
        && shape.hasAll(needLow, needHigh)
        && !shape.hasOther(onlyLow, onlyHigh)
        && (unicode || !shape.hasUnicode());
  }

  /** Whether a value whose shape has this {@link ShapeKey} could pass. */
  boolean couldAccept(int key) {
    return could(0, ShapeKey.length(key), ShapeKey.LENGTHS)
        && could(1, ShapeKey.digits(key), ShapeKey.DIGITS)
        && could(2, ShapeKey.letters(key), ShapeKey.LETTERS)
        && could(3, ShapeKey.spaces(key), ShapeKey.SPACES)
        && (ShapeKey.hasLower(key) ? max[4] > 0 : min[4] == 0)
        && (unicode || !ShapeKey.hasUnicode(key))
        && (ShapeKey.digits(key) == 0 || (onlyLow & ASCII_DIGITS) != 0)
        && (ShapeKey.letters(key) == 0 || ShapeKey.hasUnicode(key) || (onlyHigh & LETTERS) != 0)
        && ShapeKey.characters(key, true).chars().allMatch(c -> isIn(onlyLow, onlyHigh, c))
        && ShapeKey.characters(key, false).chars().noneMatch(c -> isIn(needLow, needHigh, c));
  }

  /**
   * Whether every value whose shape has this {@link ShapeKey} passes, for all that the key tells.
   */
  boolean surelyAccepts(int key) {
    int length = ShapeKey.length(key);
    int digits = ShapeKey.digits(key);
    int letters = ShapeKey.letters(key);
    boolean isCounted =
        length < ShapeKey.LENGTHS
            && digits < ShapeKey.DIGITS
            && letters < ShapeKey.LETTERS
            && ShapeKey.spaces(key) == 0
            && !ShapeKey.hasUnicode(key);
    if (!isCounted || !couldAccept(key)) {
      return false;
    }
    boolean isLowerTold = ShapeKey.hasLower(key) ? min[4] <= 1 && max[4] >= letters : min[4] == 0;
    boolean isAnyTaken = (onlyLow & onlyHigh) == -1L;
    boolean areAllTold = digits + letters == length;
    boolean areLettersTaken = letters == 0 || (onlyHigh & LETTERS) == LETTERS;
    boolean areDigitsTaken = digits == 0 || (onlyLow & ASCII_DIGITS) == ASCII_DIGITS;
    return isLowerTold
        && needLow == 0
        && needHigh == 0
        && (isAnyTaken || (areAllTold && areLettersTaken && areDigitsTaken));
  }

  /** As {@link #within}, where a count at its limit stands for all greater ones too. */
  private boolean could(int index, int count, int limit) {
    return within(index, count) || (count == limit && max[index] > count);
  }

  private static boolean isIn(long low, long high, int c) {
    return ((c < 64 ? low : high) >> (c & 63) & 1) != 0;
  }

  /**
   * Whether a text of this shape could hold, somewhere, a value that this gate accepts.
   *
   * @param isSpaceless whether such a value has no white space in it
   */
  boolean acceptsInside(ValueShape shape, boolean isSpaceless) {
    boolean isNumber = max[2] == 0 || ((onlyLow | onlyHigh) != -1L && (onlyHigh & LETTERS) == 0);
    int room =
        !isSpaceless
            ? shape.length()
            : max[4] == 0 ? shape.longestWithoutLower() : shape.longestWord();
    return room >= min[0]
        && (isNumber ? shape.longestNumber() : shape.digits()) >= min[1]
        && shape.letters() >= min[2]
        && shape.hasAll(needLow, needHigh);
  }

  private boolean within(int index, int count) {
    return count >= min[index] && count <= max[index];
  }
}
