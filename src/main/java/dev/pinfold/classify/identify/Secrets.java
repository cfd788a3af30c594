// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Tells random keys from words, hashes and IDs by their character classes and entropy. */
final class Secrets {
  private static final double KEY_BITS_PER_CHARACTER = 3.5;

  private static final int SHORTEST_HEX_KEY = 32;
  private static final int LONGEST_HEX_KEY = 128;

  private static final int UPPER = 1;
  private static final int LOWER = 2;
  private static final int DIGIT = 4;
  private static final int HEX = 8;
  private static final int MIXED = UPPER | LOWER | DIGIT;

  private static final int ASCII = 128;

  /** What each ASCII character is. */
  private static final byte[] KINDS = new byte[ASCII];

  static {
    for (char c = 0; c < ASCII; c++) {
      KINDS[c] = (byte) (kind(c) | (Character.digit(c, 16) >= 0 ? HEX : 0));
    }
  }

  private Secrets() {}

  private static int kind(char c) {
    return (Character.isUpperCase(c) ? UPPER : 0)
        | (Character.isLowerCase(c) ? LOWER : 0)
        | (Character.isDigit(c) ? DIGIT : 0);
  }

  static boolean isRandom(String value) {
    int kinds = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      kinds |= c < ASCII ? KINDS[c] : kind(c);
    }
    return (kinds & MIXED) == MIXED && entropy(value) >= KEY_BITS_PER_CHARACTER;
  }

  /** Like {@link #isRandom}, and hexadecimal of a key's length too, where a name or cue says so. */
  static boolean isToken(String value) {
    return isHexKey(value) || isRandom(value);
  }

  /** Hexadecimal of a key's length, its letters all small or all capital. */
  private static boolean isHexKey(String value) {
    if (value.length() < SHORTEST_HEX_KEY || value.length() > LONGEST_HEX_KEY) {
      return false;
    }
    int kinds = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= ASCII || (KINDS[c] & HEX) == 0) {
        return false;
      }
      kinds |= KINDS[c];
    }
    return (kinds & (UPPER | LOWER)) != (UPPER | LOWER);
  }

  /** User and password in base64 (RFC 7617). */
  static boolean isBasicAuthentication(String value) {
    try {
      String code = value.substring(value.lastIndexOf(' ') + 1);
      String pair = new String(Base64.getDecoder().decode(code), StandardCharsets.UTF_8);
      return pair.indexOf(':') > 0 && pair.chars().allMatch(c -> c >= ' ');
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Shannon entropy in bits a character. */
  private static double entropy(String value) {
    char[] characters = value.toCharArray();
    Arrays.sort(characters);
    double bits = 0;
    int begin = 0;
    for (int i = 1; i <= characters.length; i++) {
      if (i == characters.length || characters[i] != characters[begin]) {
        double share = (double) (i - begin) / characters.length;
        bits -= share * Math.log(share) / Math.log(2);
        begin = i;
      }
    }
    return bits;
  }
}
