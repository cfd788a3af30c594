// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The validators that an identifier file can name. */
final class Validators {
  private static final String PHONE = "phone";
  private static final Map<String, BiPredicate<String, String>> BY_NAME = new TreeMap<>();

  /** Those that ask for a value's digits alone, whatever stands between them. */
  private static final Map<String, Predicate<String>> OF_DIGITS = new HashMap<>();

  static {
    addNumber("payment-card", PaymentCard::isValid);
    addNumber("luhn", Luhn::isValid);
    add("iban", Iban::isValid);
    add("iso-country", IsoCountry::isCode);
    add("ipv6", IpAddress::isIpv6);
    add("ipv4", IpAddress::isIpv4);
    add("ipv4-no-version", IpAddress::isNoVersion);
    add("jwt", Jwt::isValid);
    add("random-token", Secrets::isToken);
    add("random-key", Secrets::isRandom);
    add("birth-date", BirthDate::isPlausible);
    add("adult-birth-date", BirthDate::isOfAdult);
    add("birth-date-words", BirthDate::isInWords);
    add("personal-url", PersonalUrl::isValid);
    add("secret-url", SecretUrl::isValid);
    add("url-not-personal", url -> !PersonalUrl.isValid(url) && !SecretUrl.isValid(url));
    add("even-length", value -> value.length() % 2 == 0);
    add("person-name", value -> PersonNames.shipped().isFullName(value));
    add("person-name-east-asia", value -> PersonNames.shipped().isFullName(value));
    add("given-name", value -> PersonNames.shipped().isGiven(value));
    add("family-name", value -> PersonNames.shipped().isFamily(value));
    addNumber("us-ssn", NationalNumbers::usSsn);
    addNumber("us-itin", NationalNumbers::usItin);
    addNumber("br-cpf", NationalNumbers::brCpf);
    addNumber("gb-nhs", NationalNumbers::gbNhs);
    add("es-dni", NationalNumbers::esDni);
    add("es-nie", NationalNumbers::esNie);
    add("it-codice-fiscale", NationalNumbers::itCodiceFiscale);
    add("fr-nir", NationalNumbers::frNir);
    addNumber("de-tax-id", NationalNumbers::deTaxId);
    addNumber("nl-bsn", NationalNumbers::nlBsn);
    addNumber("pl-pesel", NationalNumbers::plPesel);
    add("se-personnummer", NationalNumbers::sePersonnummer);
    addNumber("in-aadhaar", NationalNumbers::inAadhaar);
    addNumber("ca-sin", NationalNumbers::caSin);
    addNumber("au-tfn", NationalNumbers::auTfn);
    add("cn-resident-id", NationalNumbers::cnResidentId);
    addNumber("kr-rrn", NationalNumbers::krRrn);
    addNumber("jp-my-number", NationalNumbers::jpMyNumber);
    add("mx-curp", NationalNumbers::mxCurp);
    addNumber("at-svnr", EuropeanNumbers::atSocialInsurance);
    addNumber("be-nrn", EuropeanNumbers::beNationalNumber);
    addNumber("bg-egn", EuropeanNumbers::bgEgn);
    addNumber("ch-ahv", EuropeanNumbers::chAhv);
    addNumber("cz-rodne-cislo", EuropeanNumbers::czRodneCislo);
    add("de-id-card", EuropeanNumbers::deIdCard);
    add("de-social-insurance", EuropeanNumbers::deSocialInsurance);
    addNumber("dk-cpr", EuropeanNumbers::dkCpr);
    addNumber("dk-cpr-check", EuropeanNumbers::dkCprWithCheck);
    addNumber("baltic-code", EuropeanNumbers::balticPersonalCode);
    addNumber("lv-personas-kods", EuropeanNumbers::lvPersonalCode);
    addNumber("es-nuss", EuropeanNumbers::esNuss);
    add("es-cif", EuropeanNumbers::esCif);
    add("fi-hetu", EuropeanNumbers::fiHetu);
    addNumber("fr-spi", EuropeanNumbers::frSpi);
    addNumber("gb-utr", EuropeanNumbers::gbUtr);
    addNumber("gr-amka", EuropeanNumbers::grAmka);
    addNumber("gr-afm", EuropeanNumbers::grAfm);
    addNumber("hr-oib", EuropeanNumbers::hrOib);
    addNumber("hu-tax-id", EuropeanNumbers::huTaxId);
    addNumber("hu-personal-number", EuropeanNumbers::huPersonalNumber);
    addNumber("hu-taj", EuropeanNumbers::huTaj);
    add("ie-pps", EuropeanNumbers::iePps);
    addNumber("it-partita-iva", EuropeanNumbers::itPartitaIva);
    addNumber("no-fodselsnummer", EuropeanNumbers::noFodselsnummer);
    addNumber("pl-nip", EuropeanNumbers::plNip);
    addNumber("pl-regon", EuropeanNumbers::plRegon);
    addNumber("pt-nif", EuropeanNumbers::ptNif);
    addNumber("ro-cnp", EuropeanNumbers::roCnp);
    addNumber("ru-inn", EuropeanNumbers::ruInn);
    addNumber("ru-snils", EuropeanNumbers::ruSnils);
    addNumber("si-emso", EuropeanNumbers::siEmso);
    addNumber("tr-kimlik", EuropeanNumbers::trKimlik);
    addNumber("ua-rnokpp", EuropeanNumbers::uaRnokpp);
    add("vat-number", VatNumbers::isValid);
    addNumber("ar-cuit", AmericanNumbers::arCuit);
    add("br-rg", AmericanNumbers::brRg);
    addNumber("br-cnpj", AmericanNumbers::brCnpj);
    add("cl-rut", AmericanNumbers::clRut);
    add("mod-11-2-7", AmericanNumbers::clRut);
    addNumber("co-nit", AmericanNumbers::coNit);
    addNumber("do-cedula", AmericanNumbers::doCedula);
    addNumber("ec-cedula", AmericanNumbers::ecCedula);
    add("mx-rfc", AmericanNumbers::mxRfc);
    addNumber("us-ein", AmericanNumbers::usEin);
    addNumber("us-npi", AmericanNumbers::usNpi);
    add("us-dea", AmericanNumbers::usDea);
    addNumber("us-routing", AmericanNumbers::usRouting);
    add("uy-ci", AmericanNumbers::uyCedula);
    add("vin", AmericanNumbers::vin);
    addNumber("au-medicare", AsianNumbers::auMedicare);
    addNumber("au-abn", AsianNumbers::auAbn);
    add("hk-hkid", AsianNumbers::hkId);
    addNumber("id-nik", AsianNumbers::idNik);
    add("in-gstin", AsianNumbers::inGstin);
    addNumber("jp-corporate-number", AsianNumbers::jpCorporate);
    addNumber("kz-iin", AsianNumbers::kzIin);
    addNumber("my-mykad", AsianNumbers::myMyKad);
    addNumber("nz-ird", AsianNumbers::nzIrd);
    add("nz-nhi", AsianNumbers::nzNhi);
    add("sg-nric", AsianNumbers::sgNric);
    addNumber("th-national-id", AsianNumbers::thNationalId);
    add("tw-national-id", AsianNumbers::twNationalId);
    addNumber("vn-cccd", AsianNumbers::vnCccd);
    addNumber("ae-emirates-id", AfricanNumbers::aeEmiratesId);
    addNumber("eg-national-id", AfricanNumbers::egNationalId);
    addNumber("il-teudat-zehut", AfricanNumbers::ilTeudatZehut);
    addNumber("sa-national-id", AfricanNumbers::saNationalId);
    addNumber("za-id", AfricanNumbers::zaId);
    add("passport-mrz", MachineReadable::isPassport);
    add("bitcoin-address", CryptoWallets::isBitcoin);
    addNumber("imei", digits -> Luhn.isValid(digits) && !Digits.areAllSame(digits));
    addNumber("iccid", Luhn::isValid);
    add("swift-code", value -> IsoCountry.isCode(value.substring(4, 6)));
    add("basic-auth", Secrets::isBasicAuthentication);
    add("street-address", StreetAddress::isOne);
    add("calendar-word", CalendarWords::isOne);
    add("language-name", LanguageNames::isOne);
    add("city", TermLists::isCity);
    add("region", TermLists::isRegion);
    add("country", value -> IsoCountry.isCode(value) || TermLists.isCountry(value));
    add("disease", TermLists::isDisease);
    add("medication", TermLists::isMedication);
    add("nationality", TermLists::isNationality);
    add("job-title", TermLists::isJobTitle);
    add("email-domain", EmailDomain::isOfAddress);
    add("isbn-10", Checksums::isIsbn10);
    add("gb-postcode", PostalCodes::isBritish);
    add("ca-postal-code", PostalCodes::isCanadian);
    add("inhabited-latitude", Coordinates::isInhabitedLatitude);
    add("far-longitude", Coordinates::isFarLongitude);
    add("card-expiry-ahead", CardExpiry::isAhead);
    add("mixed-password", Passwords::isMixed);
    add("handle-of-name", Handles::isOfName);
    add("handle-of-full-name", Handles::isOfFullName);
    addNumber("in-epic", Luhn::isValid);
    add("ar-dni", AmericanNumbers::arDni);
    add("ca-on-driving-licence", DrivingLicences::isOntarian);
    add("ca-qc-driving-licence", DrivingLicences::isQuebecker);
    BY_NAME.put(PHONE, PhoneNumbers::isValid);
  }

  private Validators() {}

  /** Takes the value and the region (ISO 3166-1 alpha-2) or null. */
  static Optional<BiPredicate<String, String>> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** Whether a validator answers otherwise for the same value in another region. */
  static boolean asksForRegion(String name) {
    return name.equals(PHONE);
  }

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  /** Takes digits alone; empty where the validator looks at more of a value than its digits. */
  static Optional<Predicate<String>> findForDigits(String name) {
    return Optional.ofNullable(OF_DIGITS.get(name));
  }

  private static void addNumber(String name, Predicate<String> ofDigits) {
    OF_DIGITS.put(name, ofDigits);
    add(name, value -> ofDigits.test(Digits.of(value)));
  }

  private static void add(String name, Predicate<String> validator) {
    BY_NAME.put(name, (value, region) -> validator.test(value));
  }
}
