// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.classify.ValueShape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeKeyTest {
  private static final List<Gate> GATES =
      IdentifierFiles.loadBuiltIn().stream().map(one -> Gate.parse(one.gate())).toList();

  @Test
  void characters_anyTwo_areThoseThatAreThere() {
    for (int c = 0; c < 128; c++) {
      for (int d = 0; d < 128; d++) {
        String text = "x" + (char) c + (char) d;
        int key = ShapeKey.of(new ValueShape(text));
        for (char told : ShapeKey.characters(key, true).toCharArray()) {
          assertThat(text.indexOf(told)).as(text).isNotNegative();
        }
        for (char missing : ShapeKey.characters(key, false).toCharArray()) {
          assertThat(text.indexOf(missing)).as(text).isNegative();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1787150000000",
        "4111 1111 1111 1111",
        "ana@example.com",
        "GB82 WEST 1234 5698 7654 32",
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "https://shop.example.com/a?b=c&d=%20#e",
        "伊藤陽子",
        "Παπαδοπούλου 12, Αθήνα",
        "Thái-Dương (2) Ltd.",
        "a",
        "7",
        "-",
      })
  void couldAccept_gateThatAccepts_isKept(String value) {
    for (String text : List.of(value, value.repeat(9), value + " " + value)) {
      ValueShape shape = new ValueShape(text);
      int key = ShapeKey.of(shape);
      for (Gate gate : GATES) {
        assertThat(gate.couldAccept(key)).isIn(true, gate.accepts(shape));
      }
    }
  }

  /** Random texts of what values consist of; most gates of the longer ones can't be sure. */
  @Test
  void surelyAccepts_gatesOfAKey_acceptAllTextsThatHaveIt() {
    Random random = new Random(17);
    String[] alphabets = {"0123456789", "0123456789abcdef", "abcXYZ019", "aB3-_. :@/é ", "Z", "az"};
    int sure = 0;
    for (int i = 0; i < 20_000; i++) {
      String alphabet = alphabets[random.nextInt(alphabets.length)];
      StringBuilder text = new StringBuilder();
      for (int left = 1 + random.nextInt(40); left > 0; left--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      ValueShape shape = new ValueShape(text.toString().strip());
      int key = ShapeKey.of(shape);
      for (Gate gate : GATES) {
        if (gate.surelyAccepts(key)) {
          sure++;
          assertThat(gate.accepts(shape)).as(text.toString()).isTrue();
        }
      }
    }
    assertThat(sure).isGreaterThan(100_000);
  }

  @ParameterizedTest
  @CsvSource({
    "only 012, 789, false",
    "only digits, 789, true",
    "only letters 0, 000, false",
    "only letters, abc, true",
    "only hex, 12, true",
    "only hex, fa, false",
    "lower 0, AB, true",
    "lower 0-1, ab, false",
    "has 7, 789, false",
    "digits 2-, 789, true",
    "length 3-4, a-b, true",
    "only digits, 7-8, false"
  })
  void surelyAccepts_whatTheKeyDoesNotTell_isLeftToTheGate(
      String gate, String text, boolean isSure) {
    assertThat(Gate.parse(gate).surelyAccepts(ShapeKey.of(new ValueShape(text)))).isEqualTo(isSure);
  }

  @Test
  void couldAccept_otherForms_areCut() {
    int key = ShapeKey.of(new ValueShape("1787150000000"));
    assertThat(GATES.stream().filter(gate -> !gate.couldAccept(key)).count())
        .isGreaterThan(GATES.size() / 2);
    assertThat(Gate.parse("has @.").couldAccept(key)).isFalse();
    assertThat(Gate.parse("letters 1-").couldAccept(key)).isFalse();
    assertThat(Gate.parse("only letters").couldAccept(key)).isFalse();
  }
}
