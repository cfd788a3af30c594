// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CueFinderTest {
  @Test
  void find_randomTexts_isWhatContainsSays() {
    Random random = new Random(9);
    for (int round = 0; round < 300; round++) {
      Map<Integer, List<String>> cues = new HashMap<>();
      for (int owner = 0; owner < 8; owner++) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          words.add(text(random, 1 + random.nextInt(4)));
        }
        cues.put(owner, words);
      }
      String text = text(random, random.nextInt(30)).toUpperCase(Locale.ROOT);
      BitSet expected = new BitSet();
      cues.forEach(
          (owner, words) ->
              words.stream()
                  .filter(word -> text.toLowerCase(Locale.ROOT).contains(word))
                  .forEach(word -> expected.set(owner)));
      assertThat(new CueFinder(cues).find(text)).as("%s in %s", cues, text).isEqualTo(expected);
    }
  }

  @Test
  void isIn_lettersThatFoldAlike_isWhatPatternFinds() {
    Random random = new Random(4);
    String letters = "sS\u017fkK\u212a\u00df\u1e9ei\u0130I\u03c3\u03c2";
    for (int round = 0; round < 400; round++) {
      String cue = letters(random, letters, 1 + random.nextInt(2)).toLowerCase(Locale.ROOT);
      String text = letters(random, letters, random.nextInt(6));
      boolean isFound =
          Pattern.compile(Pattern.quote(cue), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
              .matcher(text)
              .find();
      assertThat(new CueFinder(Map.of(0, List.of(cue))).isIn(text) || !isFound)
          .as("%s in %s", cue, text)
          .isTrue();
    }
    assertThat(new CueFinder(Map.of(0, List.of("sk"))).isIn("\u017fi\u212a")).isFalse();
    assertThat(new CueFinder(Map.of(0, List.of("sk"))).isIn("i\u017f\u212a")).isTrue();
  }

  private static String letters(Random random, String letters, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("abcé ".charAt(random.nextInt(5)));
    }
    return text.toString();
  }
}
