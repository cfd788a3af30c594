// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** JSON web tokens (RFC 7519) in compact form, whose header is JSON with an {@code alg}. */
final class Jwt {
  private Jwt() {}

  static boolean isValid(String value) {
    try {
      String header =
          new String(
              Base64.getUrlDecoder().decode(value.substring(0, value.indexOf('.'))),
              StandardCharsets.UTF_8);
      return header.startsWith("{") && header.contains("\"alg\"");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
