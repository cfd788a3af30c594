// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Locale;
import java.util.Set;

/** Country codes of ISO 3166-1, alpha-2 and alpha-3, in upper case. */
final class IsoCountry {
  private static final Set<String> TWO = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
  private static final Set<String> THREE =
      Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3);

  private IsoCountry() {}

  static boolean isCode(String value) {
    return TWO.contains(value) || THREE.contains(value);
  }
}
