// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** Brings phone numbers to E.164, by libphonenumber. */
final class PhoneNumbers {
  private PhoneNumbers() {}

  /** E.164, or null where the text is no valid number in the region nor, with a plus, anywhere. */
  static String normalize(String text, String region) {
    String plain = text.startsWith("tel:") ? text.substring(4) : text;
    String digits = digits(plain);
    if (digits.length() < 6 || digits.length() > 17) {
      return null;
    }
    if (plain.startsWith("+")) {
      String number = parse("+" + digits, null);
      return number == null ? "+" + digits : number;
    }
    if (digits.startsWith("00")) {
      return parse("+" + digits.substring(2), null);
    }
    String number = region == null ? null : parse(digits, region);
    return number == null ? parse("+" + digits, null) : number;
  }

  /** Whether a text has nothing but a phone number's characters. */
  static boolean looksLike(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if ("+ ().-/\u00a0".indexOf(c) < 0) {
        return false;
      }
    }
    return digits >= 7 && digits <= 15;
  }

  static String digits(String text) {
    StringBuilder digits = new StringBuilder();
    text.chars().filter(c -> c >= '0' && c <= '9').forEach(c -> digits.append((char) c));
    return digits.toString();
  }

  private static String parse(String text, String region) {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = phones.parse(text, region);
      return phones.isValidNumber(number) || (region == null && phones.isPossibleNumber(number))
          ? phones.format(number, PhoneNumberFormat.E164)
          : null;
    } catch (NumberParseException e) {
      return null; // its message quotes the number
    }
  }
}
