// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;

/**
 * Brings the spellings of one thing to one, by type, so that the same person gets the same token
 * wherever the value stands.
 */
final class Normalizer {
  /** Numbers that people write with separators and in either case. */
  private static final Set<String> NUMBERS =
      Set.of(
          "CREDIT_CARD_NUMBER",
          "IBAN",
          "US_SSN",
          "US_ITIN",
          "BR_CPF",
          "GB_NINO",
          "GB_NHS_NUMBER",
          "ES_DNI",
          "ES_NIE",
          "IT_CODICE_FISCALE",
          "FR_NIR",
          "DE_TAX_ID",
          "NL_BSN",
          "PL_PESEL",
          "SE_PERSONNUMMER",
          "IN_AADHAAR",
          "IN_PAN",
          "CN_RESIDENT_ID",
          "JP_MY_NUMBER",
          "CA_SIN",
          "AU_TFN",
          "MX_CURP",
          "KR_RRN",
          "PASSPORT_NUMBER",
          "DRIVING_LICENCE",
          "NATIONAL_ID",
          "TAX_ID",
          "VAT_NUMBER",
          "VIN",
          "LICENSE_PLATE",
          "IMEI",
          "IMSI",
          "ICCID",
          "MEID");

  /** Identifiers that are hexadecimal, in either case. */
  private static final Set<String> HEXADECIMAL =
      Set.of("APNS_TOKEN", "ADVERTISING_ID", "IDFV", "MAC_ADDRESS");

  private static final Set<String> NAMES =
      Set.of("PERSON_NAME", "GIVEN_NAME", "FAMILY_NAME", "CITY", "STREET_ADDRESS");

  private Normalizer() {}

  /**
   * @param type name of the value's own type
   */
  static String normalize(String type, String value, String region) {
    String plain = java.text.Normalizer.normalize(value, java.text.Normalizer.Form.NFC).strip();
    if (type.equals("EMAIL_ADDRESS")) {
      return email(plain);
    }
    if (type.equals("PHONE_NUMBER")) {
      String number = PhoneNumbers.normalize(plain, region);
      return number == null ? phoneAsWritten(plain) : number;
    }
    if (type.equals("IP_ADDRESS")) {
      return ipAddress(plain);
    }
    if (NUMBERS.contains(type)) {
      return plain.replaceAll("[\\s./-]", "").toUpperCase(Locale.ROOT);
    }
    if (HEXADECIMAL.contains(type)) {
      String lower = plain.toLowerCase(Locale.ROOT);
      return type.equals("MAC_ADDRESS") ? lower.replaceAll("[^0-9a-f]", "") : lower;
    }
    if (NAMES.contains(type)) {
      return plain.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
    return plain;
  }

  /**
   * The address alone, in lower case. Local parts are case-sensitive by RFC 5321 and nowhere in
   * practice; two spellings of one mailbox are the far more common case.
   */
  static String email(String value) {
    String address = value;
    int open = address.lastIndexOf('<');
    int close = address.lastIndexOf('>');
    if (open >= 0 && close > open) {
      address = address.substring(open + 1, close);
    }
    address = address.replaceFirst("(?i)^mailto:", "").strip();
    if (address.indexOf('@') < 0) {
      address = address.replaceFirst("(?i)%40", "@");
    }
    int at = address.lastIndexOf('@');
    if (at < 0) {
      return address.toLowerCase(Locale.ROOT);
    }
    return address.substring(0, at).toLowerCase(Locale.ROOT)
        + "@"
        + domain(address.substring(at + 1));
  }

  private static String domain(String domain) {
    try {
      return IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return domain.toLowerCase(Locale.ROOT);
    }
  }

  private static String phoneAsWritten(String value) {
    String digits = PhoneNumbers.digits(value);
    return digits.isEmpty() ? value : (value.startsWith("+") ? "+" : "") + digits;
  }

  private static String ipAddress(String value) {
    InetAddress address = IpLiteral.parse(value);
    return address == null ? value : address.getHostAddress();
  }
}
