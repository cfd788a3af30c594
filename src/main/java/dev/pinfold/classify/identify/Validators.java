// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The validators that an identifier file can name. */
final class Validators {
  private static final Map<String, BiPredicate<String, String>> BY_NAME = new TreeMap<>();

  static {
    add("payment-card", PaymentCard::isValid);
    add("luhn", value -> Luhn.isValid(Digits.of(value)));
    add("iban", Iban::isValid);
    add("iso-country", IsoCountry::isCode);
    add("ipv6", IpAddress::isIpv6);
    add("jwt", Jwt::isValid);
    add("random-key", Secrets::isRandom);
    add("birth-date", BirthDate::isPlausible);
    add("personal-url", PersonalUrl::isValid);
    add("url-not-personal", value -> !PersonalUrl.isValid(value));
    add("even-length", value -> value.length() % 2 == 0);
    add("person-name", value -> PersonNames.shipped().isFullName(value));
    add("given-name", value -> PersonNames.shipped().isGiven(value));
    add("family-name", value -> PersonNames.shipped().isFamily(value));
    add("us-ssn", NationalNumbers::usSsn);
    add("us-itin", NationalNumbers::usItin);
    add("br-cpf", NationalNumbers::brCpf);
    add("gb-nhs", NationalNumbers::gbNhs);
    add("es-dni", NationalNumbers::esDni);
    add("es-nie", NationalNumbers::esNie);
    add("it-codice-fiscale", NationalNumbers::itCodiceFiscale);
    add("fr-nir", NationalNumbers::frNir);
    add("de-tax-id", NationalNumbers::deTaxId);
    add("nl-bsn", NationalNumbers::nlBsn);
    add("pl-pesel", NationalNumbers::plPesel);
    add("se-personnummer", NationalNumbers::sePersonnummer);
    add("in-aadhaar", NationalNumbers::inAadhaar);
    add("ca-sin", NationalNumbers::caSin);
    add("au-tfn", NationalNumbers::auTfn);
    add("cn-resident-id", NationalNumbers::cnResidentId);
    add("kr-rrn", NationalNumbers::krRrn);
    add("jp-my-number", NationalNumbers::jpMyNumber);
    add("mx-curp", NationalNumbers::mxCurp);
    BY_NAME.put("phone", PhoneNumbers::isValid);
  }

  private Validators() {}

  /** Takes the value and the region (ISO 3166-1 alpha-2) or null. */
  static Optional<BiPredicate<String, String>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  private static void add(String name, Predicate<String> validator) {
    BY_NAME.put(name, (value, region) -> validator.test(value));
  }
}
