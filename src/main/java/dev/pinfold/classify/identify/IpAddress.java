// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Arrays;

/** IPv4 in dotted decimal and IPv6 in the text form of RFC 4291 section 2.2. */
final class IpAddress {
  private IpAddress() {}

  private static final int SMALL_OCTET = 10;
  private static final int LARGE_OCTET = 60;

  /** Four octets, the first of which some network has. */
  static boolean isIpv4(String value) {
    int[] octets = octets(value);
    return octets.length == 4 && octets[0] > 0 && Arrays.stream(octets).allMatch(o -> o <= 255);
  }

  /**
   * An IPv4 address that is hardly a version of four parts: these have small parts. Of the
   * addresses of the world, 9 in 10 are told so.
   */
  static boolean isNoVersion(String value) {
    if (!isIpv4(value)) {
      return false;
    }
    int[] octets = octets(value);
    boolean isPrivate =
        (octets[0] == 192 && octets[1] == 168)
            || (octets[0] == 172 && octets[1] >= 16 && octets[1] <= 31)
            || (octets[0] == 169 && octets[1] == 254);
    return isPrivate
        || (octets[0] > SMALL_OCTET
            && octets[0] < 224
            && Arrays.stream(octets).filter(o -> o >= LARGE_OCTET).count() >= 2);
  }

  private static int[] octets(String value) {
    return Arrays.stream(value.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }

  static boolean isIpv6(String value) {
    int gap = value.indexOf("::");
    if ((gap >= 0 && value.indexOf("::", gap + 1) >= 0) || value.equals("::")) {
      return false;
    }
    String[] sides =
        gap < 0
            ? new String[] {value}
            : new String[] {value.substring(0, gap), value.substring(gap + 2)};
    int groups = 0;
    for (String side : sides) {
      for (String group : side.isEmpty() ? new String[0] : side.split(":", -1)) {
        if (!group.matches("[0-9a-fA-F]{1,4}")) {
          return false;
        }
        groups++;
      }
    }
    return gap < 0 ? groups == 8 : groups >= 2 && groups <= 7;
  }
}
