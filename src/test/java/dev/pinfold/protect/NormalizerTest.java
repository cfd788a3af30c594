// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.PersonalDataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizerTest {
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
    "ID, , ' Crm-7 ', Crm-7"
  })
  void normalize_spellingsOfOneThing_becomeOne(
      String type, String region, String value, String expected) {
    assertThat(Normalizer.normalize(type, value, region)).isEqualTo(expected);
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
}
