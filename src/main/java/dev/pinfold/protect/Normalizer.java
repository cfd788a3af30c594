// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.Normalization;
import dev.pinfold.catalog.PersonalDataType;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;

/**
 * Brings the spellings of one thing to one, by type, so that the same person gets the same token
 * wherever the value stands.
 */
final class Normalizer {
  private static final String UUID = "[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}";
  private static final String HEX_WITH_SEPARATORS =
      "(?:0x)?[0-9a-f][0-9a-f\\s:.<>-]*|<[0-9a-f\\s]+>";

  private Normalizer() {}

  /**
   * @param domain of the value's token: the name of its type, or of several types together
   */
  static String normalize(String domain, String value, String region) {
    String plain = composed(value).strip();
    Normalization kind =
        PersonalDataType.find(domain)
            .map(PersonalDataType::normalization)
            .orElse(Normalization.EXACT);
    return switch (kind) {
      case EMAIL -> email(plain);
      case PHONE -> {
        String number = PhoneNumbers.normalize(plain, region);
        yield number == null ? phoneAsWritten(plain) : number;
      }
      case IP_ADDRESS -> ipAddress(plain);
      case NUMBER -> number(plain);
      case HEXADECIMAL -> hexadecimal(plain);
      case TEXT -> plain.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
      case EXACT -> exact(plain);
    };
  }

  private static String composed(String value) {
    return java.text.Normalizer.normalize(value, java.text.Normalizer.Form.NFC);
  }

  /** UUIDs alone are the same in either case, by RFC 9562. */
  private static String exact(String value) {
    boolean isUuid = value.length() == 36 && value.toUpperCase(Locale.ROOT).matches(UUID);
    return isUuid ? value.toLowerCase(Locale.ROOT) : value;
  }

  /** Digits of any script and width become ASCII digits; a value of signs alone stays. */
  private static String number(String value) {
    String folded =
        java.text.Normalizer.normalize(value, java.text.Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT);
    StringBuilder number = new StringBuilder(folded.length());
    folded
        .codePoints()
        .forEach(
            c -> {
              if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
                number.append(Character.digit(c, 10));
              } else if (Character.isLetter(c) || c == '+' || c == '&') {
                number.appendCodePoint(c);
              }
            });
    return number.length() == 0 ? value : number.toString();
  }

  private static String hexadecimal(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return lower.matches(HEX_WITH_SEPARATORS) ? lower.replaceAll("^0x|[^0-9a-f]", "") : lower;
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
