// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/** Brings phone numbers to E.164, by libphonenumber. */
final class PhoneNumbers {
  private static final int SHORTEST = 6;

  /** Of islands such as Ascension and Niue. */
  private static final int SHORTEST_NATIONAL = 4;

  private static final int LONGEST = 17;

  private PhoneNumbers() {}

  /**
   * E.164, or null where the text is no valid number in the region nor, with a plus, anywhere.
   *
   * <p>Digits without a plus that begin with the region's calling code, and are a valid number of
   * it behind that, are read as international: exports and receipts leave the plus out. In regions
   * whose numbers vary in length, such as Germany and Austria, digits can be both that and a
   * national number without its leading 0, which nobody can dial; an Italian 390 or Brazilian 55
   * mobile in bare digits can be both too. A text in the region's own format is national.
   */
  static String normalize(String text, String region) {
    String plain = text.startsWith("tel:") ? text.substring(4) : text;
    String digits = digits(plain);
    if (digits.length() < (region == null ? SHORTEST : SHORTEST_NATIONAL)
        || digits.length() > LONGEST) {
      return null;
    }
    if (plain.startsWith("+")) {
      return international("+" + digits);
    }
    if (digits.startsWith("00")) {
      return parse("+" + digits.substring(2), null);
    }
    if (region == null) {
      return parse("+" + digits, null);
    }
    String international = withCallingCodeOf(region, digits);
    if (international != null && !isInFormatOf(region, plain)) {
      return international;
    }
    String number = parse(digits, region);
    return number == null ? parse("+" + digits, null) : number;
  }

  /**
   * E.164 of a plus and digits. It is these, for a number and for what is none, unless there is a
   * trunk prefix to take out.
   */
  private static String international(String text) {
    String number = TrunkPrefixes.couldBeIn(text) ? parse(text, null) : text;
    return number == null ? text : number;
  }

  /** E.164 of digits that begin with a region's calling code; null where they do not. */
  private static String withCallingCodeOf(String region, String digits) {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    int code = phones.getCountryCodeForRegion(region);
    if (code == 0 || !digits.startsWith(Integer.toString(code))) {
      return null;
    }
    try {
      PhoneNumber number = phones.parse("+" + digits, null);
      return number.getCountryCode() == code && phones.isValidNumber(number)
          ? phones.format(number, PhoneNumberFormat.E164)
          : null;
    } catch (NumberParseException e) {
      return null; // its message quotes the number
    }
  }

  /** Whether a text is written, separators included, as the region writes its own numbers. */
  private static boolean isInFormatOf(String region, String text) {
    PhoneNumberUtil phones = PhoneNumberUtil.getInstance();
    try {
      PhoneNumber number = phones.parse(text, region);
      String national = phones.format(number, PhoneNumberFormat.NATIONAL);
      return phones.isValidNumber(number)
          && !digits(national).equals(national)
          && national.equals(text.strip());
    } catch (NumberParseException e) {
      return false;
    }
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
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      }
    }
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
