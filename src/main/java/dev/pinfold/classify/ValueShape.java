// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

/**
 * What one look over a value's characters tells: its length, how many digits, letters, spaces and
 * other characters it has, which ASCII characters occur, and a hash. What few values are asked for
 * costs a second look when it is.
 */
public final class ValueShape {
  /** Counts of ASCII characters share a number, nine bits each. */
  private static final int COUNT_BITS = 9;

  private static final int COUNT = (1 << COUNT_BITS) - 1;

  /** After so many characters none of these counts can have run over. */
  private static final int CHUNK = COUNT;

  private static final int DIGITS = 0;
  private static final int LETTERS = COUNT_BITS;
  private static final int LOWER = 2 * COUNT_BITS;
  private static final int SPACES = 3 * COUNT_BITS;
  private static final int HEX_LETTERS = 4 * COUNT_BITS;
  private static final int JOINTS = 5 * COUNT_BITS;
  private static final int GAPS = 6 * COUNT_BITS;

  private static final int ASCII = 128;

  /** By ASCII character, a one in each count that it belongs to. */
  private static final long[] COUNTS = counts();

  /** By ASCII character, its bit in the set of the first 64, and in that of the others. */
  private static final long[] LOW = bits(0);

  private static final long[] HIGH = bits(Long.SIZE);

  private String text;
  private long hash;
  private int digits;
  private int letters;
  private int lower;
  private int spaces;
  private int hexLetters;
  private int joints;
  private int gaps;
  private int unicode;
  private int unicodeLetters;
  private int unicodeCapitals;
  private int unspaced;
  private long low;
  private long high;

  /** Looks at a text. */
  public ValueShape(String text) {
    set(text);
  }

  /** Looks at another text, and forgets the one before. */
  void set(String newText) {
    text = newText;
    digits = 0;
    letters = 0;
    lower = 0;
    spaces = 0;
    hexLetters = 0;
    joints = 0;
    gaps = 0;
    unicode = 0;
    unicodeLetters = 0;
    unicodeCapitals = 0;
    unspaced = 0;
    int length = text.length();
    long mixed = 0xcbf29ce484222325L;
    long seenLow = 0;
    long seenHigh = 0;
    for (int from = 0; from < length; from += CHUNK) {
      long counts = 0;
      int to = Math.min(length, from + CHUNK);
      for (int i = from; i < to; i++) {
        char c = text.charAt(i);
        mixed = (mixed ^ c) * 0x100000001b3L;
        if (c < ASCII) {
          // Tables, since where digits and letters alternate no branch is foreseen.
          counts += COUNTS[c];
          seenLow |= LOW[c];
          seenHigh |= HIGH[c];
        } else {
          addUnicode(c);
        }
      }
      add(counts);
    }
    low = seenLow;
    high = seenHigh;
    mixed ^= mixed >>> 32;
    hash = mixed * 0x9e3779b97f4a7c15L;
  }

  private static long[] counts() {
    long[] counts = new long[ASCII];
    for (char c = 0; c < ASCII; c++) {
      boolean isLower = c >= 'a' && c <= 'z';
      boolean isLetter = isLower || (c >= 'A' && c <= 'Z');
      boolean isGap = c == ' ' || c == '\n' || c == '\t' || c == '\r';
      counts[c] =
          bit(c >= '0' && c <= '9', DIGITS)
              | bit(isLetter, LETTERS)
              | bit(isLower, LOWER)
              | bit(c <= ' ', SPACES)
              | bit(isLetter && (c | 0x20) <= 'f', HEX_LETTERS)
              | bit(isGap || c == '-' || c == '\'' || c == '.' || c == ',', JOINTS)
              | bit(isGap, GAPS);
    }
    return counts;
  }

  private static long[] bits(int from) {
    long[] bits = new long[ASCII];
    for (int i = 0; i < Long.SIZE; i++) {
      bits[from + i] = 1L << i;
    }
    return bits;
  }

  private static long bit(boolean isSet, int at) {
    return isSet ? 1L << at : 0;
  }

  private void add(long counts) {
    digits += (int) (counts >> DIGITS) & COUNT;
    letters += (int) (counts >> LETTERS) & COUNT;
    lower += (int) (counts >> LOWER) & COUNT;
    spaces += (int) (counts >> SPACES) & COUNT;
    hexLetters += (int) (counts >> HEX_LETTERS) & COUNT;
    joints += (int) (counts >> JOINTS) & COUNT;
    gaps += (int) (counts >> GAPS) & COUNT;
  }

  private void addUnicode(char c) {
    unicode++;
    unicodeLetters += Character.isLetter(c) ? 1 : 0;
    unicodeCapitals += Character.isUpperCase(c) ? 1 : 0;
    unspaced += isOfUnspacedScript(c) ? 1 : 0;
    gaps += isGap(c) ? 1 : 0;
    joints += isGap(c) || isMark(c) ? 1 : 0;
  }

  /** Thai, kana and CJK ideographs. */
  private static boolean isOfUnspacedScript(char c) {
    return (c >= 0x0e00 && c <= 0x0e7f) || (c >= 0x3040 && c <= 0x9fff);
  }

  /** Vowel signs and other marks within words, the middle dot, and the curved apostrophe. */
  private static boolean isMark(char c) {
    int type = Character.getType(c);
    return c == '\u2019'
        || c == '\u00b7'
        || c == '\u30fb'
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  /** What stands between words. */
  static boolean isGap(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0x3000;
  }

  /** The text that was looked at. */
  public String text() {
    return text;
  }

  /** A 64-bit hash (FNV-1a over the chars, then mixed), for counting distinct values. */
  long hash() {
    return hash;
  }

  public int length() {
    return text.length();
  }

  /** The longest run without white space. */
  public int longestWord() {
    int longest = 0;
    int word = 0;
    for (int i = 0; i < text.length(); i++) {
      word = text.charAt(i) <= ' ' ? 0 : word + 1;
      longest = Math.max(longest, word);
    }
    return longest;
  }

  /** The longest run without white space and without lower-case ASCII letters. */
  public int longestWithoutLower() {
    int longest = 0;
    int capitals = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      capitals = c <= ' ' || (c >= 'a' && c <= 'z') ? 0 : capitals + 1;
      longest = Math.max(longest, capitals);
    }
    return longest;
  }

  /** The most digits in a run of digits and what separates them. */
  public int longestNumber() {
    int longest = 0;
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        number++;
        longest = Math.max(longest, number);
      } else if (c > '/' || c == '"' || c == '\'') {
        // Separators of numbers (space, ( ) + - . / and comma) lie below the digits.
        number = 0;
      }
    }
    return longest;
  }

  public int digits() {
    return digits;
  }

  /** Letters of all scripts. */
  public int letters() {
    return letters + unicodeLetters;
  }

  /** ASCII control characters and spaces. */
  public int spaces() {
    return spaces;
  }

  /** Lower-case ASCII letters. */
  public int lower() {
    return lower;
  }

  /** ASCII letters up to F. */
  int hexLetters() {
    return hexLetters;
  }

  /** Capitals of all scripts. */
  int upper() {
    return letters - lower + unicodeCapitals;
  }

  /** What stands between words, and joins them or parts of them. */
  int joints() {
    return joints;
  }

  /** What {@link #isGap} tells. */
  int gaps() {
    return gaps;
  }

  /** Characters of scripts that are written without spaces. */
  int unspaced() {
    return unspaced;
  }

  public boolean hasUnicode() {
    return unicode > 0;
  }

  /** Whether all ASCII characters of these two bit sets (0-63, 64-127) occur. */
  public boolean hasAll(long needLow, long needHigh) {
    return (low & needLow) == needLow && (high & needHigh) == needHigh;
  }

  /** Whether any ASCII character outside these two bit sets occurs. */
  public boolean hasOther(long allowedLow, long allowedHigh) {
    return (low & ~allowedLow) != 0 || (high & ~allowedHigh) != 0;
  }

  /** The ASCII characters below 64 that occur, a bit each. */
  public long low() {
    return low;
  }

  /** Whether an ASCII character occurs. */
  public boolean has(char c) {
    return c < 64 ? (low & 1L << c) != 0 : (high & 1L << (c - 64)) != 0;
  }
}
