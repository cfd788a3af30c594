// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneIdentificationTest {
  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

  /** As the plans say it of a number that was parsed, whatever it costs. */
  private static boolean isByPlans(String value) {
    try {
      PhoneNumber number = PLANS.parse(value, null);
      return PLANS.isValidNumber(number) || PLANS.isPossibleNumber(number);
    } catch (NumberParseException e) {
      return false;
    }
  }

  @Test
  void isValid_randomDigitsBehindPlus_isWhatThePlansSay() {
    Random random = new Random(11);
    int valid = 0;
    for (int i = 0; i < 60_000; i++) {
      StringBuilder value = new StringBuilder("+");
      for (int digits = 5 + random.nextInt(12); digits > 0; digits--) {
        value.append((char) ('0' + random.nextInt(10)));
      }
      boolean expected = isByPlans(value.toString());
      assertThat(PhoneNumbers.isValid(value.toString(), "DE"))
          .as(value.toString())
          .isEqualTo(expected);
      valid += expected ? 1 : 0;
    }
    assertThat(valid).isBetween(5_000, 55_000);
  }

  @Test
  void isValid_examplesOfAllRegions_areValid() {
    for (String region : PLANS.getSupportedRegions()) {
      PhoneNumber example = PLANS.getExampleNumber(region);
      String value = PLANS.format(example, PhoneNumberUtil.PhoneNumberFormat.E164);
      assertThat(PhoneNumbers.isValid(value, null)).as("%s of %s", value, region).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"+0491701234567", "+999123456789", "+49", "+4912345678901234567"})
  void isValid_plusAndNoNumber_isNot(String value) {
    assertThat(PhoneNumbers.isValid(value, "DE")).isFalse();
  }
}
