// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Looks for any of many values in bytes: as they are, lower-cased, URL-encoded and in base64 at
 * each alignment. Values of less than six bytes are not looked for: they stand in any file by
 * chance.
 */
final class RawValueSearch {
  private static final int KEY = 6;

  private record Needle(byte[] bytes, String form, String value) {}

  private final Map<Long, List<Needle>> needles = new HashMap<>();
  private int count;

  RawValueSearch(Collection<String> values) {
    for (String value : new LinkedHashSet<>(values)) {
      add(value, "plain", value);
      add(value.toLowerCase(Locale.ROOT), "lower case", value);
      add(URLEncoder.encode(value, StandardCharsets.UTF_8), "URL-encoded", value);
      for (int lead = 0; lead < 3; lead++) {
        add(base64(value, lead), "base64", value);
      }
    }
  }

  /** What a value looks like behind so many other bytes, less the characters they share. */
  private static String base64(String value, int lead) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    byte[] shifted = new byte[lead + bytes.length];
    System.arraycopy(bytes, 0, shifted, lead, bytes.length);
    String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
    int from = lead == 0 ? 0 : lead + 1;
    int to = text.length() - (shifted.length % 3 == 0 ? 0 : 1);
    return text.substring(Math.min(from, to), to);
  }

  int size() {
    return count;
  }

  private void add(String text, String form, String value) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length >= KEY && text.length() >= 5) {
      needles
          .computeIfAbsent(key(bytes, 0), key -> new ArrayList<>(1))
          .add(new Needle(bytes, form, value));
      count++;
    }
  }

  private static long key(byte[] bytes, int at) {
    long key = 0;
    for (int i = 0; i < KEY; i++) {
      key = key << 8 | (bytes[at + i] & 0xff);
    }
    return key;
  }

  /** What was found where; empty where nothing was. */
  Set<String> in(String place, byte[] bytes) {
    Set<String> found = new LinkedHashSet<>();
    for (int at = 0; at + KEY <= bytes.length && found.size() < 20; at++) {
      for (Needle needle : needles.getOrDefault(key(bytes, at), List.of())) {
        int end = at + needle.bytes.length;
        if (end <= bytes.length
            && Arrays.equals(bytes, at, end, needle.bytes, 0, needle.bytes.length)) {
          found.add(place + ": " + needle.value + " (" + needle.form + ")");
        }
      }
    }
    return found;
  }

  Set<String> inFile(Path file) throws IOException {
    Set<String> found = in(file.toString(), Files.readAllBytes(file));
    found.addAll(in("name of " + file, file.toString().getBytes(StandardCharsets.UTF_8)));
    return found;
  }
}
