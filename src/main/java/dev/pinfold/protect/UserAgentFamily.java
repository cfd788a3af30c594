// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reduces a user agent to browser and operating system, by its product tokens (RFC 9110). */
final class UserAgentFamily {
  /** In this order: a later product's agents name an earlier one too. */
  private static final Map<String, String> BROWSERS =
      ordered(
          "Edg",
          "Edge",
          "OPR",
          "Opera",
          "SamsungBrowser",
          "Samsung Internet",
          "YaBrowser",
          "Yandex",
          "GoogleImageProxy",
          "Gmail proxy",
          "YahooMailProxy",
          "Yahoo proxy",
          "FxiOS",
          "Firefox",
          "Firefox",
          "Firefox",
          "Thunderbird",
          "Thunderbird",
          "Outlook",
          "Outlook",
          "CriOS",
          "Chrome",
          "Chrome",
          "Chrome",
          "Dalvik",
          "Android app",
          "okhttp",
          "Android app",
          "CFNetwork",
          "Apple app",
          "Safari",
          "Safari",
          "Trident",
          "Internet Explorer",
          "AppleWebKit",
          "WebKit");

  private static final Map<String, String> SYSTEMS =
      ordered(
          "Windows",
          "Windows",
          "iPhone",
          "iOS",
          "iPad",
          "iPadOS",
          "Android",
          "Android",
          "CrOS",
          "ChromeOS",
          "Mac OS X",
          "macOS",
          "Macintosh",
          "macOS",
          "Darwin",
          "Apple",
          "Linux",
          "Linux");

  private UserAgentFamily() {}

  /** Such as {@code Chrome on Android}; {@code other} for what is not known. */
  static String of(String userAgent) {
    return first(BROWSERS, userAgent) + " on " + first(SYSTEMS, userAgent);
  }

  private static String first(Map<String, String> families, String userAgent) {
    for (Map.Entry<String, String> family : families.entrySet()) {
      if (userAgent.contains(family.getKey())) {
        return family.getValue();
      }
    }
    return "other";
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> families = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      families.put(pairs[i], pairs[i + 1]);
    }
    return families;
  }
}
