// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/**
 * What one look over a value's characters tells: its length, how many digits, letters, spaces and
 * other characters it has, and which ASCII characters occur.
 */
final class ValueShape {
  private final int length;
  private int digits;
  private int letters;
  private int spaces;
  private int lower;
  private int unicode;
  private int longestWord;
  private int longestNumber;
  private int longestWithoutLower;
  private long low;
  private long high;

  ValueShape(String value) {
    length = value.length();
    int word = 0;
    int number = 0;
    int capitals = 0;
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      word = c <= ' ' ? 0 : word + 1;
      longestWord = Math.max(longestWord, word);
      capitals = c <= ' ' || (c >= 'a' && c <= 'z') ? 0 : capitals + 1;
      longestWithoutLower = Math.max(longestWithoutLower, capitals);
      if (c >= '0' && c <= '9') {
        number++;
        longestNumber = Math.max(longestNumber, number);
      } else if (c > '/' || c == '"' || c == '\'') {
        // Separators of numbers (space, ( ) + - . / and comma) lie below the digits.
        number = 0;
      }
      if (c < 128) {
        if (c < 64) {
          low |= 1L << c;
        } else {
          high |= 1L << (c - 64);
        }
        if (c >= '0' && c <= '9') {
          digits++;
        } else if ((c | 32) >= 'a' && (c | 32) <= 'z') {
          letters++;
          lower += c >> 5 & 1;
        } else if (c <= ' ') {
          spaces++;
        }
      } else {
        unicode++;
        if (Character.isLetter(c)) {
          letters++;
        }
      }
    }
  }

  int length() {
    return length;
  }

  /** The longest run without white space. */
  int longestWord() {
    return longestWord;
  }

  /** The longest run without white space and without lower-case ASCII letters. */
  int longestWithoutLower() {
    return longestWithoutLower;
  }

  /** The most digits in a run of digits and what separates them. */
  int longestNumber() {
    return longestNumber;
  }

  int digits() {
    return digits;
  }

  int letters() {
    return letters;
  }

  int spaces() {
    return spaces;
  }

  /** Lower-case ASCII letters. */
  int lower() {
    return lower;
  }

  boolean hasUnicode() {
    return unicode > 0;
  }

  /** Whether all ASCII characters of these two bit sets (0-63, 64-127) occur. */
  boolean hasAll(long needLow, long needHigh) {
    return (low & needLow) == needLow && (high & needHigh) == needHigh;
  }

  /** Whether any ASCII character outside these two bit sets occurs. */
  boolean hasOther(long allowedLow, long allowedHigh) {
    return (low & ~allowedLow) != 0 || (high & ~allowedHigh) != 0;
  }

  boolean has(char c) {
    return c < 64 ? (low & 1L << c) != 0 : (high & 1L << (c - 64)) != 0;
  }
}
