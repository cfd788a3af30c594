// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ValidatorsTest {
  @Test
  void findForDigits_withOrWithoutSeparators_isTheSame() {
    Random random = new Random(13);
    int valid = 0;
    for (String name : Validators.names()) {
      Predicate<String> ofDigits = Validators.findForDigits(name).orElse(null);
      BiPredicate<String, String> validator = Validators.find(name).orElseThrow();
      for (int i = 0; ofDigits != null && i < 3_000; i++) {
        StringBuilder digits = new StringBuilder();
        StringBuilder written = new StringBuilder();
        for (int length = 7 + random.nextInt(13); length > 0; length--) {
          int digit = random.nextInt(random.nextBoolean() ? 2 : 10);
          digits.append(digit);
          written
              .append(random.nextInt(4) == 0 ? " " : random.nextInt(4) == 0 ? "-" : "")
              .append(digit);
        }
        boolean isValid = ofDigits.test(digits.toString());
        assertThat(validator.test(digits.toString(), null))
            .as("%s %s", name, digits)
            .isEqualTo(isValid);
        assertThat(validator.test(written.toString(), null))
            .as("%s %s", name, written)
            .isEqualTo(isValid);
        valid += isValid ? 1 : 0;
      }
    }
    assertThat(valid).isGreaterThan(500);
  }
}
