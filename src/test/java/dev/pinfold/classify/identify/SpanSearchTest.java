// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SpanSearchTest {
  private static final List<Pattern> SPANS =
      IdentifierFiles.loadBuiltIn().stream()
          .map(identifier -> Rule.of(identifier).span())
          .filter(span -> span != null)
          .toList();

  private static final String[] PARTS = {
    "4111 1111 1111 1111",
    "anna@example.com",
    "203.0.113.7",
    "+49 30 1234567",
    "_",
    "-",
    ".",
    " ",
    "x",
    "é",
    "名",
    "\ud83d\ude00",
    "\ud83d",
    "\ude00",
    "0",
    "12",
    "(",
    ")",
    "://",
    "\n",
    "AKIA"
  };

  private static List<String> found(Pattern span, String text) {
    List<String> found = new ArrayList<>();
    for (Matcher matcher = span.matcher(text); matcher.find(); ) {
      found.add(matcher.start() + "-" + matcher.end() + matcher.group());
    }
    return found;
  }

  private static List<String> searched(Pattern span, String text) {
    List<String> found = new ArrayList<>();
    for (SpanSearch search = new SpanSearch(span, text); search.find(); ) {
      found.add(search.start() + "-" + search.end() + search.group());
    }
    return found;
  }

  @Test
  void find_shippedPatterns_findsWhatAMatcherFinds() {
    Random random = new Random(5);
    int hits = 0;
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int parts = 1 + random.nextInt(8); parts > 0; parts--) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      for (Pattern span : SPANS) {
        List<String> expected = found(span, text.toString());
        assertThat(searched(span, text.toString())).as("%s in %s", span, text).isEqualTo(expected);
        hits += expected.size();
      }
    }
    assertThat(hits).isGreaterThan(2_000);
  }

  @Test
  void ofWords_isLettersAndDigitsOfScriptsThatPartWords() {
    Pattern plain =
        Pattern.compile("[\\p{L}\\p{N}_&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}ー]]");
    Pattern fast = Pattern.compile(Rule.OF_WORDS);
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      String text = Character.toString(c);
      if (plain.matcher(text).matches() != fast.matcher(text).matches()) {
        fail("%x is told otherwise", c);
      }
    }
  }

  @Test
  void find_emptyMatches_areFoundWhereAMatcherFindsThem() {
    Pattern maybeNothing = Pattern.compile("(?<![A-Za-z0-9_])[0-9]*");
    for (String text : new String[] {"", "foo !", "7 ", "a", "1 2"}) {
      assertThat(searched(maybeNothing, text)).as(text).isEqualTo(found(maybeNothing, text));
    }
  }

  @Test
  void find_severalInARow_goesOnBehindTheLast() {
    Pattern number = Pattern.compile("(?<!\\w)\\d+(?!\\w)");
    assertThat(searched(number, "7 x8 9,10")).containsExactly("0-17", "5-69", "7-910");
  }
}
