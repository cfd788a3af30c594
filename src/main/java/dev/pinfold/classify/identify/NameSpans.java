// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.ValueIdentifiers.Span;
import dev.pinfold.classify.ValueShape;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Person names inside texts: after a cue word or honorific, two known names in a row, or joined,
 * and the owners of devices.
 */
final class NameSpans {
  /** Letters and joints of a name's word behind its capital. */
  private static final int MOST_BEHIND_CAPITAL = 30;

  private static final String WORD = "\\p{Lu}[\\p{L}'\u2019-]{1," + MOST_BEHIND_CAPITAL + "}+";

  /** What a name stands behind, in lower case. */
  private static final List<String> CUES =
      List.of(
          ("my name is,mr,mrs,ms,dr,dear,hello,hi,ich hei\u00dfe,ich heisse,mein name ist,herr,frau"
                  + ",hallo,liebe,lieber,me llamo,se\u00f1or,se\u00f1ora,sr,sra,hola,je m'appelle"
                  + ",monsieur,madame,bonjour,mi chiamo,signor,signora,signore,ciao,meu nome \u00e9"
                  + ",senhor,senhora,ol\u00e1,mijn naam is,meneer,mevrouw,beste,nazywam si\u0119,pan"
                  + ",pani,shri,shrimati,mera naam")
              .split(","));

  private static final Pattern CUED =
      Pattern.compile(
          "(?i:\\b(?:" + String.join("|", CUES) + ")\\.? )(" + WORD + "(?: " + WORD + ")?)",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** Most texts have no cue, which the pattern would look for at every word. */
  private static final CueFinder CUE_FINDER =
      new CueFinder(
          Map.of(0, CUES.stream().flatMap(cue -> Stream.of(cue + " ", cue + ". ")).toList()));

  private static final Pattern JAPANESE =
      Pattern.compile("[\\p{IsHan}\\p{IsKatakana}]{1,6}(?=(?:\u3055\u3093|\u69d8))");

  private static final int LONGEST_CUE = 20;

  private NameSpans() {}

  static void find(
      ValueShape shape,
      int offset,
      int index,
      int ownerIndex,
      PersonalDataType type,
      List<Span> found) {
    if (index < 0) {
      return;
    }
    String text = shape.text();
    DeviceOwners.Sink sink =
        (start, end) -> found.add(new Span(offset + start, offset + end, index, type));
    JoinedNames.find(text, sink);
    if (!shape.hasUnicode() && shape.letters() == shape.lower()) {
      return;
    }
    DeviceOwners.find(
        text, (start, end) -> found.add(new Span(offset + start, offset + end, ownerIndex, type)));
    if (CUE_FINDER.isIn(text)) {
      findCued(text, offset, index, type, found);
    }
    if (couldHoldPair(text)) {
      findPairs(text, offset, index, type, found);
    }
    if (shape.hasUnicode()) {
      for (Matcher cued = JAPANESE.matcher(text); cued.find(); ) {
        found.add(new Span(offset + cued.start(), offset + cued.end(), index, type));
      }
    }
  }

  private static void findCued(
      String text, int offset, int index, PersonalDataType type, List<Span> found) {
    PersonNames names = PersonNames.shipped();
    for (Matcher cued = CUED.matcher(text); cued.find(); ) {
      String[] words = cued.group(1).split(" ");
      if (names.isKnownGiven(words[0]) || names.isKnownFamily(words[words.length - 1])) {
        found.add(new Span(offset + cued.start(1), offset + cued.end(1), index, type));
      }
    }
  }

  /** Two {@link #WORD}s with a space between them that are a known given and family name. */
  static void findPairs(
      String text, int offset, int index, PersonalDataType type, List<Span> found) {
    PersonNames names = PersonNames.shipped();
    int at = 0;
    while (at < text.length()) {
      int space = wordEnd(text, at);
      boolean isBeforeSpace = space >= 0 && space + 1 < text.length() && text.charAt(space) == ' ';
      int end = isBeforeSpace ? wordEnd(text, space + 1) : -1;
      if (end < 0) {
        at++;
      } else if (names.isPair(text.substring(at, end))) {
        found.add(new Span(offset + at, offset + end, index, type));
        at = end;
      } else {
        at = space;
      }
    }
  }

  /** Where a {@link #WORD} ends that begins at a place, or -1 where none does. */
  private static int wordEnd(String text, int start) {
    int first = text.codePointAt(start);
    if (!isCapital(first)) {
      return -1;
    }
    int from = start + Character.charCount(first);
    int at = from;
    for (int taken = 0; taken < MOST_BEHIND_CAPITAL && at < text.length(); taken++) {
      int c = text.codePointAt(at);
      if (!Letters.is(c) && c != '\'' && c != '\u2019' && c != '-') {
        break;
      }
      at += Character.charCount(c);
    }
    return at > from ? at : -1;
  }

  private static boolean isCapital(int c) {
    return c < 128 ? c >= 'A' && c <= 'Z' : Character.getType(c) == Character.UPPERCASE_LETTER;
  }

  /** Whether a space stands before a capital, or before a letter that could be one. */
  private static boolean couldHoldPair(String text) {
    for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
      if (at + 1 < text.length() && isCapitalOrUnicode(text.charAt(at + 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name that {@link #find} found stands behind a cue word or honorific. */
  static boolean isCued(String text, int start) {
    boolean couldBeCued = start > 0 && text.charAt(start - 1) == ' ' && CUE_FINDER.isIn(text);
    return (couldBeCued && isBehindCue(text, start))
        || (text.charAt(start) > 127 && JAPANESE.matcher(text).find());
  }

  private static boolean isBehindCue(String text, int start) {
    Matcher cued = CUED.matcher(text);
    for (int from = Math.max(0, start - LONGEST_CUE); cued.find(from) && cued.start(1) <= start; ) {
      if (cued.start(1) == start) {
        return true;
      }
      from = cued.end();
    }
    return false;
  }

  private static boolean isCapitalOrUnicode(char c) {
    return c > 127 || isCapital(c);
  }
}
