// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** URLs (RFC 3986) whose path, query or fragment names a person. */
final class PersonalUrl {
  private static final Pattern EMAIL =
      Pattern.compile("[\\w.%+-]{1,64}@[\\w-]{1,63}(\\.[\\w-]{1,63}){1,5}+");
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{7,14}");
  private static final Pattern BETWEEN_PARAMETERS = Pattern.compile("[&;#]");
  private static final Set<String> PERSONAL_KEYS =
      Set.of(
          "email",
          "e-mail",
          "mail",
          "phone",
          "tel",
          "mobile",
          "msisdn",
          "name",
          "firstname",
          "first_name",
          "lastname",
          "last_name",
          "username",
          "user_id",
          "userid",
          "uid",
          "dob",
          "birthdate",
          "ssn",
          "token",
          "access_token",
          "id_token",
          "auth",
          "password",
          "session",
          "sessionid",
          "apikey",
          "api_key",
          "address",
          "correo",
          "telefono",
          "courriel");

  private PersonalUrl() {}

  static boolean isValid(String url) {
    int query = url.indexOf('?');
    String rest = url.substring(url.indexOf("://") + 3);
    String path = rest.substring(rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/'));
    String decoded = decode(path);
    if (EMAIL.matcher(decoded).find() || PHONE.matcher(path.replace("%2B", "+")).find()) {
      return true;
    }
    if (query < 0) {
      return false;
    }
    for (String parameter : parameters(url.substring(query + 1))) {
      int equals = parameter.indexOf('=');
      if (equals > 0
          && equals < parameter.length() - 1
          && PERSONAL_KEYS.contains(
              decode(parameter.substring(0, equals)).toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** The parameters of a query or fragment, with names and values as they were written. */
  static String[] parameters(String query) {
    return BETWEEN_PARAMETERS.split(query);
  }

  static String decode(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
