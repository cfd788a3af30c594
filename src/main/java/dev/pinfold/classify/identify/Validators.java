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
  private static final String PHONE = "phone";
  private static final Map<String, BiPredicate<String, String>> BY_NAME = new TreeMap<>();

  static {
    add("payment-card", PaymentCard::isValid);
    add("luhn", value -> Luhn.isValid(Digits.of(value)));
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
    add("at-svnr", EuropeanNumbers::atSocialInsurance);
    add("be-nrn", EuropeanNumbers::beNationalNumber);
    add("bg-egn", EuropeanNumbers::bgEgn);
    add("ch-ahv", EuropeanNumbers::chAhv);
    add("cz-rodne-cislo", EuropeanNumbers::czRodneCislo);
    add("de-id-card", EuropeanNumbers::deIdCard);
    add("de-social-insurance", EuropeanNumbers::deSocialInsurance);
    add("dk-cpr", EuropeanNumbers::dkCpr);
    add("dk-cpr-check", EuropeanNumbers::dkCprWithCheck);
    add("baltic-code", EuropeanNumbers::balticPersonalCode);
    add("lv-personas-kods", EuropeanNumbers::lvPersonalCode);
    add("es-nuss", EuropeanNumbers::esNuss);
    add("es-cif", EuropeanNumbers::esCif);
    add("fi-hetu", EuropeanNumbers::fiHetu);
    add("fr-spi", EuropeanNumbers::frSpi);
    add("gb-utr", EuropeanNumbers::gbUtr);
    add("gr-amka", EuropeanNumbers::grAmka);
    add("gr-afm", EuropeanNumbers::grAfm);
    add("hr-oib", EuropeanNumbers::hrOib);
    add("hu-tax-id", EuropeanNumbers::huTaxId);
    add("hu-personal-number", EuropeanNumbers::huPersonalNumber);
    add("hu-taj", EuropeanNumbers::huTaj);
    add("ie-pps", EuropeanNumbers::iePps);
    add("it-partita-iva", EuropeanNumbers::itPartitaIva);
    add("no-fodselsnummer", EuropeanNumbers::noFodselsnummer);
    add("pl-nip", EuropeanNumbers::plNip);
    add("pl-regon", EuropeanNumbers::plRegon);
    add("pt-nif", EuropeanNumbers::ptNif);
    add("ro-cnp", EuropeanNumbers::roCnp);
    add("ru-inn", EuropeanNumbers::ruInn);
    add("ru-snils", EuropeanNumbers::ruSnils);
    add("si-emso", EuropeanNumbers::siEmso);
    add("tr-kimlik", EuropeanNumbers::trKimlik);
    add("ua-rnokpp", EuropeanNumbers::uaRnokpp);
    add("vat-number", VatNumbers::isValid);
    add("ar-cuit", AmericanNumbers::arCuit);
    add("br-rg", AmericanNumbers::brRg);
    add("br-cnpj", AmericanNumbers::brCnpj);
    add("cl-rut", AmericanNumbers::clRut);
    add("mod-11-2-7", AmericanNumbers::clRut);
    add("co-nit", AmericanNumbers::coNit);
    add("do-cedula", AmericanNumbers::doCedula);
    add("ec-cedula", AmericanNumbers::ecCedula);
    add("mx-rfc", AmericanNumbers::mxRfc);
    add("us-ein", AmericanNumbers::usEin);
    add("us-npi", AmericanNumbers::usNpi);
    add("us-dea", AmericanNumbers::usDea);
    add("us-routing", AmericanNumbers::usRouting);
    add("uy-ci", AmericanNumbers::uyCedula);
    add("vin", AmericanNumbers::vin);
    add("au-medicare", AsianNumbers::auMedicare);
    add("au-abn", AsianNumbers::auAbn);
    add("hk-hkid", AsianNumbers::hkId);
    add("id-nik", AsianNumbers::idNik);
    add("in-gstin", AsianNumbers::inGstin);
    add("jp-corporate-number", AsianNumbers::jpCorporate);
    add("kz-iin", AsianNumbers::kzIin);
    add("my-mykad", AsianNumbers::myMyKad);
    add("nz-ird", AsianNumbers::nzIrd);
    add("nz-nhi", AsianNumbers::nzNhi);
    add("sg-nric", AsianNumbers::sgNric);
    add("th-national-id", AsianNumbers::thNationalId);
    add("tw-national-id", AsianNumbers::twNationalId);
    add("vn-cccd", AsianNumbers::vnCccd);
    add("ae-emirates-id", AfricanNumbers::aeEmiratesId);
    add("eg-national-id", AfricanNumbers::egNationalId);
    add("il-teudat-zehut", AfricanNumbers::ilTeudatZehut);
    add("sa-national-id", AfricanNumbers::saNationalId);
    add("za-id", AfricanNumbers::zaId);
    add("passport-mrz", MachineReadable::isPassport);
    add("bitcoin-address", CryptoWallets::isBitcoin);
    add("imei", value -> Luhn.isValid(Digits.of(value)) && !Digits.areAllSame(Digits.of(value)));
    add("iccid", value -> Luhn.isValid(Digits.of(value)));
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
    add("in-epic", value -> Luhn.isValid(Digits.of(value)));
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

  private static void add(String name, Predicate<String> validator) {
    BY_NAME.put(name, (value, region) -> validator.test(value));
  }
}
