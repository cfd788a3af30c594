// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.Normalization;
import dev.pinfold.catalog.PersonalDataType;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Brings the spellings of one thing to one, by type, so that the same person gets the same token
 * wherever the value stands.
 */
final class Normalizer {
  private static final Pattern ESCAPED_AT = Pattern.compile("%40");
  private static final Pattern HEX_WITH_SEPARATORS =
      Pattern.compile("(?:0x)?[0-9a-f][0-9a-f\\s:.<>-]*|<[0-9a-f\\s]+>");
  private static final Pattern NO_HEX = Pattern.compile("^0x|[^0-9a-f]");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final String MAILTO = "mailto:";

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
      case TEXT -> withSingleSpaces(plain).toLowerCase(Locale.ROOT);
      case EXACT -> exact(plain);
    };
  }

  private static String composed(String value) {
    return isAscii(value)
        ? value
        : java.text.Normalizer.normalize(value, java.text.Normalizer.Form.NFC);
  }

  private static boolean isAscii(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  /** UUIDs alone are the same in either case, by RFC 9562. */
  private static String exact(String value) {
    return isUuid(value) ? value.toLowerCase(Locale.ROOT) : value;
  }

  private static boolean isUuid(String value) {
    if (value.length() != 36) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (isHyphen ? c != '-' : c >= 128 || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Digits of any script and width become ASCII digits; a value of signs alone stays. */
  private static String number(String value) {
    if (hasDigitsOnly(value)) {
      return value;
    }
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

  private static boolean hasDigitsOnly(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return !value.isEmpty();
  }

  private static String withSingleSpaces(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isSecond = c == ' ' && i > 0 && text.charAt(i - 1) == ' ';
      if (isSecond || (c >= '\t' && c <= '\r')) {
        return SPACES.matcher(text).replaceAll(" ");
      }
    }
    return text;
  }

  private static String hexadecimal(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (hasHexadecimalDigitsOnly(lower)) {
      return lower;
    }
    return HEX_WITH_SEPARATORS.matcher(lower).matches()
        ? NO_HEX.matcher(lower).replaceAll("")
        : lower;
  }

  private static boolean hasHexadecimalDigitsOnly(String lower) {
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
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
    if (address.regionMatches(true, 0, MAILTO, 0, MAILTO.length())) {
      address = address.substring(MAILTO.length());
    }
    address = address.strip();
    if (address.indexOf('@') < 0) {
      address = ESCAPED_AT.matcher(address).replaceFirst("@");
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
    if (isAscii(domain)) {
      return domain.toLowerCase(Locale.ROOT);
    }
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
