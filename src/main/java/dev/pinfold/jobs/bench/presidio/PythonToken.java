// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

/**
 * A word of Python.
 *
 * @param text of a string, what it stands for; of all else, as it is written
 */
record PythonToken(Kind kind, String text) {
  /** What it is. */
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    /** An f-string, its braces still to be filled. */
    TEMPLATE,
    /** One character, such as a bracket, or what is not understood, such as bytes. */
    SIGN,
    /** Outside of brackets; inside of them a line's end means nothing. */
    LINE_END
  }

  boolean isSign(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  /** 1 where a bracket opens, -1 where one closes. */
  int deepens() {
    if (kind != Kind.SIGN) {
      return 0;
    }
    return switch (text) {
      case "(", "[", "{" -> 1;
      case ")", "]", "}" -> -1;
      default -> 0;
    };
  }
}
