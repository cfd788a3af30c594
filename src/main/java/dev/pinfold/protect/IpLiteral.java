// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * Reads IP addresses as they are written; never asks a name server, which would tell it the text.
 */
final class IpLiteral {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private IpLiteral() {}

  /** The address, or null where the text is none. */
  static InetAddress parse(String text) {
    boolean isV6 = text.indexOf(':') >= 0 && V6.matcher(text).matches();
    if (!isV6 && !V4.matcher(text).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
