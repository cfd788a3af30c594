// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/** IPv4 in dotted decimal and IPv6 in the text form of RFC 4291 section 2.2. */
final class IpAddress {
  private IpAddress() {}

  private static final int OCTETS = 4;
  private static final int SMALL_OCTET = 10;
  private static final int LARGE_OCTET = 60;

  /** Four octets, the first of which some network has. */
  static boolean isIpv4(String value) {
    long octets = octets(value);
    return octets >= 0 && octet(octets, 0) > 0;
  }

  /**
   * An IPv4 address that is hardly a version of four parts: these have small parts. Of the
   * addresses of the world, 9 in 10 are told so.
   */
  static boolean isNoVersion(String value) {
    long octets = octets(value);
    if (octets < 0 || octet(octets, 0) == 0) {
      return false;
    }
    int first = octet(octets, 0);
    int second = octet(octets, 1);
    boolean isPrivate =
        (first == 192 && second == 168)
            || (first == 172 && second >= 16 && second <= 31)
            || (first == 169 && second == 254);
    return isPrivate || (first > SMALL_OCTET && first < 224 && large(octets) >= 2);
  }

  private static int large(long octets) {
    int large = 0;
    for (int i = 0; i < OCTETS; i++) {
      large += octet(octets, i) >= LARGE_OCTET ? 1 : 0;
    }
    return large;
  }

  private static int octet(long octets, int index) {
    return (int) (octets >> Byte.SIZE * (OCTETS - 1 - index)) & 0xff;
  }

  /** Four numbers up to 255 with dots between, the first in the highest byte; -1 for all else. */
  private static long octets(String value) {
    long octets = 0;
    int octet = -1;
    int dots = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= '0' && c <= '9') {
        octet = 10 * Math.max(0, octet) + c - '0';
      } else if (c == '.' && octet >= 0) {
        octets = octets << Byte.SIZE | octet;
        octet = -1;
        dots++;
      } else {
        return -1;
      }
      if (octet > 255 || dots == OCTETS) {
        return -1;
      }
    }
    return dots == OCTETS - 1 && octet >= 0 ? octets << Byte.SIZE | octet : -1;
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
        if (!WholeMatch.is(group, "[0-9a-fA-F]{1,4}")) {
          return false;
        }
        groups++;
      }
    }
    return gap < 0 ? groups == 8 : groups >= 2 && groups <= 7;
  }
}
