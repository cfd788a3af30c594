// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GeneralizerTest {
  @ParameterizedTest
  @CsvSource({
    "YEAR, 0, , 1988-03-14, 1988",
    "YEAR, 0, , 14.03.1988, 1988",
    "YEAR, 0, , 19880314, 1988",
    "YEAR, 0, , 14/03/88, unreadable",
    "YEAR, 10, , 1988-03-14, 1980-1989",
    "YEAR, 10, , 19880314, 1980-1989",
    "YEAR, 20, , 14/03/88, unreadable",
    "BAND, 0, , 34, 30-39",
    "BAND, 0, , 17, under 18",
    "BAND, 0, , 18, 18-19",
    "BAND, 5, , 34.0, 30-34",
    "BAND, 0, , 97, 90 and over",
    "BAND, 0, , 1988, 1980-1989",
    "BAND, 0, , thirty, unreadable",
    "BAND, 0, , -3, unreadable",
    "PREFIX, 0, US, 98101-1234, 981",
    "PREFIX, 0, US, 03601, 000",
    "PREFIX, 0, DE, 10115, 10",
    "PREFIX, 0, GB, SW1A 1AA, SW1",
    "PREFIX, 4, DE, 10115, 1011",
    "PREFIX, 9, DE, 10115, 1011",
    "PREFIX, 0, , 7, unreadable",
    "GRID, 0, , 52.532, 52.5",
    "GRID, 0, , '52.532,13.384', '52.5,13.4'",
    "GRID, 0, , 412.3, unreadable",
    "NETWORK, 0, , 203.0.113.77, 203.0.113.0/24",
    "NETWORK, 16, , 203.0.113.77, 203.0.0.0/16",
    "NETWORK, 0, , 2001:db8:1:2::7, 2001:db8:1:0:0:0:0:0/48",
    "NETWORK, 0, , 999.0.0.1, unreadable",
    "NETWORK, 0, , host.example.com, unreadable",
    "FAMILY, 0, , 'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140 Safari/537.36', Chrome on Android",
    "FAMILY, 0, , ana@example.com, other on other",
    "DAY, 0, , 2026-08-19T17:40:02.004Z, 2026-08-19"
  })
  void protect_aValue_becomesCoarserOrUnreadable(
      Generalization.Method method, int width, String region, String value, String expected) {
    Generalizer generalizer = new Generalizer(new Generalization(method, width, 0));
    assertThat(generalizer.protect(value, new RecordContext(region, Set.of()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"12, 10-19", "95, 90-99", "120, 120-129", "51250, 51250-51259", "1988, 1980-1989"})
  void protect_anIncome_isNoAge(String value, String expected) {
    Generalizer generalizer =
        new Generalizer(new Generalization(Generalization.Method.BAND, 0, 0), false);
    assertThat(generalizer.protect(value, RecordContext.EMPTY)).isEqualTo(expected);
  }

  /** What the patterns say, of which the quick ways must not differ. */
  private static String plainly(Generalization.Method method, String value) {
    String text = value.strip();
    if (text.isEmpty()) {
      return "";
    }
    if (method == Generalization.Method.DAY) {
      Matcher day = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}").matcher(text);
      return day.lookingAt() ? day.group() : Generalizer.UNREADABLE;
    }
    if (method == Generalization.Method.PREFIX) {
      String code = text.toUpperCase(Locale.ROOT).replaceAll("[^\\p{L}0-9]", "");
      return code.length() < 3
          ? Generalizer.UNREADABLE
          : code.substring(0, Math.min(4, code.length() - 1));
    }
    Matcher compact =
        Pattern.compile("(1[89][0-9]{2}|20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
            .matcher(text);
    Matcher year = Pattern.compile("(?<![0-9])(1[89][0-9]{2}|20[0-9]{2})(?![0-9])").matcher(text);
    return compact.matches()
        ? compact.group(1)
        : year.find() ? year.group(1) : Generalizer.UNREADABLE;
  }

  @ParameterizedTest
  @EnumSource(names = {"YEAR", "DAY", "PREFIX"})
  void protect_anyText_isWhatThePatternsSay(Generalization.Method method) {
    Random random = new Random(11);
    String[] parts = {
      "1988", "2026", "19", "18", "17", "20", "0", "7", "-", "-03-", "14", "T", " ", "/", ".", "a",
      "é", "ß", "٣", "0314", "Z", "x"
    };
    int width = method == Generalization.Method.PREFIX ? 4 : 0;
    Generalizer generalizer = new Generalizer(new Generalization(method, width, 0));
    int readable = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = random.nextInt(6); part >= 0; part--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String expected = plainly(method, text.toString());
      assertThat(generalizer.protect(text.toString(), new RecordContext("DE", Set.of())))
          .as(text.toString())
          .isEqualTo(expected);
      readable += expected.equals(Generalizer.UNREADABLE) ? 0 : 1;
    }
    assertThat(readable).isGreaterThan(50);
  }
}
