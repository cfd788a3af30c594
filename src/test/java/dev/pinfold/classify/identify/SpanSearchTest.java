// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.pinfold.classify.DataIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanSearchTest {
  private static final List<DataIdentifier> SPANNING =
      IdentifierFiles.loadBuiltIn().stream()
          .filter(identifier -> Rule.of(identifier).span() != null)
          .toList();

  private static final List<Pattern> SPANS =
      SPANNING.stream().map(identifier -> Rule.of(identifier).span()).toList();

  private static final PatternSet FORMS =
      PatternSet.inside(SPANNING.stream().map(DataIdentifier::pattern).toList());

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
    return searched(span, text, at -> true);
  }

  private static List<String> searched(Pattern span, String text, IntPredicate couldBegin) {
    List<String> found = new ArrayList<>();
    for (SpanSearch search = new SpanSearch(span, text, couldBegin); search.find(); ) {
      found.add(search.start() + "-" + search.end() + search.group());
    }
    return found;
  }

  @Test
  void find_shippedPatterns_findsWhatAMatcherFinds() {
    Random random = new Random(5);
    int hits = 0;
    for (int i = 0; i < 3_000; i++) {
      String text = randomText(random);
      for (int k = 0; k < SPANS.size(); k++) {
        int pattern = k;
        List<String> expected = found(SPANS.get(k), text);
        List<String> actual = searched(SPANS.get(k), text, at -> couldBegin(at, pattern, text));
        assertThat(actual).as("%s in %s", SPANS.get(k), text).isEqualTo(expected);
        hits += expected.size();
      }
    }
    assertThat(hits).isGreaterThan(2_000);
  }

  private static boolean couldBegin(int at, int pattern, String text) {
    return couldBegin(FORMS, at, pattern, text);
  }

  private static boolean couldBegin(PatternSet forms, int at, int pattern, String text) {
    return forms.beginnings(pattern, text).test(at);
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int parts = 1 + random.nextInt(8); parts > 0; parts--) {
      text.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return text.toString();
  }

  @Test
  void couldBeginAt_eMail_isOnlyWhereOneBegins() {
    String text = "prefers mail to anna@example.com over this, or \ud83d";
    int email = SPANNING.stream().map(DataIdentifier::id).toList().indexOf("email");
    List<Integer> begins =
        IntStream.range(0, text.length())
            .filter(at -> couldBegin(at, email, text))
            .boxed()
            .toList();
    // Behind its first letter others of its local part; at half a pair nothing is said.
    assertThat(begins).containsExactly(16, 17, 18, 19, text.length() - 1);
  }

  @Test
  void couldBeginAt_patternsOfAllKinds_isSoWhereverTheyMatch() {
    List<String> patterns =
        List.of(
            "[0-9]*",
            "a(?=b)",
            "\\bab\\b",
            "a++b",
            "(?>ab|a)b?",
            "\\x{1F600}+x",
            "(?i)AB",
            "",
            "(a)\\1",
            "[^a]{40,}b");
    PatternSet forms = PatternSet.inside(patterns);
    String[] parts = {"a", "b", "AB", "0", " ", "x", "\ud83d\ude00", "\ud83d", "c".repeat(20)};
    Random random = new Random(7);
    int matches = 0;
    for (int i = 0; i < 5_000; i++) {
      StringBuilder some = new StringBuilder();
      for (int count = random.nextInt(9); count > 0; count--) {
        some.append(parts[random.nextInt(parts.length)]);
      }
      String text = some.toString();
      for (int k = 0; k < patterns.size(); k++) {
        Matcher matcher = Pattern.compile(patterns.get(k)).matcher(text);
        matcher.useTransparentBounds(true).useAnchoringBounds(false);
        for (int at = 0; at <= text.length(); at++) {
          boolean isBetweenHalves =
              at > 0
                  && at < text.length()
                  && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
          if (!isBetweenHalves && matcher.region(at, text.length()).lookingAt()) {
            matches++;
            assertThat(couldBegin(forms, at, k, text))
                .as("%s %s %s", patterns.get(k), text, at)
                .isTrue();
          }
        }
      }
    }
    assertThat(matches).isGreaterThan(10_000);
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
