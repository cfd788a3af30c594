// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Normalization;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.identify.IdentifierFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizerTest {
  /** An optional space, dash, dot or slash in an identifier's pattern. */
  private static final Pattern OPTIONAL_SEPARATOR =
      Pattern.compile("(?:\\[[ ./-]+]|[ /-]|\\\\\\.)\\?");

  /** Their dots and dashes are no separators. */
  private static final Set<String> PLACES =
      Set.of("COORDINATES", "LATITUDE", "LONGITUDE", "STREET_ADDRESS", "GENETIC");

  private static final Path SAMPLES =
      Path.of("src/main/resources/dev/pinfold/jobs/bench/numbers.txt");

  @ParameterizedTest
  @CsvSource({
    "EMAIL_ADDRESS, , Lena.Vogt@Example.ORG, lena.vogt@example.org",
    "EMAIL_ADDRESS, , Lena Vogt <lena.vogt@example.org>, lena.vogt@example.org",
    "EMAIL_ADDRESS, , mailto:lena.vogt@example.org, lena.vogt@example.org",
    "EMAIL_ADDRESS, , lena.vogt%40example.org, lena.vogt@example.org",
    "EMAIL_ADDRESS, , info@münchen.example, info@xn--mnchen-3ya.example",
    "PHONE_NUMBER, , +1 (206) 555-0182, +12065550182",
    "PHONE_NUMBER, US, 206-555-0182, +12065550182",
    "PHONE_NUMBER, US, 12065550182, +12065550182",
    "PHONE_NUMBER, , 12065550182, +12065550182",
    "PHONE_NUMBER, DE, 030 90182031, +493090182031",
    "PHONE_NUMBER, , tel:+493090182031, +493090182031",
    "PHONE_NUMBER, , 0049 30 90182031, +493090182031",
    "PHONE_NUMBER, , 555-0142, 5550142",
    "IBAN, , de89 3704 0044 0532 0130 00, DE89370400440532013000",
    "CREDIT_CARD_NUMBER, , 4111-1111 1111-1111, 4111111111111111",
    "IP_ADDRESS, , 2001:DB8:0:0:0:0:0:1, 2001:db8:0:0:0:0:0:1",
    "IP_ADDRESS, , 203.0.113.77, 203.0.113.77",
    "IP_ADDRESS, , 999.1.1.1, 999.1.1.1",
    "MAC_ADDRESS, , 00-1A-2B-3C-4D-5E, 001a2b3c4d5e",
    "GIVEN_NAME, , '  Ana  María ', ana maría",
    "ID, , ' Crm-7 ', Crm-7",
    "ID, , 6F9619FF-8B86-D011-B42D-00C04FC964FF, 6f9619ff-8b86-d011-b42d-00c04fc964ff",
    "CH_AHV, , 756.9217.0769.85, 7569217076985",
    "CH_AHV, , 7569217076985, 7569217076985",
    "BR_CNPJ, , 11.222.333/0001-81, 11222333000181",
    "CL_RUT, , 12.345.678-k, 12345678K",
    "CL_RUT, , 12345678K, 12345678K",
    "BE_NATIONAL_NUMBER, , 85.07.30-033 28, 85073003328",
    "FI_HETU, , 131052-308t, 131052308T",
    "FI_HETU, , 131052A308T, 131052A308T",
    "FI_HETU, , 131052+308T, 131052+308T",
    "SE_PERSONNUMMER, , 120415+9805, 120415+9805",
    "SE_PERSONNUMMER, , 120415-9805, 1204159805",
    "US_MBI, , 1eg4-te5-mk73, 1EG4TE5MK73",
    "MX_RFC, , p&g-850101-AB9, P&G850101AB9",
    "HK_HKID, , A123456(3), A1234563",
    "EG_NATIONAL_ID, , ٢٩٠٠١٠١٠١٠١٢٣٤, 29001010101234",
    "JP_MY_NUMBER, , １２３４ ５６７８ ９０１８, 123456789018",
    "US_SSN, , 123–45–6789, 123456789",
    "US_SSN, , '--', '--'",
    "IMEI, , 35-209900-176148-1, 352099001761481",
    "VIN, , 1hgcm82633a004352, 1HGCM82633A004352",
    "POSTAL_CODE, , sw1a 1aa, SW1A1AA",
    "AWS_SECRET_KEY, , wJalrXUtnFEMI/K7MDENG, wJalrXUtnFEMI/K7MDENG",
    "FCM_TOKEN, , 'abc-D:APA91x', 'abc-D:APA91x'",
    "PASSWORD, , Sesame-42, Sesame-42",
    "BITCOIN_ADDRESS, , 1BoatSLRHtKNngkdXEeobR76b53LETtpyT, 1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
    "ETHEREUM_ADDRESS, , 0xAbC0000000000000000000000000000000000001, abc0000000000000000000000000000000000001",
    "APNS_TOKEN, , <ABCDEF01 23456789>, abcdef0123456789",
    "HASHED_EMAIL, , not a hash, not a hash",
    "RELIGION, , ' Catholic', catholic",
    "NO_SUCH_TYPE, , 'a-B', 'a-B'"
  })
  void normalize_spellingsOfOneThing_becomeOne(
      String type, String region, String value, String expected) {
    assertThat(Normalizer.normalize(type, value, region)).isEqualTo(expected);
  }

  /** The identifiers' own patterns say which types are written with separators. */
  @Test
  void normalize_typesWrittenWithOptionalSeparators_areNumbers() {
    Set<String> wrong = new TreeSet<>();
    for (DataIdentifier identifier : IdentifierFiles.load(Path.of("conf/identifiers"))) {
      boolean isNumber =
          identifier.pattern().contains("\\d")
              && !identifier.pattern().contains("://")
              && OPTIONAL_SEPARATOR.matcher(identifier.pattern()).find();
      Normalization kind = identifier.type().normalization();
      isNumber &= identifier.type().isPersonal() && !PLACES.contains(identifier.type().name());
      if (isNumber && kind != Normalization.NUMBER && kind != Normalization.PHONE) {
        wrong.add(identifier.id() + " " + identifier.type());
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Sample numbers of every type, as the benchmark writes them, without their separators. */
  @Test
  void normalize_sampleNumbers_areTheSameWithoutSeparatorsAndInLowerCase() throws Exception {
    int numbers = 0;
    for (String line : Files.readAllLines(SAMPLES)) {
      String[] cells = line.split("\\|");
      if (line.startsWith("#") || cells.length < 2) {
        continue;
      }
      String type = cells[0];
      boolean isNumber = PersonalDataType.known(type).normalization() == Normalization.NUMBER;
      String sample = cells[1].replaceAll("<[a-zA-Z]+>", "010203").replaceAll("[#?*]", "7");
      if (isNumber) {
        numbers++;
        assertThat(Normalizer.normalize(type, sample.toLowerCase(Locale.ROOT), null))
            .as(type)
            .isEqualTo(Normalizer.normalize(type, sample.replaceAll("[ ./()-]", ""), null));
      }
    }
    assertThat(numbers).isGreaterThan(80);
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, , ana@example.com, EMAIL_ADDRESS",
    "USER_ID, , Ana <ana@example.com>, EMAIL_ADDRESS",
    "APNS_TOKEN, , +14255550142, PHONE_NUMBER",
    "EMAIL_ADDRESS, US, 12065550182, PHONE_NUMBER",
    "PHONE_NUMBER, , 12065550182, PHONE_NUMBER",
    "EMAIL_ADDRESS, , n/a, ENDPOINT_ADDRESS",
    "FCM_TOKEN, , abc:APA91xyz, ENDPOINT_ADDRESS",
    "EMAIL_ADDRESS, , abc:APA91xyz, ENDPOINT_ADDRESS",
    "USER_ID, , crm-1, ID",
    "CUSTOMER_ID, , crm-1, ID",
    "NONE, , crm-1, ID",
    "GIVEN_NAME, , Ana, GIVEN_NAME",
    "US_SSN, , 123-45-6789, US_SSN"
  })
  void domain_aValue_dependsOnItsOwnLookBeforeItsColumn(
      String column, String region, String value, String expected) {
    assertThat(ValueTyping.domain(PersonalDataType.known(column), value, region))
        .isEqualTo(expected);
  }

  @Test
  void normalize_anyTextOrHexadecimal_isWhatThePatternsSay() {
    Random random = new Random(12);
    String[] parts = {
      "a", "F", "0", "9", "0x", " ", "  ", "\t", "\u000B", "\n", "-", ":", "<", ">", "g", "Ü"
    };
    String text = domainOf(Normalization.TEXT);
    String hexadecimal = domainOf(Normalization.HEXADECIMAL);
    for (int i = 0; i < 50_000; i++) {
      StringBuilder made = new StringBuilder();
      int letters = random.nextInt(3) == 0 ? 4 : parts.length;
      for (int part = random.nextInt(8); part >= 0; part--) {
        made.append(parts[random.nextInt(letters)]);
      }
      String value = made.toString();
      String lower = value.strip().toLowerCase(Locale.ROOT);
      assertThat(Normalizer.normalize(text, value, null))
          .as(value)
          .isEqualTo(lower.replaceAll("\\s+", " "));
      assertThat(Normalizer.normalize(hexadecimal, value, null))
          .as(value)
          .isEqualTo(
              lower.matches("(?:0x)?[0-9a-f][0-9a-f\\s:.<>-]*|<[0-9a-f\\s]+>")
                  ? lower.replaceAll("^0x|[^0-9a-f]", "")
                  : lower);
    }
  }

  private static String domainOf(Normalization normalization) {
    return PersonalDataType.all().stream()
        .filter(type -> type.normalization() == normalization)
        .findFirst()
        .orElseThrow()
        .name();
  }
}
