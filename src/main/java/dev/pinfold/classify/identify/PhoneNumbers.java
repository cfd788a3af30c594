// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.regex.Pattern;

/**
 * Phone numbers by libphonenumber's national numbering plans. An international number that is only
 * possible counts where it is in E.164 form or of the fictitious North American 555-01XX range.
 */
final class PhoneNumbers {
  private static final Pattern NORTH_AMERICAN =
      Pattern.compile("(?:1[ .-])?\\(?[2-9]\\d{2}\\)?[ .-]{1,2}[2-9]\\d{2}[ .-]\\d{4}");

  private static final Pattern BARE = Pattern.compile("[1-9][0-9]{10,12}");

  private static final Pattern DATE =
      Pattern.compile(
          "\\d{1,2}([/. -])\\d{1,2}\\1(?:\\d{2}|(?:19|20)\\d{2})|(?:19|20)\\d{2}([/. -])\\d{1,2}\\2\\d{1,2}");

  private static final int LONGEST_DATE = 10;

  /** With what may be the hour behind it. */
  private static final Pattern DATE_AND_TIME =
      Pattern.compile(
          "(?:\\d{1,2}([/.-])\\d{1,2}\\1(?:19|20)\\d{2}|(?:19|20)\\d{2}([/.-])\\d{1,2}\\2\\d{1,2})[ T]\\d{1,2}(?!\\d)");

  /** Of plus sign, country code and national number in E.164. */
  private static final int SHORTEST_E164 = 8;

  private static final int LONGEST_E164 = 16;

  /** Loads on first use, once a JVM. */
  private static final class CallingCodes {
    private static final boolean[] KNOWN = new boolean[1000];

    /** By code and length of the number behind it: 1 where it is possible, -1 where not. */
    private static final byte[] POSSIBLE = new byte[KNOWN.length * (LONGEST_E164 + 1)];

    static {
      for (int code : PhoneNumberUtil.getInstance().getSupportedCallingCodes()) {
        KNOWN[code] = true;
      }
    }
  }

  private PhoneNumbers() {}

  static boolean isValid(String value, String region) {
    if (isPossibleE164(value)) {
      return true;
    }
    if (isTooLongForNorthAmerica(value, region)
        || (value.length() <= LONGEST_DATE && DATE.matcher(value).matches())
        || DATE_AND_TIME.matcher(value).lookingAt()) {
      return false;
    }
    PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    boolean international = value.startsWith("+");
    String readIn = region == null ? "US" : region;
    try {
      PhoneNumber number = plans.parse(value, international ? null : readIn);
      return plans.isValidNumber(number)
          || (!international && isBareInternational(value, plans))
          || (international && plans.isPossibleNumber(number))
          || NORTH_AMERICAN.matcher(value).matches()
          || (region == null && isNational(value));
    } catch (NumberParseException e) {
      return false;
    }
  }

  /**
   * Whether a text is a plus sign and digits that a country has numbers of. Such a number is
   * accepted for its length alone; parsing it would cost twenty times as much. One with a trunk
   * prefix behind the country code has to be parsed.
   */
  private static boolean isPossibleE164(String value) {
    int length = value.length();
    if (length < SHORTEST_E164
        || length > LONGEST_E164
        || value.charAt(0) != '+'
        || value.charAt(1) == '0'
        || !Digits.areAll(value.substring(1))) {
      return false;
    }
    // Country codes are of one to three digits, and none is the beginning of another.
    int code = 0;
    for (int i = 1; i <= 3; i++) {
      code = 10 * code + Digits.at(value, i);
      if (CallingCodes.KNOWN[code]) {
        return value.charAt(i + 1) != '0' && isPossible(code, value.substring(i + 1));
      }
    }
    return false;
  }

  /** A numbering plan tells what is possible by the length alone; each is asked for once. */
  private static boolean isPossible(int code, String national) {
    int at = code * (LONGEST_E164 + 1) + national.length();
    byte known = CallingCodes.POSSIBLE[at];
    if (known == 0) {
      known = (byte) (isPossibleByPlan(code, national) ? 1 : -1);
      CallingCodes.POSSIBLE[at] = known;
    }
    return known > 0;
  }

  private static boolean isPossibleByPlan(int code, String national) {
    PhoneNumber number =
        new PhoneNumber().setCountryCode(code).setNationalNumber(Long.parseLong(national));
    return PhoneNumberUtil.getInstance().isPossibleNumber(number);
  }

  /** Bare digits from 1 on are North American, eleven of them; timestamps are not. */
  private static boolean isTooLongForNorthAmerica(String value, String region) {
    int length = value.length();
    return value.charAt(0) == '1'
        && (region == null ? length != 11 : length > 12)
        && Digits.areAll(value);
  }

  /** Country code and number in digits alone, as SMS addresses are often exported. */
  private static boolean isBareInternational(String value, PhoneNumberUtil plans)
      throws NumberParseException {
    return BARE.matcher(value).matches()
        && (value.charAt(0) != '1' || value.length() == 11)
        && plans.isValidNumber(plans.parse("+" + value, null));
  }

  /** A trunk prefix and separators: a national number whose country is not known. */
  private static boolean isNational(String value) {
    int digits = Digits.of(value).length();
    return digits >= 9
        && digits <= 12
        && WholeMatch.is(value, "\\(?0[1-9][0-9 ()/-]*[ ()/-][0-9 ()/-]*");
  }
}
