// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

/**
 * The characters that names are made of, {@code [\p{L}\p{M}'’-]}, told apart without a regex: each
 * word of each text is looked at.
 */
public final class NameLetters {
  private NameLetters() {}

  /** Whether a word can begin with it: a letter, or a mark that belongs to one. */
  static boolean isLetter(int codePoint) {
    if (codePoint < 128) {
      return (codePoint >= 'a' && codePoint <= 'z') || (codePoint >= 'A' && codePoint <= 'Z');
    }
    return Character.isLetter(codePoint) || isMark(codePoint);
  }

  /** Whether it can stand in a word, {@code O'Neill-Vogt}. */
  public static boolean isInWord(int codePoint) {
    return isLetter(codePoint) || codePoint == '-' || codePoint == '\'' || codePoint == '’';
  }

  /** Behind the last character from here on that can stand in a word. */
  public static int endOfWord(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (!isInWord(codePoint)) {
        break;
      }
      at += Character.charCount(codePoint);
    }
    return at;
  }

  private static boolean isMark(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }
}
