// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells random keys from words, hashes and IDs by their character classes and entropy. */
final class Secrets {
  private static final double KEY_BITS_PER_CHARACTER = 3.5;

  private static final Pattern HEX_KEY = Pattern.compile("[0-9a-f]{32,128}|[0-9A-F]{32,128}");

  private Secrets() {}

  static boolean isRandom(String value) {
    boolean upper = value.chars().anyMatch(Character::isUpperCase);
    boolean lower = value.chars().anyMatch(Character::isLowerCase);
    boolean digit = value.chars().anyMatch(Character::isDigit);
    return upper && lower && digit && entropy(value) >= KEY_BITS_PER_CHARACTER;
  }

  /** Like {@link #isRandom}, and hexadecimal of a key's length too, where a name or cue says so. */
  static boolean isToken(String value) {
    return isRandom(value) || HEX_KEY.matcher(value).matches();
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
    Map<Integer, Integer> counts = new HashMap<>();
    value.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
    double bits = 0;
    for (int count : counts.values()) {
      double share = (double) count / value.length();
      bits -= share * Math.log(share) / Math.log(2);
    }
    return bits;
  }
}
