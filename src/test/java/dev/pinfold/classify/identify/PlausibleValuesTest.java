// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Validators of what proves a type only in nearly all values of a column. */
class PlausibleValuesTest {
  private static boolean isValid(String validator, String value) {
    return NamedValidator.of(validator).test(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maria.garcia",
        "j.smith",
        "jsmith",
        "thomas82",
        "anna_k",
        "garcia1974",
        "annaschmidt",
        "maria_garcia_"
      })
  void isOfName_handlesOfGivenAndFamilyNames_areTold(String handle) {
    assertThat(isValid("handle-of-name", handle)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "anna",
        "darkwolf17",
        "anna-dress-12",
        "oscar-lamp",
        "db-prod-03",
        "chapter12",
        "add_to_cart",
        "btn-primary",
        "maria19740101",
        "x_1",
        "12345"
      })
  void isOfName_slugsWordsAndHosts_areNot(String value) {
    assertThat(isValid("handle-of-name", value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sommer2024!",
        "Dr@gon77",
        "xK9$vLm2*q",
        "!Hallo123",
        "T3st#Word",
        "hudsyn-rKytow-bi3cem"
      })
  void isMixed_passwordsByTheRules_areTold(String password) {
    assertThat(isValid("mixed-password", password)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "React@18.2.0",
        "Ana77@Example.com",
        "#Summer2024",
        "@AnaLopez77",
        "Ref#1234",
        "Save20%Now",
        "US$12.50ea",
        "?Page=2&Size=10",
        "aGVsbG8gd29ybGQ=",
        "aB3+dE9/xZ==",
        "Ab12-Cd34-Ef56",
        "Fe2(SO4)3",
        "https://A1.b",
        "v1.2.3-Beta",
        "Prod.Orders!616",
        "Hero_26@2x",
        "OrderLine$Builder9",
        "sommer2024!",
        "SOMMER2024!",
        "Sommer!",
        "Abc12345"
      })
  void isMixed_codesAddressesAndTokens_areNot(String value) {
    assertThat(isValid("mixed-password", value)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "11/26, true",
    "10/26, false",
    "12/2031, true",
    "01-30, true",
    "2027-03, true",
    "2026-10, false",
    "05/24, false",
    "12/36, false",
  })
  void isAhead_monthsFromThePresentOn_areTold(String value, boolean isAhead) {
    assertThat(CardExpiry.isAhead(value, YearMonth.of(2026, 11))).isEqualTo(isAhead);
  }

  @ParameterizedTest
  @CsvSource({
    "52.52001, true",
    "-33.86885, true",
    "69.649208, true",
    "0.73951, false",
    "-0.12345, false",
    "13.40495, false",
    "88.12345, false",
    "-46.63331, false",
    "68.500000, false",
  })
  void isInhabitedLatitude_degreesWithPeople_areTold(String value, boolean isTold) {
    assertThat(isValid("inhabited-latitude", value)).isEqualTo(isTold);
  }

  @ParameterizedTest
  @CsvSource({
    "139.69171, true",
    "-74.00597, true",
    "77.20902, true",
    "13.40495, false",
    "-46.63331, false",
    "181.23451, false",
    "-200.12345, false",
    "150.500000, false",
  })
  void isFarLongitude_degreesThatAreNoLatitudes_areTold(String value, boolean isTold) {
    assertThat(isValid("far-longitude", value)).isEqualTo(isTold);
  }

  @ParameterizedTest
  @CsvSource({
    "gb-postcode, SW1A 1AA, true",
    "gb-postcode, M1 1AE, true",
    "gb-postcode, b338th, true",
    "gb-postcode, XX1 1AA, false",
    "gb-postcode, AB12 3CD, false",
    "ca-postal-code, K1A 0B1, true",
    "ca-postal-code, H0H0H0, true",
    "ca-postal-code, W1A 0B1, false",
    "ca-postal-code, K1O 0B1, false",
  })
  void postalCode_lettersThatStandThere_areTold(String validator, String value, boolean isTold) {
    assertThat(isValid(validator, value)).isEqualTo(isTold);
  }

  @ParameterizedTest
  @CsvSource({
    "ca-on-driving-licence, A1234-56789-05228, true",
    "ca-on-driving-licence, A1234-56789-70532, false",
    "ca-on-driving-licence, A1234-56787-00522, true",
    "ca-on-driving-licence, A1234-56787-05522, true",
    "ca-on-driving-licence, A1234-56787-01332, false",
    "ca-qc-driving-licence, L1234-220570-05, true",
    "ca-qc-driving-licence, L1234-320570-05, false",
    "ca-qc-driving-licence, L1234-221370-05, false",
  })
  void drivingLicence_birthDateInIt_isTold(String validator, String value, boolean isTold) {
    assertThat(isValid(validator, value)).isEqualTo(isTold);
  }

  @ParameterizedTest
  @CsvSource({
    "70, 2026, true",
    "05, 2026, true",
    "12, 2026, false",
    "26, 2026, false",
    "29, 2026, false",
    "30, 2026, true",
    "30, 2041, false",
    "20, 2041, true",
  })
  void isYear_yearsOfLateLots_areNot(int year, int now, boolean isYear) {
    assertThat(DrivingLicences.isYear(year, now)).isEqualTo(isYear);
  }

  @ParameterizedTest
  @CsvSource({
    "isbn-10, 0306406152, true",
    "isbn-10, 080442957X, true",
    "isbn-10, 0306406153, false",
    "email-domain, icon-60@2x.png, false",
    "email-domain, Hero@3x.JPG, false",
    "email-domain, ana@example.com, true",
    "email-domain, ana@host.local, true",
    "email-domain, jo@archive.zip, true",
    "street-address, Llamar al +34 por la tarde, false",
    "street-address, Calle Mayor 34, true",
  })
  void valueOfTheForm_checked_isTold(String validator, String value, boolean isTold) {
    assertThat(isValid(validator, value)).isEqualTo(isTold);
  }

  @ParameterizedTest
  @CsvSource({
    "in-epic, WKH1186253, true",
    "in-epic, WKH1186250, false",
    "ar-dni, 30.123.456, true",
    "ar-dni, 94.123.456, true",
    "ar-dni, 75.123.456, false",
    "ar-dni, 01.123.456, false",
  })
  void nationalNumber_checkedOrPlausible_isTold(String validator, String value, boolean isTold) {
    assertThat(isValid(validator, value)).isEqualTo(isTold);
  }
}
