// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberBytesTest {
  /** A number as the only part of some bytes that counts. */
  private interface Reader<T> {
    T read(byte[] bytes, int from, int to);
  }

  private static <T> T read(String number, Reader<T> reader) {
    byte[] bytes = ("7." + number + ".7").getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, 2, bytes.length - 2);
  }

  private static Long whole(String number) {
    return read(number, NumberBytes::whole);
  }

  private static Double decimal(String number) {
    return read(number, NumberBytes::decimal);
  }

  /** The plain form, or null where it is left to others. */
  private static String plain(String number) {
    int end = read(number, NumberBytes::plainEnd);
    return end < 0 ? null : number.substring(0, end - 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-0", "7", "-7", "007", "999999999999999999", "-999999999999999999"})
  void whole_digits_areTheLongThatJavaMakesOfThem(String number) {
    assertThat(whole(number)).isEqualTo(Long.parseLong(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", "--1", "+1", " 1", "1.0", "1e3", "x", "1-", "1000000000000000000", "٣"})
  void whole_others_areLeft(String number) {
    assertThat(whole(number)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "0.0",
        "-0.0",
        "1.",
        ".5",
        "-.5",
        "00.50",
        "0.1",
        "-12.50",
        "9007199254740991",
        ".000000000000000001",
        "0.00000000000000000",
        "9.007199254740991",
        "1787664971564.125"
      })
  void decimal_digitsAndAPoint_areTheDoubleThatJavaMakesOfThem(String number) {
    assertThat(decimal(number)).isEqualTo(Double.valueOf(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "-.",
        "1.2.3",
        "1e3",
        "+1",
        " 1",
        "1-",
        "1d",
        "NaN",
        "9007199254740992",
        "900719925474.0992",
        "0000000000000000000",
        "9999999999999999999",
        "12345678901234567890"
      })
  void decimal_others_areLeft(String number) {
    assertThat(decimal(number)).isNull();
  }

  @Test
  void decimal_randomNumbers_areTheDoublesThatJavaMakesOfThem() {
    Random random = new Random(7);
    int quick = 0;
    for (int i = 0; i < 50_000; i++) {
      BigDecimal number =
          BigDecimal.valueOf(random.nextLong() >> random.nextInt(64), random.nextInt(20));
      String text = number.toPlainString();
      Double read = decimal(text);
      if (read != null) {
        quick++;
        assertThat(read).as(text).isEqualTo(Double.valueOf(text));
      }
    }
    assertThat(quick).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, -0",
    "-12, -12",
    "1.0, 1",
    "-100.00, -100",
    "2.50, 2.5",
    "1200.0500, 1200.05",
    "0.25, 0.25",
    "-0.250, -0.25",
    "0.000001, 0.000001"
  })
  void plainEnd_quickNumbers_isThatOfTheirPlainForm(String number, String plain) {
    assertThat(plain(number)).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "0.0",
        "-0.00",
        "0.0000001",
        "1e3",
        "1.5E3",
        "1.",
        ".5",
        "00.5",
        "1.5x",
        "x",
        "12345678901234567890123456789012345678901.0"
      })
  void plainEnd_others_areLeft(String number) {
    assertThat(plain(number)).isNull();
  }
}
