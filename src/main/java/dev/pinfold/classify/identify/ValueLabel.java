// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells a value that is one identifier with no more than a name or label beside it ({@code Ana
 * Lopez <ana@example.com>}, {@code Tel. +49 30 ...}) from a text in which one stands ({@code call
 * her at ...}). In a text some word begins with a small letter and is nobody's name.
 */
final class ValueLabel {
  /** Small words in the names of persons. */
  private static final Set<String> PARTICLES =
      Set.of(
          "af", "al", "av", "bin", "binti", "da", "das", "de", "del", "della", "den", "der", "di",
          "do", "dos", "du", "el", "ibn", "la", "le", "op", "ten", "ter", "van", "von", "y", "zu");

  /** What messages begin with, in lower case. */
  private static final Set<String> GREETINGS =
      Set.of(
          "hello",
          "hi",
          "hey",
          "dear",
          "hallo",
          "liebe",
          "lieber",
          "hola",
          "bonjour",
          "salut",
          "ciao",
          "caro",
          "cara",
          "ol\u00e1",
          "oi",
          "beste",
          "witaj",
          "cze\u015b\u0107");

  private static final int LONGEST_GREETING =
      GREETINGS.stream().mapToInt(String::length).max().orElseThrow();

  private static final Pattern WORDS = Pattern.compile("[ ,]+");

  /** So many letters of a script without small ones are more than a name. */
  private static final int CASELESS_NAME = 8;

  private ValueLabel() {}

  /** Whether no text, but at most a label, stands around the part from start to end. */
  static boolean isAllAround(String value, int start, int end) {
    boolean isBracketed = start > 0 && value.charAt(start - 1) == '<';
    if (isBracketed && end == value.length() - 1 && value.charAt(end) == '>') {
      return true;
    }
    return !isGreeting(value)
        && !holdsText(value.substring(0, start))
        && !holdsText(value.substring(end));
  }

  /**
   * Whether somebody is greeted by a known name, which is then found as a part of the text. Another
   * name is not, so that what greets by one is better protected as a whole.
   */
  private static boolean isGreeting(String value) {
    String text = value.strip();
    int end = 0;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != ',') {
      end++;
    }
    if (end > LONGEST_GREETING
        || !GREETINGS.contains(text.substring(0, end).toLowerCase(Locale.ROOT))) {
      return false;
    }
    String[] words = WORDS.split(text, 3);
    return words.length == 3 && PersonNames.shipped().isKnownGiven(words[1]);
  }

  private static boolean holdsText(String part) {
    int caseless = 0;
    int at = 0;
    while (at < part.length()) {
      int from = at;
      while (at < part.length() && isOfWord(part.charAt(at))) {
        caseless += Character.getType(part.charAt(at)) == Character.OTHER_LETTER ? 1 : 0;
        at++;
      }
      if (at > from && Character.isLowerCase(part.charAt(from))) {
        String word = part.substring(from, at);
        PersonNames names = PersonNames.shipped();
        if (!PARTICLES.contains(word) && !names.isGiven(word) && !names.isFamily(word)) {
          return true;
        }
      }
      at += at == from ? 1 : 0;
    }
    return caseless > CASELESS_NAME;
  }

  private static boolean isOfWord(char c) {
    return Character.isLetter(c) || c == '\'' || c == '\u2019' || c == '-';
  }
}
