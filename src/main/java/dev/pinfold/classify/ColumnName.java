// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits what people call columns into folded words: at separators, at camelCase humps and between
 * letters and digits; case, accents and letter variants are folded. {@code userE-Mail2} becomes
 * {@code user, e, mail, 2}; {@code Téléphone} becomes {@code telephone}. Arabic words lose their
 * article.
 */
public final class ColumnName {
  private static final String ARABIC_ARTICLE = "\u0627\u0644";

  /** A shorter word may begin with the two letters by itself. */
  private static final int ARTICLE_AND_WORD = 5;

  private ColumnName() {}

  /** The folded words of a name, in order; empty where it has no letter or digit. */
  public static List<String> words(String rawName) {
    return plainWords(rawName).stream().map(ColumnName::fold).toList();
  }

  /** The words of a name in lower case, with their accents. */
  static List<String> accentedWords(String rawName) {
    return plainWords(rawName).stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> plainWords(String rawName) {
    // A decomposed accent would stand between a hump's two letters.
    String name = Normalizer.normalize(rawName, Normalizer.Form.NFC);
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    int before = 0;
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      int length = Character.charCount(c);
      if (!Character.isLetterOrDigit(c) && !isMark(c)) {
        flush(word, words);
      } else {
        int after = i + length < name.length() ? name.codePointAt(i + length) : 0;
        if (word.length() > 0 && isBoundary(before, c, after)) {
          flush(word, words);
        }
        word.appendCodePoint(c);
      }
      before = c;
      i += length;
    }
    flush(word, words);
    return words;
  }

  /** A text without case, accents and letter variants. */
  public static String fold(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.chars().allMatch(c -> c < 128)) {
      return lower;
    }
    if (lower.startsWith(ARABIC_ARTICLE) && lower.length() >= ARTICLE_AND_WORD) {
      lower = lower.substring(ARABIC_ARTICLE.length());
    }
    StringBuilder folded = new StringBuilder();
    Normalizer.normalize(lower, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> !isAccent(c))
        .forEach(c -> append(folded, c));
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  private static void append(StringBuilder folded, int c) {
    switch (c) {
      case 'ß' -> folded.append("ss");
      case 'ł' -> folded.append('l');
      case 'ø' -> folded.append('o');
      case 'đ', 'ð' -> folded.append('d');
      case 'ı' -> folded.append('i');
      case 'æ' -> folded.append("ae");
      case 'œ' -> folded.append("oe");
      case 'þ' -> folded.append("th");
      case 'ς' -> folded.append('σ');
      case 'ى', 'ی' -> folded.append('ي');
      case 'ک' -> folded.append('ك');
      case 'ة' -> folded.append('ه');
      default -> folded.appendCodePoint(c);
    }
  }

  /**
   * An accent of Latin, Greek or Cyrillic, or a vowel sign of Arabic or Hebrew, which few write;
   * the vowel signs of Indic scripts and kana stay.
   */
  private static boolean isAccent(int c) {
    return (c >= 0x300 && c <= 0x36f)
        || (c >= 0x64b && c <= 0x65f)
        || c == 0x640
        || (c >= 0x591 && c <= 0x5c7);
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isBoundary(int before, int c, int after) {
    if (Character.isDigit(before) != Character.isDigit(c) && !isMark(c)) {
      return true;
    }
    boolean isHump = Character.isLowerCase(before) && Character.isUpperCase(c);
    boolean endsCapitals =
        Character.isUpperCase(before) && Character.isUpperCase(c) && Character.isLowerCase(after);
    return isHump || endsCapitals;
  }

  private static void flush(StringBuilder word, List<String> words) {
    if (word.length() > 0) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
