// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNamesTest {
  private final PersonNames names = PersonNames.shipped();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "कविता",
        "미경",
        "สมชาย",
        "Çağlar",
        "Rizky",
        "Mei Ling",
        "juan miguel",
        "Jan-Philipp",
        "خالد",
        "נועה",
        "Δημήτρης",
        "Chukwuemeka",
        "Ursina",
      })
  void isGiven_manyLanguages_isOne(String name) {
    assertThat(names.isGiven(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"April", "Monday", "ja", "nein", "Blue", "male", "Xqzv", "Premium"})
  void isGiven_otherThingsFirstOfAll_isNone(String word) {
    assertThat(names.isGiven(word)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Puig Ferrer",
        "Lopes da Costa",
        "BIN ABDULLAH",
        "Procházková",
        "Novák",
        "الدوسري",
        "यादव",
        "ศรีสุข",
        "Bernasconi",
        "Okafor",
        "O'Brien",
        "Kowalska",
        "Иванова",
        "Παπαδοπούλου",
        "Đỗ",
        "Da Costa",
      })
  void isFamily_manyLanguages_isOne(String name) {
    assertThat(names.isFamily(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Xqzv", "da", "de la", "October", "Yellow Xqzv"})
  void isFamily_otherText_isNone(String word) {
    assertThat(names.isFamily(word)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Joaquín Puig Ferrer",
        "marijke van dijk",
        "JOOST JANSEN",
        "伊藤陽子",
        "小林\u3000翔",
        "강지훈",
        "خالد حسن",
        "Dr. Anna Müller",
        "Müller, Anna",
      })
  void isFullName_manyForms_isOne(String name) {
    assertThat(names.isFullName(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Anna", "Grace pendant", "Hey Jude", "Green Tea", "in progress", "van der"})
  void isFullName_otherText_isNone(String text) {
    assertThat(names.isFullName(text)).isFalse();
  }

  @Test
  void has_wordsAndOthers_tellsThemApart() {
    WordSet set = WordSet.of("Żółw zebra أحمد");
    assertThat(set.has(Folded.of("ZOŁW"))).isTrue();
    assertThat(set.has(Folded.of("احمد"))).isTrue();
    assertThat(set.has("zebr")).isFalse();
    set.remove("zebra");
    assertThat(set.has("zebra")).isFalse();
    assertThat(set.size()).isEqualTo(3);
  }

  @Test
  void split_randomTexts_isWhatAPatternMakes() {
    String[] parts = {"anna", "maria", "x", " ", "-", ",", " "};
    Random random = new Random(17);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder("a".repeat(random.nextInt(2)));
      for (int count = random.nextInt(9); count > 0; count--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      for (char sign : new char[] {'-', ','}) {
        List<String> split = PersonNames.split(text.toString(), sign);
        String[] expected = text.toString().split("[ " + sign + "]+");
        boolean isNothing = expected.length == 0 || text.isEmpty();
        assertThat(String.join("|", split))
            .as(text.toString())
            .isEqualTo(isNothing ? "" : String.join("|", expected));
      }
    }
  }

  @Test
  void isFullName_moreThanSixWords_isNone() {
    assertThat(names.isFullName("Anna,Maria Luisa da Costa Schmidt")).isTrue();
    assertThat(names.isFullName("Anna,Maria Luisa Eva da Costa Schmidt")).isFalse();
    assertThat(names.isFullName("Anna,Maria Luisa da Costa Schmidt,")).isFalse();
  }
}
