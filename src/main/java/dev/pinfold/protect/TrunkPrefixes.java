// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonemetadata.PhoneMetadata;
import com.google.i18n.phonenumbers.metadata.DefaultMetadataDependenciesProvider;
import com.google.i18n.phonenumbers.metadata.source.MetadataSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The prefixes that libphonenumber takes out of an international number, such as the 0 of {@code
 * +49 0151}: all that it changes in one. To ask for them costs a tenth of what parsing does.
 */
final class TrunkPrefixes {
  private static final int LONGEST_CALLING_CODE = 3;

  /** What its metadata calls the regions of calling codes that are no country's. */
  private static final String NO_REGION = "001";

  /** Of calling codes whose numbers have none: matches nowhere. */
  private static final Pattern NONE = Pattern.compile("(?!)");

  /** Loads on first use, once a JVM. */
  private static final class CallingCodes {
    private static final boolean[] KNOWN = new boolean[1000];

    static {
      for (int code : PhoneNumberUtil.getInstance().getSupportedCallingCodes()) {
        KNOWN[code] = true;
      }
    }
  }

  private static final Map<Integer, Pattern> BY_CALLING_CODE = new ConcurrentHashMap<>();

  private TrunkPrefixes() {}

  /**
   * Whether one could stand behind the calling code; libphonenumber decides.
   *
   * @param number a plus and digits
   */
  static boolean couldBeIn(String number) {
    // No calling code is the beginning of another.
    int code = 0;
    for (int i = 1; i <= LONGEST_CALLING_CODE && i < number.length(); i++) {
      code = 10 * code + (number.charAt(i) - '0');
      if (CallingCodes.KNOWN[code]) {
        return BY_CALLING_CODE
            .computeIfAbsent(code, TrunkPrefixes::prefix)
            .matcher(number)
            .region(i + 1, number.length())
            .lookingAt();
      }
    }
    return false;
  }

  private static Pattern prefix(int code) {
    MetadataSource plans =
        DefaultMetadataDependenciesProvider.getInstance().getPhoneNumberMetadataSource();
    String region = PhoneNumberUtil.getInstance().getRegionCodeForCountryCode(code);
    PhoneMetadata plan =
        region.equals(NO_REGION)
            ? plans.getMetadataForNonGeographicalRegion(code)
            : plans.getMetadataForRegion(region);
    String prefix = plan.getNationalPrefixForParsing();
    return prefix.isEmpty() ? NONE : Pattern.compile(prefix);
  }
}
