// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.PersonalDataType;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which domain a value's token belongs to. It is the value's own where its look tells (an e-mail is
 * an e-mail in any column), one for all device and channel addresses, one for all IDs, and the
 * column's type else; so the same address gets the same token in an endpoint, an event and an
 * import, however those columns were classified.
 */
final class ValueTyping {
  private static final String EMAIL = "EMAIL_ADDRESS";
  private static final String PHONE = "PHONE_NUMBER";
  private static final String ADDRESS = "ENDPOINT_ADDRESS";
  private static final String ID = "ID";

  static final Pattern EMAIL_SHAPE =
      Pattern.compile(
          "(?:[^<>@]{0,200}<)?(?:mailto:)?[^\\s<>@,;]{1,64}@[^\\s<>@,;]{1,255}\\.[^\\s<>@,;.]{2,63}>?");
  private static final int SHORTEST_HEXADECIMAL = 64;
  private static final int LONGEST_HEXADECIMAL = 200;

  /** Types of the columns that hold where a message can be sent to. */
  private static final Set<String> ADDRESSES =
      Set.of(
          EMAIL, PHONE, "APNS_TOKEN", "FCM_TOKEN", "ADM_TOKEN", "BAIDU_TOKEN", "WEB_PUSH_ENDPOINT");

  /** Types of the columns that hold who someone is in some system, and columns of no known type. */
  private static final Set<String> IDS =
      Set.of(
          "USER_ID",
          "CUSTOMER_ID",
          "ENDPOINT_ID",
          "COGNITO_ID",
          "USERNAME",
          "SESSION_ID",
          "COOKIE_ID",
          "ADVERTISING_ID",
          "IDFV",
          "NONE");

  private ValueTyping() {}

  /**
   * Whether values of columns of two types get the same tokens. Of two types of addresses, what
   * looks like a phone number and is none may get others.
   */
  static boolean isOneDomain(String type, String other) {
    return type.equals(other)
        || (IDS.contains(type) && IDS.contains(other))
        || (ADDRESSES.contains(type) && ADDRESSES.contains(other));
  }

  /**
   * The domain of a value's token; for a domain that is a type's name, the value is to be
   * normalized as that type.
   */
  static String domain(PersonalDataType column, String value, String region) {
    String text = value.strip();
    if (text.indexOf('@') > 0 && (isPlainEmail(text) || EMAIL_SHAPE.matcher(text).matches())) {
      return EMAIL;
    }
    String type = column.name();
    boolean isAddress = ADDRESSES.contains(type);
    if (text.startsWith("+") && PhoneNumbers.looksLike(text)) {
      return PHONE;
    }
    if (isAddress && PhoneNumbers.looksLike(text)) {
      boolean isNumber = type.equals(PHONE) || PhoneNumbers.normalize(text, region) != null;
      return isNumber ? PHONE : ADDRESS;
    }
    if (isAddress) {
      return isHexadecimal(text) ? "APNS_TOKEN" : ADDRESS;
    }
    return IDS.contains(type) ? ID : type;
  }

  /** Whether a text is of {@link #EMAIL_SHAPE} without anything beside the address: most are. */
  static boolean isPlainEmail(String text) {
    int at = text.indexOf('@');
    int dot = text.lastIndexOf('.');
    int length = text.length();
    if (at < 1 || at > 64 || dot < at + 2 || dot - at > 256) {
      return false;
    }
    if (length - dot < 3 || length - dot > 64) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean isOther = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '+';
      if (!isLetter && !isOther && i != at) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHexadecimal(String text) {
    if (text.length() < SHORTEST_HEXADECIMAL || text.length() > LONGEST_HEXADECIMAL) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 128 || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
