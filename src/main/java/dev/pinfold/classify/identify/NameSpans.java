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
  private static final String WORD = "\\p{Lu}[\\p{L}'\u2019-]{1,30}+";

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

  private static final Pattern PAIR = Pattern.compile(WORD + " " + WORD);
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

  private static void findPairs(
      String text, int offset, int index, PersonalDataType type, List<Span> found) {
    PersonNames names = PersonNames.shipped();
    Matcher pair = PAIR.matcher(text);
    for (int from = 0; pair.find(from); ) {
      if (names.isPair(pair.group())) {
        found.add(new Span(offset + pair.start(), offset + pair.end(), index, type));
        from = pair.end();
      } else {
        from = text.indexOf(' ', pair.start());
      }
    }
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
    return c > 127 || (c >= 'A' && c <= 'Z');
  }
}
