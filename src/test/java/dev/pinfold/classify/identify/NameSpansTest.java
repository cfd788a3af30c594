// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.ValueIdentifiers.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NameSpansTest {
  /** A capital and one to thirty letters or joints, twice. */
  private static final Pattern PAIR =
      Pattern.compile("\\p{Lu}[\\p{L}'\u2019-]{1,30}+ \\p{Lu}[\\p{L}'\u2019-]{1,30}+");

  private static final String[] PARTS = {
    "Anna",
    "Schmidt",
    "M\u00fcller",
    "\u00c5sa",
    "anna",
    "Anna Schmidt",
    "Mary",
    "O'Brien",
    "Blue",
    "X",
    "A".repeat(31),
    "A".repeat(32),
    " ",
    " ",
    " ",
    " ",
    "-",
    "\u2019",
    ",",
    "7",
    "\ud835\udc00",
    "\ud83d",
    "\u5c71\u7530",
    "\u0391\u03bd\u03bd\u03b1"
  };

  @Test
  void findPairs_randomTexts_areThoseThatAPatternFinds() {
    Random random = new Random(11);
    int hits = 0;
    for (int i = 0; i < 40_000; i++) {
      StringBuilder parts = new StringBuilder();
      for (int count = 1 + random.nextInt(8); count > 0; count--) {
        parts.append(PARTS[random.nextInt(PARTS.length)]);
      }
      String text = parts.toString();
      List<Span> found = new ArrayList<>();
      NameSpans.findPairs(text, 5, 1, PersonalDataType.NONE, found);
      List<String> places = found.stream().map(span -> span.start() + "-" + span.end()).toList();
      assertThat(places).as(text).isEqualTo(byPattern(text, 5));
      hits += places.size();
    }
    assertThat(hits).isGreaterThan(1_000);
  }

  private static List<String> byPattern(String text, int offset) {
    List<String> found = new ArrayList<>();
    Matcher pair = PAIR.matcher(text);
    for (int from = 0; pair.find(from); ) {
      if (PersonNames.shipped().isPair(pair.group())) {
        found.add((offset + pair.start()) + "-" + (offset + pair.end()));
        from = pair.end();
      } else {
        from = text.indexOf(' ', pair.start());
      }
    }
    return found;
  }
}
