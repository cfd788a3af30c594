// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Numbers that authorities and standards print as examples, or that are public (of companies and
 * banks), pass their country's check; with another digit they do not.
 */
class PublishedNumbersTest {
  /** Checks of a date or a shape, which another digit may pass. */
  private static final List<String> NO_CHECK_DIGIT =
      List.of(
          "dk-cpr", "id-nik", "my-mykad", "lv-personas-kods", "vat-number", "vin", "passport-mrz");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          at-svnr|1237010180
          be-nrn|85073003328
          bg-egn|7523169263
          ch-ahv|756.9217.0769.85
          cz-rodne-cislo|710319/2745
          dk-cpr|211062-5629
          dk-cpr-check|211062-5629
          baltic-code|36805280109
          baltic-code|33309240064
          lv-personas-kods|161175-19997
          es-cif|J99216582
          fi-hetu|131052-308T
          fr-spi|3023217600053
          gb-utr|1955839661
          gr-amka|01013099997
          gr-afm|094259216
          hr-oib|33392005961
          hu-tax-id|8071592153
          ie-pps|6433435F
          ie-pps|6433435OA
          it-partita-iva|00743110157
          no-fodselsnummer|15108695088
          pl-nip|8567346215
          pl-regon|192598184
          pt-nif|501964843
          ro-cnp|1630615123457
          ru-inn|7707083893
          ru-inn|500100732259
          ru-snils|112-233-445 95
          si-emso|0101006500006
          tr-kimlik|17291716060
          ua-rnokpp|1759013776
          ar-cuit|20055361682
          br-cnpj|16.727.230/0001-97
          cl-rut|76086428-5
          co-nit|2131234321
          do-cedula|00113918205
          ec-cedula|1714307103
          mx-rfc|GODE561231GR8
          us-npi|1234567893
          us-dea|F91234563
          us-dea|AB1234563
          us-routing|111000025
          us-routing|021000021
          au-medicare|2123456701
          au-abn|51824753556
          hk-hkid|G123456(A)
          hk-hkid|A123456(3)
          in-gstin|27AAPFU0939F1ZV
          jp-corporate-number|7000012050002
          nz-ird|49091850
          nz-nhi|ZZZ0016
          nz-nhi|ZZZ00AX
          sg-nric|S1234567D
          tw-national-id|A123456789
          il-teudat-zehut|039337423
          za-id|7503305044089
          za-id|8001015009087
          id-nik|3171011708450001
          my-mykad|770305-02-1234
          vin|1M8GDM9AXKP042788
          vin|1HGCM82633A004352
          bitcoin-address|1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa
          bitcoin-address|bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4
          imei|490154203237518
          passport-mrz|L898902C36UTO7408122F1204159ZE184226B<<<<<10
          passport-mrz|P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<< L898902C36UTO7408122F1204159ZE184226B<<<<<10
          vat-number|ATU13585627
          vat-number|BE0428759497
          vat-number|DE136695976
          vat-number|CHE-116.281.710
          vat-number|FR40303265045
          vat-number|GB980780684
          vat-number|NL004495445B01
          vat-number|LU15027442
          vat-number|FI20774740
          vat-number|DK13585628
          vat-number|SE123456789701
          vat-number|IE6433435F
          vat-number|SI50223054
          vat-number|EE100931558
          vat-number|MT11679112
          vat-number|HU12892312
          vat-number|SK2022749619
          de-social-insurance|15070649C103
          de-id-card|T220001293
          es-nuss|281234567840
          hu-taj|037687210
          """)
  void test_publishedNumber_passes_andFewOfItsNeighbours(String validator, String value) {
    Predicate<String> check = NamedValidator.of(validator);
    assertThat(check.test(value)).isTrue();
    if (NO_CHECK_DIGIT.contains(validator)) {
      return;
    }
    int neighbours = 0;
    int passed = 0;
    for (int i = 0; i < value.length(); i++) {
      if (Character.isDigit(value.charAt(i))) {
        for (char digit = '0'; digit <= '9'; digit++) {
          if (digit != value.charAt(i)) {
            neighbours++;
            passed += check.test(value.substring(0, i) + digit + value.substring(i + 1)) ? 1 : 0;
          }
        }
      }
    }
    // Mod 11 with a rest of ten read as something else, and mod 9, let a few through.
    assertThat(passed).isLessThanOrEqualTo(neighbours / 7);
  }

  @ParameterizedTest
  @CsvSource({
    "at-svnr",
    "be-nrn",
    "bg-egn",
    "ch-ahv",
    "fi-hetu",
    "gr-afm",
    "hr-oib",
    "pl-nip",
    "pt-nif",
    "ro-cnp",
    "ru-inn",
    "tr-kimlik",
    "ua-rnokpp",
    "ar-cuit",
    "br-cnpj",
    "us-npi",
    "us-routing",
    "au-abn",
    "nz-ird",
    "th-national-id",
    "za-id",
    "imei",
    "iban",
    "bitcoin-address",
    "swift-code"
  })
  void test_anythingElse_isFalseAndNoError(String validator) {
    Predicate<String> check = NamedValidator.of(validator);
    for (String value :
        new String[] {
          "0", "12", "abcdefghijk", "00000000000", "1111111111", "#########", "é", "٣٤٥"
        }) {
      assertThat(check.test(value.length() < 6 ? value + "xxxxxx" : value)).as(value).isFalse();
    }
  }

  /** Declared chances are what unrelated values have, within a factor of two or so. */
  @Test
  void chance_ofEachChecksum_isAboutWhatRandomValuesHave() {
    Map<String, String> forms =
        Map.of(
            "nl-bsn", "#########",
            "hr-oib", "###########",
            "pl-nip", "##########",
            "ru-inn", "##########",
            "us-bank-routing", "#########",
            "au-abn", "##### ######",
            "in-aadhaar", "############",
            "th-national-id", "#############");
    Random random = new Random(5);
    List<String> wrong = new ArrayList<>();
    for (var identifier : IdentifierFiles.loadBuiltIn()) {
      String form = forms.get(identifier.id());
      if (form == null) {
        continue;
      }
      Predicate<String> check = NamedValidator.of(identifier.validator());
      int passed = 0;
      for (int i = 0; i < 20_000; i++) {
        StringBuilder value = new StringBuilder();
        form.chars()
            .forEach(c -> value.append(c == '#' ? (char) ('0' + random.nextInt(10)) : (char) c));
        passed += check.test(value.toString()) ? 1 : 0;
      }
      double share = passed / 20_000.0;
      if (share > identifier.options().chance() * 1.3) {
        wrong.add(identifier.id() + " " + share);
      }
    }
    assertThat(wrong).isEmpty();
  }
}
