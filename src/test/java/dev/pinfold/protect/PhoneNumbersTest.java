// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spellings of one number against each other, over libphonenumber's regions and types. */
class PhoneNumbersTest {
  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
  private static final int VARIANTS = 12;

  /** Reads its own national format of old eight-digit numbers as another number. */
  private static final Set<String> NOT_READ_BACK = Set.of("GA");

  @ParameterizedTest
  @CsvSource({
    "DE, 4915112340001, +4915112340001",
    "DE, 49 1511 2340001, +4915112340001",
    "DE, 0151 12340001, +4915112340001",
    "DE, 0049 151 12340001, +4915112340001",
    "DE, +49 (0)151 12340001, +4915112340001",
    "IT, 390612345678, +390612345678",
    "IT, 390 174 2456, +393901742456",
    "BR, 5555991234567, +5555991234567",
    "US, 12065550182, +12065550182",
    "US, 2065550182, +12065550182",
    "NU, 4002, +6834002"
  })
  void normalize_bareDigits_areReadWithTheCallingCodeWhereTheyHaveIt(
      String region, String text, String expected) {
    assertThat(PhoneNumbers.normalize(text, region)).isEqualTo(expected);
  }

  @Test
  void normalize_plusAndAnyDigits_isWhatParsingThemGives() {
    Random random = new Random(12);
    List<String> wrong = new ArrayList<>();
    int changed = 0;
    for (int code : new TreeSet<>(PHONES.getSupportedCallingCodes())) {
      for (int i = 0; i < 300; i++) {
        StringBuilder text = new StringBuilder("+").append(code);
        text.append(List.of("", "", "0", "1", "00", "8", "9", "01", "044", "15").get(i % 10));
        for (int digits = 2 + random.nextInt(10); digits > 0; digits--) {
          text.append(random.nextInt(10));
        }
        String expected = parsed(text.toString());
        changed += expected.equals(text.toString()) ? 0 : 1;
        // Shorter ones are no phone numbers to us, whatever they are.
        if (text.length() > 6
            && text.length() <= 18
            && !expected.equals(PhoneNumbers.normalize(text.toString(), null))) {
          wrong.add(text.toString());
        }
      }
    }
    for (String noCode : List.of("+0123456789", "+999123456", "+2101234567", "+00491511234")) {
      assertThat(PhoneNumbers.normalize(noCode, null)).isEqualTo(parsed(noCode));
    }
    assertThat(wrong).isEmpty();
    assertThat(changed).isGreaterThan(2_000);
  }

  private static String parsed(String text) {
    try {
      PhoneNumber number = PHONES.parse(text, null);
      return PHONES.isValidNumber(number) || PHONES.isPossibleNumber(number)
          ? PHONES.format(number, PhoneNumberFormat.E164)
          : text;
    } catch (NumberParseException e) {
      return text;
    }
  }

  @Test
  void normalize_everySpellingOfANumber_isOneInAllRegions() {
    List<String> wrong = new ArrayList<>();
    int numbers = 0;
    for (String region : new TreeSet<>(PHONES.getSupportedRegions())) {
      for (PhoneNumber number : numbers(region)) {
        numbers++;
        String expected = PHONES.format(number, PhoneNumberFormat.E164);
        List<String> spellings =
            new ArrayList<>(
                List.of(
                    expected,
                    expected.substring(1),
                    "00" + expected.substring(1),
                    PHONES.format(number, PhoneNumberFormat.INTERNATIONAL)));
        if (!NOT_READ_BACK.contains(region)) {
          spellings.add(PHONES.format(number, PhoneNumberFormat.NATIONAL));
        }
        for (String spelling : spellings) {
          if (!expected.equals(PhoneNumbers.normalize(spelling, region))) {
            wrong.add(region + " " + spelling + " of " + expected);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(numbers).isGreaterThan(5000);
  }

  /** libphonenumber's examples of every type, and valid neighbours of theirs. */
  private static List<PhoneNumber> numbers(String region) {
    Random random = new Random(region.hashCode());
    List<PhoneNumber> numbers = new ArrayList<>();
    for (PhoneNumberType type : PhoneNumberType.values()) {
      PhoneNumber example =
          type == PhoneNumberType.UNKNOWN ? null : PHONES.getExampleNumberForType(region, type);
      if (example == null) {
        continue;
      }
      numbers.add(example);
      String national = PHONES.getNationalSignificantNumber(example);
      String code = Integer.toString(example.getCountryCode());
      for (int i = 0; i < VARIANTS; i++) {
        char[] digits = national.toCharArray();
        for (int at = random.nextInt(digits.length); at < digits.length; at++) {
          digits[at] = (char) ('0' + random.nextInt(10));
        }
        String variant = new String(digits);
        if (i % 3 == 0 && variant.length() > code.length()) {
          // The ones that are hard to tell: national numbers that begin like the calling code.
          variant = code + variant.substring(code.length());
        }
        PhoneNumber number = parse("+" + code + variant);
        if (number != null && PHONES.isValidNumberForRegion(number, region)) {
          numbers.add(number);
        }
      }
    }
    return numbers;
  }

  private static PhoneNumber parse(String text) {
    try {
      return PHONES.parse(text, null);
    } catch (NumberParseException e) {
      return null;
    }
  }
}
