// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

/** ISO 3166-1 alpha-2 as a small number, so that it fits beside a value. */
final class RegionCode {
  /** Of no known country. */
  static final int NONE = 0;

  /** Takes every code. */
  static final int BITS = 10;

  private static final int LETTERS = 26;
  private static final String[] TEXTS = new String[LETTERS * LETTERS + 1];

  static {
    for (int code = 1; code < TEXTS.length; code++) {
      char first = (char) ('A' + (code - 1) / LETTERS);
      char second = (char) ('A' + (code - 1) % LETTERS);
      TEXTS[code] = String.valueOf(new char[] {first, second});
    }
  }

  private RegionCode() {}

  /**
   * The number of a country.
   *
   * @param region two capitals, or null
   * @throws IllegalArgumentException for anything else
   */
  static int of(String region) {
    if (region == null) {
      return NONE;
    }
    int first = region.length() == 2 ? region.charAt(0) - 'A' : -1;
    int second = region.length() == 2 ? region.charAt(1) - 'A' : -1;
    if (first < 0 || first >= LETTERS || second < 0 || second >= LETTERS) {
      throw new IllegalArgumentException("a region is two capitals");
    }
    return first * LETTERS + second + 1;
  }

  /** Two capitals, or null for {@link #NONE}. */
  static String text(int code) {
    return TEXTS[code];
  }
}
