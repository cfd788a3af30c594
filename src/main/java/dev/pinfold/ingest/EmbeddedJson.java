// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

/** What a string's two ends say of JSON inside it. */
enum EmbeddedJson {
  NONE,
  OBJECT,
  ARRAY;

  /** Judged by how the string begins: a brace and a quote, or a bracket and any value. */
  static EmbeddedJson of(String text) {
    int first = skipBlanks(text, 0);
    if (first >= text.length()) {
      return NONE;
    }
    char bracket = text.charAt(first);
    if (bracket != '{' && bracket != '[') {
      return NONE;
    }
    int second = skipBlanks(text, first + 1);
    if (second >= text.length()) {
      return NONE;
    }
    char next = text.charAt(second);
    if (bracket == '{') {
      boolean empty = next == '}' && skipBlanks(text, second + 1) == text.length();
      return next == '"' || empty ? OBJECT : NONE;
    }
    boolean value = (next >= '0' && next <= '9') || "{[\"]-tfn".indexOf(next) >= 0;
    return value ? ARRAY : NONE;
  }

  /** Whether the string ends in the bracket that closes the one it begins with. */
  boolean endsFittingly(String text) {
    int last = text.length() - 1;
    while (last >= 0 && isBlank(text.charAt(last))) {
      last--;
    }
    return last >= 0 && text.charAt(last) == (this == OBJECT ? '}' : ']');
  }

  private static int skipBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
