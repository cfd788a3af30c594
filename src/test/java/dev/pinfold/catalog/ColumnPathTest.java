// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnPathTest {
  @Test
  void toString_plainNames_areJoinedByDots() {
    assertThat(ColumnPath.of(Dataset.ENDPOINTS, "Location", "PostalCode"))
        .hasToString("endpoints.Location.PostalCode");
  }

  @Test
  void toString_namesWithDotsSpacesOrBackticks_standInBackticks() {
    assertThat(ColumnPath.of(Dataset.ENDPOINTS, "Attributes", "e-mail addr."))
        .hasToString("endpoints.Attributes.`e-mail addr.`");
    assertThat(ColumnPath.of("t", "a`b", "")).hasToString("t.`a``b`.``");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".a", "a.", "a..b", "a.`b", "a.`b`c"})
  void parse_malformed_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColumnPath.parse(text))
        .withMessageContaining("a column path");
  }

  @Test
  void parse_whatToStringWrites_givesThePathBack() {
    Random random = new Random(7);
    String alphabet = "aZ09_-.` \t\nü日";
    for (int round = 0; round < 5000; round++) {
      List<String> names = new ArrayList<>();
      for (int level = random.nextInt(5); level > 0; level--) {
        StringBuilder name = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
          name.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        names.add(name.toString());
      }
      ColumnPath path = new ColumnPath("events", names);
      assertThat(ColumnPath.parse(path.toString())).isEqualTo(path);
    }
  }
}
