// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.classify.DataIdentifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The automaton against {@link Pattern}, which is slow and obvious. */
class PatternSetTest {
  private static final List<String> SHIPPED =
      IdentifierFiles.loadBuiltIn().stream().map(DataIdentifier::pattern).toList();
  private static final String ALPHABET = "0123456789abcdefXYZ +-./:@_,()'=?%&#é伊Ω\n";

  private static final String BASE64 =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int EMAIL =
      IdentifierFiles.loadBuiltIn().stream().map(DataIdentifier::id).toList().indexOf("email");

  /** Values of many forms, some changed in a place or two, some of random characters. */
  private static List<String> texts(int count) {
    List<String> seeds =
        List.of(
            "+49 30 1234567",
            "4111 1111 1111 1111",
            "ana.perez@mail.example.com",
            "GB82WEST12345698765432",
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            "https://user:secret@shop.example.com/a?email=b%40c.de&d=%20#e",
            "2026-10-01T12:30:00.120Z",
            "06-May-1973",
            "AKIAIOSFODNN7EXAMPLE",
            "Calle de la Rosa 12, 3",
            "192.0.2.17",
            "2001:db8::17",
            "123-45-6789",
            "A1B 2C3",
            "Example Trading GmbH & Co. KG",
            "rs7412 (C;T)",
            "1787150000000",
            "10.2.3.4",
            "de_DE",
            "#ffcc00");
    Random random = new Random(11);
    List<String> texts = new ArrayList<>(seeds);
    while (texts.size() < count) {
      StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
      if (random.nextInt(4) == 0) {
        text.setLength(0);
        for (int i = random.nextInt(24); i >= 0; i--) {
          text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        char c = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        int at = random.nextInt(text.length());
        if (random.nextBoolean()) {
          text.setCharAt(at, c);
        } else {
          text.insert(at, c);
        }
      }
      texts.add(text.toString());
    }
    return texts;
  }

  @Test
  void matching_shippedPatterns_namesThoseThatMatch_andSurelyWhereExact() {
    PatternSet set = PatternSet.whole(SHIPPED);
    List<Pattern> patterns = SHIPPED.stream().map(Pattern::compile).toList();
    int matches = 0;
    for (String text : texts(3000)) {
      int[] found = set.matching(text);
      assertThat(found).as(text).isNotNull();
      for (int i = 0; i < patterns.size(); i++) {
        int pattern = i;
        boolean named = Arrays.stream(found).anyMatch(one -> one == pattern);
        boolean matched = !SHIPPED.get(i).isEmpty() && patterns.get(i).matcher(text).matches();
        if (matched || set.isExact(i, text.length())) {
          assertThat(named && set.answersFor(i))
              .as("%s of %s", text, SHIPPED.get(i))
              .isEqualTo(matched);
        }
        matches += matched ? 1 : 0;
      }
      for (int form : set.forms(text)) {
        boolean matched = patterns.get(set.pattern(form)).matcher(text).matches();
        assertThat(matched || text.length() > set.exactUpTo(form)).as(text).isTrue();
      }
      for (int pattern : found) {
        boolean couldBe =
            Arrays.stream(set.forms(text))
                .anyMatch(
                    form -> set.pattern(form) == pattern && text.length() <= set.longest(form));
        assertThat(couldBe || !patterns.get(pattern).matcher(text).matches()).as(text).isTrue();
      }
    }
    assertThat(matches).isGreaterThan(3000);
    assertThat(IntStream.range(0, SHIPPED.size()).filter(i -> set.isExact(i, 30)).count())
        .isGreaterThan(180);
  }

  @Test
  void within_shippedPatterns_namesAllThatStandAlone() {
    PatternSet set = PatternSet.inside(SHIPPED);
    List<Pattern> patterns =
        SHIPPED.stream()
            .map(
                one ->
                    Pattern.compile(
                        "(?<![\\p{L}\\p{N}_&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}ー]])(?:"
                            + one
                            + ")(?![\\p{L}\\p{N}_&&[^\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}ー]])"))
            .toList();
    List<String> texts = texts(600);
    int matches = 0;
    for (int t = 1; t < texts.size(); t++) {
      String text = "Call " + texts.get(t - 1) + " or (" + texts.get(t) + ") now";
      BitSet found = set.within(text);
      for (int i = 0; i < patterns.size(); i++) {
        if (!SHIPPED.get(i).isEmpty() && patterns.get(i).matcher(text).find()) {
          assertThat(found.get(i)).as("%s in %s", SHIPPED.get(i), text).isTrue();
          matches++;
        }
      }
    }
    assertThat(matches).isGreaterThan(2000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "~",
      value = {
        "(?i)ab+c? ~ ABBB ~ true",
        "(?i)ab+c? ~ AC ~ false",
        "(?:a|(?i)b)c ~ BC ~ false",
        "(?:a|(?i)b)c ~ Bc ~ true",
        "[a-c[x-z]]{2} ~ ay ~ true",
        "[^a-c]{2} ~ ay ~ false",
        "\\p{L}{2,3}\\.? ~ éß. ~ true",
        "x{2}|y{1,2}?z ~ yyz ~ true",
        "(?:a?){3}b ~ aab ~ true",
        "(?:a*)*b ~ aaab ~ true",
        "\\x41\\u0042 ~ AB ~ true",
        "[\\]a]+ ~ a]a ~ true",
      })
  void matching_onePattern_isThatOfPattern(String pattern, String text, boolean matches) {
    PatternSet set = PatternSet.whole(List.of(pattern));
    assertThat(Pattern.matches(pattern, text)).isEqualTo(matches);
    assertThat(set.answersFor(0)).isTrue();
    assertThat(set.isExact(0, text.length())).isTrue();
    assertThat(set.matching(text)).hasSize(matches ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a)\\1", "(?x) a b", "a{2}(?<name>b)", "\\Qa\\E"})
  void answersFor_whatItCannotRead_isLeftToPattern(String pattern) {
    PatternSet set = PatternSet.whole(List.of(pattern, "b"));
    assertThat(set.answersFor(0)).isFalse();
    assertThat(set.matching("b")).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a(?!b).", "\\ba\\b", "(?>a|ab)c", "a*+b", "^a$"})
  void isExact_whatLooksAround_isNarrowedDownOnly(String pattern) {
    PatternSet set = PatternSet.whole(List.of(pattern));
    assertThat(set.answersFor(0)).isTrue();
    assertThat(set.isExact(0, 1)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "~",
      value = {
        "[a-z]{1,64} ~ 64 ~ 64",
        "[a-z][a-z0-9]{2,39}(?:#[0-9]{4})? ~ 40 ~ 45",
        "(?:[a-z]{2}){1,20}x ~ 42 ~ 41",
        "[a-z]{1,40}\\.[a-z]{1,30}/ ~ 33 ~ 72",
        "[a-z]{3}[0-9]* ~ 2147483647 ~ 2147483647",
        "\\p{L}{1,20} ~ 20 ~ 40",
        "[a-z]{3}(?!x) ~ 0 ~ 3",
        "(?:(?:[a-z]{1,30}-){1,20}){2} ~ 33 ~ 1240",
      })
  void forms_boundsOfAPattern_followFromItsParts(String pattern, int exactUpTo, int longest) {
    PatternSet set = PatternSet.whole(List.of(pattern));
    assertThat(set.exactUpTo(0)).isEqualTo(exactUpTo);
    assertThat(set.longest(0)).isEqualTo(longest);
  }

  /** Characters of two code units, in all the ways to write them. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = "~",
      value = {
        "[\\x{1F600}-\\x{1F64F}] ~ \ud83d\ude00",
        "[\\uD83D\\uDE00-\\uD83D\\uDE4F]{1,20} ~ \ud83d\ude00\ud83d\ude01",
        "[a\\x{1F600}]{1,3} ~ \ud83d\ude00a\ud83d\ude00",
        "(?iu)[\\x{10400}] ~ \ud801\udc28",
        "\\uD83D\\uDE00 ~ \ud83d\ude00",
        "[^a]{1,2} ~ \ud83d\ude00\ud83d\ude00",
        ".{1,14}x ~ \ud83d\ude00x",
      })
  void forms_charactersBeyondTheBasicPlane_areNotTooLong(String pattern, String text) {
    assertThat(Pattern.matches(pattern, text)).isTrue();
    PatternSet set = PatternSet.whole(List.of(pattern));
    boolean isFound =
        Arrays.stream(set.forms(text)).anyMatch(form -> text.length() <= set.longest(form));
    assertThat(isFound || !set.answersFor(0)).isTrue();
  }

  @Test
  void forms_alternatives_areToldApart() {
    PatternSet set =
        PatternSet.whole(List.of("x", "(?i)(?:[a-z]{1,30}/[a-z]{1,30}|[a-z0-9]{3,40})"));
    assertThat(set.forms("abc")).containsExactly(2);
    assertThat(set.forms("a/C")).containsExactly(1);
    assertThat(set.pattern(2)).isEqualTo(1);
    assertThat(set.exactUpTo(2)).isEqualTo(40);
    assertThat(set.matching("X")).isEmpty();
    assertThat(set.matching("x")).containsExactly(0);
  }

  @Test
  void isExact_wideRange_holdsForTextsThatCannotExceedIt() {
    PatternSet set = PatternSet.whole(List.of("[a-z]{1,64}"));
    assertThat(set.isExact(0, 64)).isTrue();
    assertThat(set.isExact(0, 65)).isFalse();
    assertThat(set.matching("a".repeat(65))).containsExactly(0);
  }

  @Test
  void matching_textBeyondTheBasicPlane_isReadByCodePoint() {
    PatternSet set = PatternSet.whole(List.of("..", ".", "[^a]b", "\\p{So}b", "[a-z]b"));
    assertThat(set.matching("\ud83d\ude00")).containsExactly(1);
    assertThat(set.matching("\ud83d\ude00b")).containsExactly(0, 2, 3);
    assertThat(PatternSet.inside(List.of("a")).within("a \ud83d\ude00").get(0)).isTrue();
  }

  @Test
  void matching_surrogateThatStandsAlone_isNotAnswered() {
    assertThat(PatternSet.whole(List.of("..?")).matching("x\ud83d")).isNull();
  }

  @Test
  void parse_bracketThatStandsForItself_isLeftToPattern() {
    PatternSet set = PatternSet.whole(List.of("[]a]+x", "[^]a]b"));
    assertThat(set.answersFor(0)).isFalse();
    assertThat(set.answersFor(1)).isFalse();
  }

  /** A text of random characters as base64 has them. */
  private static String random(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int j = 0; j < length; j++) {
      text.append(BASE64.charAt(random.nextInt(BASE64.length())));
    }
    return text.toString();
  }

  @Test
  void within_textsThatNeverLookAlike_areAnsweredRightOrNotAtAll_andGrowNoFurther() {
    PatternSet set = PatternSet.inside(SHIPPED);
    Pattern email = Pattern.compile(SHIPPED.get(EMAIL));
    Random random = new Random(3);
    for (int i = 0; i < 8; i++) {
      String text = random(random, 40_000) + " ana@example.com";
      BitSet found = set.within(text);
      assertThat(found == null || found.get(EMAIL)).isTrue();
      assertThat(email.matcher(text).find()).isTrue();
      assertThat(set.size()).isLessThan(125_000);
    }
  }

  @Test
  void matching_afterTextsThatMadeItRest_answersAgain() {
    PatternSet set = PatternSet.whole(List.of("[A-Za-z0-9+/]*[A-Za-f][A-Za-z0-9+/]{15}x"));
    Random random = new Random(5);
    int asked = 0;
    while (set.matching(random(random, 40)) != null) {
      assertThat(++asked).isLessThan(5000);
    }
    int rested = 0;
    while (set.matching("A0x") == null) {
      assertThat(++rested).isLessThan(250_000);
    }
    assertThat(set.matching("A" + "0".repeat(15) + "x")).containsExactly(0);
  }

  @Test
  void matching_byManyThreads_answersAsByOne() {
    List<String> texts = texts(4000);
    PatternSet alone = PatternSet.whole(SHIPPED);
    List<int[]> expected = texts.stream().map(alone::matching).toList();
    PatternSet shared = PatternSet.whole(SHIPPED);
    List<int[]> found =
        IntStream.range(0, 4 * texts.size())
            .parallel()
            .mapToObj(i -> shared.matching(texts.get(i % texts.size())))
            .toList();
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).containsExactlyInAnyOrder(expected.get(i % texts.size()));
    }
  }

  /** The small automatons are many; that they stayed would leave the larger ones no room. */
  @Test
  void makeRoom_whenItIsFull_startsAllAnew() {
    CharacterSets sets = new CharacterSets();
    PatternGraph graph = new PatternGraph();
    int start =
        graph.add(PatternParser.parse("[a-z]{1,40}[0-9]", sets).orElseThrow().tree(), 0, 99);
    sets.close();
    PatternRoom room = new PatternRoom(30);
    GrowingAutomaton[] small = new GrowingAutomaton[12];
    PatternStates[] entered = new PatternStates[small.length];
    for (int i = 0; i < small.length; i++) {
      small[i] = new GrowingAutomaton(graph, sets, new int[] {start}, -1, room);
      entered[i] = small[i].enter(2);
    }
    for (PatternStates states : entered) {
      states.step(states.step(states.begin(), sets.kind('a')), sets.kind('b'));
    }
    assertThat(room.isFull()).isTrue();
    int before = small[0].size();

    assertThat(small[small.length - 1].enter(2)).isNotNull();
    assertThat(room.isFull()).isFalse();
    assertThat(small[0].size()).isLessThan(before);
    assertThat(small[0].enter(2)).as("a small one does not rest").isNotNull();
  }

  /** What a text on its way still adds to an automaton that was replaced is nobody's room. */
  @Test
  void retire_statesOfTheOldAutomaton_areCountedNoMore() {
    CharacterSets sets = new CharacterSets();
    PatternGraph graph = new PatternGraph();
    int start =
        graph.add(PatternParser.parse("[a-z]{1,40}[0-9]", sets).orElseThrow().tree(), 0, 99);
    sets.close();
    PatternRoom room = new PatternRoom();
    PatternStates old = new PatternStates(graph, sets, new int[] {start}, -1, room);
    int state = old.step(old.begin(), sets.kind('a'));
    assertThat(room.size()).isPositive();

    old.retire();
    assertThat(room.size()).isZero();
    old.step(state, sets.kind('b'));
    assertThat(room.size()).isZero();
  }
}
