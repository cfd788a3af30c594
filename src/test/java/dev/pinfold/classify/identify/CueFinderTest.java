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

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("abcé ".charAt(random.nextInt(4)));
    }
    return text.toString();
  }
}
