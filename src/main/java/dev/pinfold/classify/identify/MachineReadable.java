// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.regex.Pattern;

/** The machine-readable zone of travel documents, ICAO Doc 9303 part 3. */
final class MachineReadable {
  private static final Pattern BLANK = Pattern.compile("\\s");

  private MachineReadable() {}

  /** Weights 7-3-1 over digits and letters (A is 10), fillers being 0. */
  static char checkDigit(String text) {
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int number = c == '<' ? 0 : Character.digit(c, 36);
      sum += number * new int[] {7, 3, 1}[i % 3];
    }
    return (char) ('0' + sum % 10);
  }

  /** The two lines of a passport, or its second line alone. */
  static boolean isPassport(String value) {
    String zone = BLANK.matcher(value).replaceAll("");
    String line = zone.length() == 88 ? zone.substring(44) : zone;
    return line.length() == 44
        && checkDigit(line.substring(0, 9)) == line.charAt(9)
        && checkDigit(line.substring(13, 19)) == line.charAt(19)
        && checkDigit(line.substring(21, 27)) == line.charAt(27);
  }
}
