// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Identifiability;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.PersonalKeys;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledIdentifiersTest {
  private static final List<DataIdentifier> SHIPPED = IdentifierFiles.loadBuiltIn();
  private static final CompiledIdentifiers IDENTIFIERS = CompiledIdentifiers.of(SHIPPED);

  private static List<String> wholeMatches(String value) {
    List<String> ids = new ArrayList<>();
    IDENTIFIERS.match(
        value,
        null,
        (index, whole, validated) -> {
          if (whole) {
            ids.add(IDENTIFIERS.ids().get(index));
          }
        });
    return ids;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          email|ana@example.com
          phone|+12065550199
          phone|206-555-0199
          phone|(030) 90182031
          ipv4|192.0.2.7
          ipv6|2001:db8::1
          mac|00:00:5e:00:53:01
          payment-card|4111 1111 1111 1111
          iban|GB82 WEST 1234 5698 7654 32
          us-ssn|219-09-9999
          br-cpf|529.982.247-25
          es-dni|12345678Z
          it-codice-fiscale|RSSMRA85T10A562S
          pl-pesel|44051401359
          gb-nhs|943 476 5919
          de-tax-id|86095742719
          nl-bsn|111222333
          se-personnummer|811218-9876
          ca-sin|130 692 544
          au-tfn|123 456 782
          cn-resident-id|11010519491231002X
          aws-access-key|AKIAIOSFODNN7EXAMPLE
          url-personal|https://shop.example.com/offer?u=lena.vogt%40example.org&utm=x
          url-personal|https://shop.example.com/offer?e%6Dail=x1&utm=x
          url-personal|https://shop.example.com/100%?utm=x&phone=1
          url-credentials|https://ana:pa55@example.com/x
          url-secret|https://hooks.example.com/T000/B000/XXXXsecretpath
          url-secret|https://hooks.example.com/x?key=supersecretquerykey1234567890
          url-secret|https://api.example.com/v1?a=1&api_key=0123456789abcdef
          url-secret|https://f.example.com/api/Order?code=aB3dE6gH9jK2mN5p==
          url-secret|https://example.com/x?user=ana&pwd=hunter2
          url-secret|https://discord.com/api/webhooks/1234567890/AbCdEfGhIjKlMnOpQrSt
          url-secret|https://hooks.zapier.com/hooks/catch/1234567/bq3x9ab0cd/
          url-secret|https://b.s3.example.com/k?X-Amz-Signature=0123abcd4567
          url-secret|https://example.com/cb#access_token=0123456789abcdef0
          email|Zelda Quuxington <zelda@example.org>
          email|"Quuxington, Zelda" <zelda@example.org>
          email|Jan van Dijk <jan@example.org>
          phone|Tel. +49 170 7654321
          phone|Zelda Quuxington +49 170 7654321
          coordinates|52.5200, 13.4050
          user-agent|Mozilla/5.0 (X11; Linux x86_64) Firefox/1
          country|DE
          gender-words|female
          date-of-birth|1984-02-29
          """)
  void match_valueOfType_isWhole(String id, String value) {
    assertThat(wholeMatches(value)).contains(id);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          payment-card|4111 1111 1111 1112
          iban|GB82 WEST 1234 5698 7654 33
          us-ssn|666-09-9999
          br-cpf|529.982.247-26
          es-dni|12345678A
          it-codice-fiscale|RSSMRA85T10A562T
          pl-pesel|44051401358
          gb-nhs|943 476 5918
          de-tax-id|86095742718
          nl-bsn|111222334
          se-personnummer|811218-9875
          ca-sin|130 692 545
          au-tfn|123 456 783
          cn-resident-id|110105194912310021
          ipv4|256.0.2.7
          ipv4|10.2.3.4.5
          date-of-birth|1983-02-29
          url-personal|https://shop.example.com/offer?e%6Dai=x1&utm=email
          url-personal|https://shop.example.com/100%?utm=x+phone
          url-secret|https://shop.example.com/?key=category&code=SUMMER20&token=
          url-secret|https://shop.example.com/hooks/fishing-hooks
          url-secret|https://shop.example.com/p/AbCdEfGh0123456789xyz
          url-secret|https://docs.example.com/webhooks/introduction
          email|please ask zelda@example.org
          phone|call +49 170 7654321
          phone|Hello Anna Quuxington +49 170 7654321
          """)
  void match_oneCharacterOff_doesNotMatch(String id, String value) {
    assertThat(wholeMatches(value)).doesNotContain(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.2.3",
        "4.2.1",
        "10.2.3.4.5",
        "1787150000000",
        "Galaxy S9",
        "Pixel 9",
        "Europe/Berlin",
        "de_DE",
        "2026-11-23",
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
        "19.99",
        "SKU-10042",
        "d41d8cd98f00b204e9800998ecf8427e",
        "#ff8800",
        "hiking",
        "pro"
      })
  void match_harmlessValue_nothingPersonalStrongly(String value) {
    List<String> strong = new ArrayList<>();
    IDENTIFIERS.match(
        value,
        null,
        (index, whole, validated) -> {
          DataIdentifier identifier = SHIPPED.get(index);
          if (!identifier.weak() && !identifier.id().startsWith("not-")) {
            strong.add(identifier.id());
          }
        });
    assertThat(strong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mobile 206-555-0199|206-555-0199
          gift for anna@example.net|anna@example.net
          Shop <news@shop.example.com>|news@shop.example.com
          250 ok: lena.vogt@example.org accepted|lena.vogt@example.org
          her ssn is 219-09-9999 thanks|219-09-9999
          Dear Anna, see you|Anna
          call MRS. Anna, please|Anna
          for ſra Anna again|Anna
          ICH HEIẞE Anna, guten Tag|Anna
          from Dr. Anna, as asked|Anna
          """)
  void spans_textWithPersonalPart_findsIt(String text, String expected) {
    assertThat(
            IDENTIFIERS.spans(text, "US").stream()
                .map(span -> text.substring(span.start(), span.end()))
                .collect(Collectors.toList()))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Anna's iPhone|Anna
          Zelda's iPhone 15|Zelda
          Anna’s Galaxy S9|Anna
          Chris' MacBook|Chris
          iPhone von Anna|Anna
          iPhone 15 Pro von Zelda|Zelda
          iPhone de María|María
          iPad (2) di Marco|Marco
          Anna-iPhone|Anna
          Annas iPhone|Annas
          iPhone (Anna)|Anna
          call Anna's phone later|Anna
          anna-schmidt-birthday|anna-schmidt
          win-back_Anna.Schmidt|Anna.Schmidt
          """)
  void spans_namesOfDevicesAndFiles_findWhoseTheyAre(String text, String expected) {
    assertThat(
            IDENTIFIERS.spans(text, null).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .collect(Collectors.toList()))
        .containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iPhone 15 Pro",
        "Galaxy S9",
        "Samsung Galaxy Note",
        "Pixel 9",
        "Google's Pixel",
        "My iPhone",
        "today's iPhone deals",
        "iPad de Apple",
        "Huawei nova phone",
        "e-mail check-in",
        "summer-sale-2026",
        "black-friday",
        "double-opt-in",
      })
  void spans_devicesOfNobody_findNothing(String text) {
    assertThat(IDENTIFIERS.spans(text, null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:ses:eu-central-1:123456789012:identity/anna.schmidt@example.com",
        "arn:aws:iam::123456789012:role/anna.schmidt@example.com",
        "arn:aws:kinesis:eu-central-1:123456789012:stream/anna@example.com",
      })
  void match_arnThatHoldsAnAddress_findsIt(String arn) {
    List<String> found = new ArrayList<>();
    IDENTIFIERS.match(
        arn, null, (index, whole, validated) -> found.add(IDENTIFIERS.ids().get(index)));
    assertThat(found).contains("email");
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.405000000000001", "0.4111111111111111", "1.29055512345678"})
  void match_digitsOfAFraction_areNoNumberOfSomeone(String value) {
    List<String> found = new ArrayList<>();
    IDENTIFIERS.match(
        value,
        null,
        (index, whole, validated) -> {
          if (IDENTIFIERS.type(index).identifiability() == Identifiability.DIRECT) {
            found.add(IDENTIFIERS.ids().get(index));
          }
        });
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"01/03/1960", "1-3-60", "17.02.1988", "1988-02-17", "2026/11/24"})
  void match_date_isNoPhoneNumber(String value) {
    assertThat(wholeMatches(value)).doesNotContain("phone", "phone-bare");
  }

  @ParameterizedTest
  @ValueSource(strings = {"call after 5", "version 4.2.1 is out", "order 4111111111111112"})
  void spans_harmlessText_findsNothing(String text) {
    assertThat(IDENTIFIERS.spans(text, "US")).isEmpty();
  }

  @Test
  void match_ordinaryValues_runsNoRegex() {
    CompiledIdentifiers fresh = CompiledIdentifiers.of(SHIPPED);
    BitSet passedOver =
        new PersonalKeys(SHIPPED, fresh).irrelevant(ColumnPath.of("endpoints").child("c7"));
    long before = fresh.regexRuns();
    for (String word :
        List.of(
            "pro",
            "hiking",
            "ACTIVE",
            "basic",
            "ana@example.com",
            "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
            "c614980d52787b1a3dfaaa9ba7c7025e67b3c30b",
            "3a36fd1f4d5a7dde8ba6aa1735fdd1520de83cd45fd83a5eb8e0abbe57695bc8")) {
      fresh.match(word, null, passedOver, (index, whole, validated) -> {});
    }
    assertThat(fresh.regexRuns()).isEqualTo(before);
    fresh.match("AB123456C", null, passedOver, (index, whole, validated) -> {});
    assertThat(fresh.regexRuns()).isGreaterThan(before);
  }
}
