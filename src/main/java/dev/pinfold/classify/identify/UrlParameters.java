// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** The parameters of a URL's query or fragment (RFC 3986). */
final class UrlParameters {
  private static final Pattern BETWEEN = Pattern.compile("[&;#]");

  private UrlParameters() {}

  /**
   * Whether one of the parameters is of a kind; one without a name is of none.
   *
   * @param kind gets a name, decoded and in small letters, and a value as it was written
   */
  static boolean anyMatch(String query, BiPredicate<String, String> kind) {
    if (query.indexOf('=') < 0) {
      return false;
    }
    for (String parameter : BETWEEN.split(query)) {
      int equals = parameter.indexOf('=');
      if (equals > 0
          && kind.test(
              decode(parameter.substring(0, equals)).toLowerCase(Locale.ROOT),
              parameter.substring(equals + 1))) {
        return true;
      }
    }
    return false;
  }

  /** A part of a URL without its percent signs; as it was written where they are no codes. */
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
