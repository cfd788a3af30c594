// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/** IPv4 in dotted decimal and IPv6 in the text form of RFC 4291 section 2.2. */
final class IpAddress {
  private IpAddress() {}

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
