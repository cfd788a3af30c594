// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Makes JSON objects of few names, so that they agree here and there, and of many spellings. */
final class RandomRecords {
  private static final String[] NAMES = {
    "a", "b", "plan", "süß", "\\u0061\\ud83d\\ude00", "device", "secret", "", "arrival_timestamp"
  };
  private static final String[] TEXTS = {
    "", "x", "süß", "\\u00e9\\n", "\\ud83d\\ude00", "[draft]", "12", "-0", "1.50", "true", "国"
  };
  private static final String[] NUMBERS = {
    "0",
    "-0",
    "0.0",
    "-0.00",
    "7",
    "-12",
    "1793404800000",
    "1793404800000.0",
    "2.50",
    "0.25",
    "-0.5",
    "0.000001",
    "0.0000001",
    "1e3",
    "1.2E10",
    "5e-324",
    "1e300",
    "1e99999999999",
    "9007199254740993",
    "123456789012345678",
    "1234567890123456789",
    "12345678901234567.25",
    "9".repeat(41) + ".0",
    "9".repeat(101),
    "9".repeat(101) + ".50"
  };

  private final Random random;

  RandomRecords(Random random) {
    this.random = random;
  }

  /** The next one. */
  String next() {
    return object(random.nextInt(6));
  }

  private String object(int depth) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int left = random.nextInt(6); left > 0; left--) {
      fields.put(one(NAMES), value(depth));
    }
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  private String value(int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 5)) {
      case 0 -> "null";
      case 1 -> random.nextBoolean() ? "true" : "false";
      case 2, 3 -> one(NUMBERS);
      case 4 -> "\"" + one(TEXTS) + "\"";
      case 5 -> random.ints(random.nextInt(4)).mapToObj(i -> value(depth - 1)).toList().toString();
      default -> object(depth - 1);
    };
  }

  private String one(String[] some) {
    return some[random.nextInt(some.length)];
  }
}
