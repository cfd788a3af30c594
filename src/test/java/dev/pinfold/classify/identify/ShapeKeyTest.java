// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.classify.ValueShape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShapeKeyTest {
  private static final List<Gate> GATES =
      IdentifierFiles.loadBuiltIn().stream().map(one -> Gate.parse(one.gate())).toList();

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
