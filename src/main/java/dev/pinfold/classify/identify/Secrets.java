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

  private Secrets() {}

  static boolean isRandom(String value) {
    boolean upper = false;
    boolean lower = false;
    boolean digit = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      upper |= Character.isUpperCase(c);
      lower |= Character.isLowerCase(c);
      digit |= Character.isDigit(c);
    }
    return upper && lower && digit && entropy(value) >= KEY_BITS_PER_CHARACTER;
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
    boolean upper = false;
    boolean lower = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      lower |= c >= 'a';
      upper |= c >= 'A' && c <= 'F';
      if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F')) {
        return false;
      }
    }
    return !(upper && lower);
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
