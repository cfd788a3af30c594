// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import com.github.curiousoddman.rgxgen.RgxGen;
import dev.pinfold.classify.DataIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Values of the forms of identifiers, made from their patterns; few pass a validator. */
final class ExampleValues {
  private static final int EACH = 3;
  private static final int LONGEST = 200;

  private ExampleValues() {}

  static List<String> of(List<DataIdentifier> identifiers, Random random) {
    List<String> values = new ArrayList<>();
    for (DataIdentifier one : identifiers) {
      values.addAll(one.words());
      // The generator knows no flags inside a pattern and no look-around.
      if (one.pattern().isEmpty() || one.pattern().matches("(?s).*\\(\\?[^:].*")) {
        continue;
      }
      RgxGen generator = RgxGen.parse(one.pattern());
      Pattern pattern = Pattern.compile(one.pattern());
      for (int i = 0; i < EACH; i++) {
        String value = generator.generate(random);
        if (value.length() <= LONGEST && pattern.matcher(value).matches()) {
          values.add(value);
        }
      }
    }
    return values;
  }
}
