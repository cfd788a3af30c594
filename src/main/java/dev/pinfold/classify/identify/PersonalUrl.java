// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Set;
import java.util.regex.Pattern;

/** URLs (RFC 3986) whose path, query or fragment names a person. */
final class PersonalUrl {
  private static final Pattern EMAIL =
      Pattern.compile("[\\w.%+-]{1,64}@[\\w-]{1,63}(\\.[\\w-]{1,63}){1,5}+");
  private static final Pattern PHONE = Pattern.compile("\\+[1-9]\\d{7,14}");
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
    String decoded = UrlParameters.decode(path);
    if (EMAIL.matcher(decoded).find() || PHONE.matcher(path.replace("%2B", "+")).find()) {
      return true;
    }
    return query >= 0
        && UrlParameters.anyMatch(
            url.substring(query + 1),
            (name, value) -> !value.isEmpty() && PERSONAL_KEYS.contains(name));
  }
}
