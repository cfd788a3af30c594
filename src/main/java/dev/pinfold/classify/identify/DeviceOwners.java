// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/**
 * The owners in the names that people give their devices: {@code Anna's iPhone}, {@code iPhone von
 * Anna}, {@code iPad (2) de María}, {@code Annas-iPhone}. Beside a device a possessive alone makes
 * a name of a word that no list holds.
 */
final class DeviceOwners {
  /** Takes the place of an owner in a text. */
  interface Sink {
    void found(int start, int end);
  }

  private static final String[] NONE = {};

  /** By their first letter, all of ASCII and small. */
  private static final String[][] DEVICES = new String[128][];

  static {
    Arrays.fill(DEVICES, NONE);
    for (String word :
        ("iphone ipad ipod imac macbook mac galaxy pixel phone smartphone tablet handy telefon"
                + " telephone teléfono téléphone laptop notebook watch xperia redmi huawei nokia"
                + " oneplus xiaomi samsung desktop pc computer móvil celular cellulare")
            .split(" ")) {
      String[] before = DEVICES[word.charAt(0)];
      DEVICES[word.charAt(0)] = Arrays.copyOf(before, before.length + 1);
      DEVICES[word.charAt(0)][before.length] = word;
    }
  }

  /** Behind these a name needs no possessive: their makers are not called before them. */
  private static final Set<String> NAMED_ALONE =
      Set.of("iphone", "ipad", "ipod", "imac", "macbook");

  private static final Set<String> OF =
      Set.of("von", "van", "de", "di", "da", "do", "of", "av", "af", "d");

  /** Whose devices are nobody's in person. */
  private static final Set<String> NOBODY =
      Set.of(
          "apple",
          "samsung",
          "google",
          "amazon",
          "huawei",
          "nokia",
          "sony",
          "xiaomi",
          "today",
          "world",
          "everyone",
          "my",
          "mi",
          "mein",
          "mon",
          "mijn",
          "the",
          "your",
          "our",
          "new",
          "old",
          "test",
          "work",
          "home",
          "vodafone",
          "telekom",
          "orange",
          "verizon");

  private static final int REACH = 40;

  private DeviceOwners() {}

  static void find(String text, Sink sink) {
    boolean isInWord = false;
    for (int at = 0; at < text.length(); at++) {
      boolean isLetter = Letters.is(text.charAt(at));
      String device = isLetter && !isInWord ? deviceAt(text, at) : null;
      if (device != null) {
        before(text, at, device, sink);
        behind(text, at + device.length(), sink);
        at += device.length() - 1;
      }
      isInWord = isLetter;
    }
  }

  /** Whether a device is named in a text at all. */
  static boolean namesDevice(String text) {
    boolean isInWord = false;
    for (int at = 0; at < text.length(); at++) {
      boolean isLetter = Letters.is(text.charAt(at));
      if (isLetter && !isInWord && deviceAt(text, at) != null) {
        return true;
      }
      isInWord = isLetter;
    }
    return false;
  }

  private static String deviceAt(String text, int at) {
    char c = text.charAt(at);
    int first = c < DEVICES.length ? c | 0x20 : Character.toLowerCase(c);
    for (String word : first < DEVICES.length ? DEVICES[first] : NONE) {
      if (text.regionMatches(true, at, word, 0, word.length())
          && !isLetter(text, at + word.length())) {
        return word;
      }
    }
    return null;
  }

  private static void before(String text, int device, String word, Sink sink) {
    int end = device - 1;
    if (end < 1 || " -_".indexOf(text.charAt(end)) < 0) {
      return;
    }
    int start = end;
    while (start > 0 && (isLetter(text, start - 1) || isApostrophe(text.charAt(start - 1)))) {
      start--;
    }
    int apostrophe = start;
    while (apostrophe < end && !isApostrophe(text.charAt(apostrophe))) {
      apostrophe++;
    }
    boolean isPossessive =
        apostrophe < end
            && (apostrophe == end - 1 || (apostrophe == end - 2 && text.charAt(end - 1) == 's'));
    if (isPossessive) {
      String owner = text.substring(start, apostrophe);
      if (isSomebody(owner) && (start == 0 || isKnown(owner))) {
        sink.found(start, apostrophe);
      }
      return;
    }
    String owner = text.substring(start, end);
    if (NAMED_ALONE.contains(word) && isSomebody(owner) && isKnown(owner)) {
      sink.found(start, end);
    }
  }

  /** A word behind "of" in some language, within a few words; or one in brackets. */
  private static void behind(String text, int from, Sink sink) {
    int limit = Math.min(text.length(), from + REACH);
    String previous = "";
    int at = from;
    while (at < limit) {
      if (!isLetter(text, at)) {
        at++;
        continue;
      }
      int start = at;
      while (isLetter(text, at)) {
        at++;
      }
      String word = text.substring(start, at);
      boolean isOwned = OF.contains(previous) || (text.charAt(start - 1) == '(' && isKnown(word));
      if (isOwned && isSomebody(word) && (at == text.length() || isKnown(word))) {
        sink.found(start, at);
        return;
      }
      previous = word.toLowerCase(Locale.ROOT);
    }
  }

  private static boolean isSomebody(String word) {
    return word.length() > 1
        && Character.isUpperCase(word.charAt(0))
        && !NOBODY.contains(word.toLowerCase(Locale.ROOT));
  }

  /** A name of a list, as it is or in the genitive that has no apostrophe. */
  private static boolean isKnown(String word) {
    PersonNames names = PersonNames.shipped();
    return names.isGiven(word)
        || names.isFamily(word)
        || (word.endsWith("s") && names.isGiven(word.substring(0, word.length() - 1)));
  }

  private static boolean isApostrophe(char c) {
    return c == '\'' || c == '\u2019';
  }

  private static boolean isLetter(String text, int at) {
    return at >= 0 && at < text.length() && Letters.is(text.charAt(at));
  }
}
