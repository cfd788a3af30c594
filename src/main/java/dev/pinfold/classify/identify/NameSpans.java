// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.ValueIdentifiers.Span;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Person names inside texts: after a cue word or honorific, two known names in a row, or joined,
 * and the owners of devices.
 */
final class NameSpans {
  private static final String WORD = "\\p{Lu}[\\p{L}'\u2019-]{1,30}+";
  private static final Pattern CUED =
      Pattern.compile(
          "(?i:\\b(?:my name is|mr|mrs|ms|dr|dear|hello|hi|ich hei(?:\u00df|ss)e|mein name ist|herr|frau"
              + "|hallo|liebe[r]?|me llamo|se\u00f1or[a]?|sra?|hola|je m'appelle|monsieur|madame|bonjour"
              + "|mi chiamo|signor[ae]?|ciao|meu nome \u00e9|senhora?|ol\u00e1|mijn naam is|meneer|mevrouw"
              + "|beste|nazywam si\u0119|pani?|shri|shrimati|mera naam)\\.? )("
              + WORD
              + "(?: "
              + WORD
              + ")?)",
          Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern PAIR = Pattern.compile(WORD + " " + WORD);
  private static final Pattern JAPANESE =
      Pattern.compile("[\\p{IsHan}\\p{IsKatakana}]{1,6}(?=(?:\u3055\u3093|\u69d8))");

  private static final int LONGEST_CUE = 20;

  private NameSpans() {}

  static void find(
      String text, int offset, int index, int ownerIndex, PersonalDataType type, List<Span> found) {
    if (index < 0) {
      return;
    }
    DeviceOwners.Sink sink =
        (start, end) -> found.add(new Span(offset + start, offset + end, index, type));
    JoinedNames.find(text, sink);
    if (!hasUpperOrUnicode(text)) {
      return;
    }
    DeviceOwners.find(
        text, (start, end) -> found.add(new Span(offset + start, offset + end, ownerIndex, type)));
    PersonNames names = PersonNames.shipped();
    for (Matcher cued = CUED.matcher(text); cued.find(); ) {
      String[] words = cued.group(1).split(" ");
      if (names.isKnownGiven(words[0]) || names.isKnownFamily(words[words.length - 1])) {
        found.add(new Span(offset + cued.start(1), offset + cued.end(1), index, type));
      }
    }
    Matcher pair = PAIR.matcher(text);
    for (int from = 0; pair.find(from); ) {
      if (names.isPair(pair.group())) {
        found.add(new Span(offset + pair.start(), offset + pair.end(), index, type));
        from = pair.end();
      } else {
        from = text.indexOf(' ', pair.start());
      }
    }
    for (Matcher cued = JAPANESE.matcher(text); cued.find(); ) {
      found.add(new Span(offset + cued.start(), offset + cued.end(), index, type));
    }
  }

  /** Whether a name that {@link #find} found stands behind a cue word or honorific. */
  static boolean isCued(String text, int start) {
    Matcher cued = CUED.matcher(text);
    for (int from = Math.max(0, start - LONGEST_CUE); cued.find(from) && cued.start(1) <= start; ) {
      if (cued.start(1) == start) {
        return true;
      }
      from = cued.end();
    }
    return text.charAt(start) > 127 && JAPANESE.matcher(text).find();
  }

  private static boolean hasUpperOrUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 127 || (c >= 'A' && c <= 'Z')) {
        return true;
      }
    }
    return false;
  }
}
