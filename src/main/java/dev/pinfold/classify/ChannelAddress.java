// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import java.util.Map;

/** What an endpoint's address is, by the channel that the endpoint names beside it. */
final class ChannelAddress {
  private static final String ADDRESS = "Address";
  private static final String CHANNEL = "ChannelType";

  /** A channel that is not here says nothing. */
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("EMAIL", "EMAIL_ADDRESS"),
          Map.entry("SMS", "PHONE_NUMBER"),
          Map.entry("VOICE", "PHONE_NUMBER"),
          Map.entry("APNS", "APNS_TOKEN"),
          Map.entry("APNS_SANDBOX", "APNS_TOKEN"),
          Map.entry("APNS_VOIP", "APNS_TOKEN"),
          Map.entry("APNS_VOIP_SANDBOX", "APNS_TOKEN"),
          Map.entry("GCM", "FCM_TOKEN"),
          Map.entry("ADM", "ADM_TOKEN"),
          Map.entry("BAIDU", "BAIDU_TOKEN"),
          Map.entry("CUSTOM", "URL"));

  private ChannelAddress() {}

  /** Whether a field of this name is one that a channel tells of. */
  static boolean isOne(String name) {
    return name.equals(ADDRESS);
  }

  /** The name of the type that an object's own address has, or null where it does not tell. */
  static String typeName(JsonTape tape, int object) {
    int end = tape.next(object);
    for (int value = object + 1; value < end; value = tape.next(value)) {
      if (tape.kind(value) == Kind.STRING && CHANNEL.equals(tape.name(value))) {
        return TYPES.get(tape.text(value));
      }
    }
    return null;
  }
}
