// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Numbers, {@code true}, {@code false} and {@code null} where a record should stand. */
final class TopLevelLiteral {
  private static final int LONGEST = 64;

  /** RFC 8259, section 6, and the three literal names of section 3. */
  private static final Pattern LITERAL =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?|true|false|null");

  private TopLevelLiteral() {}

  /**
   * Length of the literal that the bytes begin with and that white space or their end ends, or 0.
   */
  static int length(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] > ' ') {
      at++;
      if (at - from > LONGEST) {
        return 0;
      }
    }
    String word = new String(bytes, from, at - from, StandardCharsets.ISO_8859_1);
    return LITERAL.matcher(word).matches() ? at - from : 0;
  }
}
