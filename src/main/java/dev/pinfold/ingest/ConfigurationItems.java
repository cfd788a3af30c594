// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a configuration document holds: the items inside the wrappers that Amazon Pinpoint's API
 * puts around responses and request bodies (names from its service model, 2016-12-01).
 */
final class ConfigurationItems {
  private static final Pattern WRAPPER =
      Pattern.compile(
          "(?:Write|Create|Update|List|Get)?(\\w+?)(?:Response|Request|Resource|Model)");
  private static final Pattern CAMEL = Pattern.compile("([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])");

  /** Kinds whose name is not the wrapper's stem in the plural. */
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("Application", "apps"),
          Map.entry("Applications", "apps"),
          Map.entry("Channel", "channels"),
          Map.entry("Campaign", "campaigns"),
          Map.entry("Journey", "journeys"),
          Map.entry("Segment", "segments"),
          Map.entry("Template", "templates"),
          Map.entry("ImportJob", "import_jobs"),
          Map.entry("ExportJob", "export_jobs"),
          Map.entry("EventStream", "event_stream"),
          Map.entry("ApplicationSettings", "settings"),
          Map.entry("RecommenderConfiguration", "recommenders"),
          Map.entry("RecommenderConfigurations", "recommenders"));

  /**
   * One record to be.
   *
   * @param kind the field it becomes, such as {@code campaigns}
   * @param value the item on the document's tape, or -1 for a response without items
   * @param channel the channel that only the wrapper names, or null
   * @param siblings what the response says beside its items
   */
  record Item(String kind, int value, String channel, List<Integer> siblings) {}

  private ConfigurationItems() {}

  /** The items of a document; a bare body without wrapper is one item of the kind "documents". */
  static List<Item> of(JsonTape document) {
    List<Item> items = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    List<Integer> wrappers = new ArrayList<>();
    for (int field = 1; field < document.size(); field = document.next(field)) {
      boolean wrapper = stem(document.name(field)) != null && mayWrap(document, field);
      (wrapper ? wrappers : others).add(field);
    }
    for (int wrapper : wrappers) {
      addItems(document, wrapper, others, items);
    }
    if (wrappers.isEmpty()) {
      items.add(new Item("documents", 0, null, List.of()));
    }
    return items;
  }

  private static boolean mayWrap(JsonTape document, int field) {
    return document.kind(field) != JsonTape.Kind.NUMBER
        && document.kind(field) != JsonTape.Kind.BOOLEAN
        && (document.kind(field) != JsonTape.Kind.STRING);
  }

  private static void addItems(
      JsonTape document, int wrapper, List<Integer> others, List<Item> items) {
    String stem = stem(document.name(wrapper));
    String kind = kind(stem);
    List<Integer> siblings = new ArrayList<>(others);
    int list = document.kind(wrapper) == JsonTape.Kind.ARRAY ? wrapper : -1;
    int channels = -1;
    if (document.kind(wrapper) == JsonTape.Kind.OBJECT) {
      for (int field = wrapper + 1; field < document.next(wrapper); field = document.next(field)) {
        String name = document.name(field);
        if (name.equals("Item") && document.kind(field) == JsonTape.Kind.ARRAY) {
          list = field;
        } else if (stem.equals("Channels")
            && name.equals("Channels")
            && document.kind(field) == JsonTape.Kind.OBJECT) {
          channels = field;
        } else {
          siblings.add(field);
        }
      }
    }
    int group = list >= 0 ? list : channels;
    if (group < 0) {
      items.add(new Item(kind, wrapper, channel(stem), List.copyOf(others)));
      return;
    }
    int before = items.size();
    for (int item = group + 1; item < document.next(group); item = document.next(item)) {
      String channel = group == channels ? document.name(item) : channel(stem);
      items.add(new Item(kind, item, channel, List.copyOf(siblings)));
    }
    if (items.size() == before && !siblings.isEmpty()) {
      items.add(new Item(kind, -1, null, List.copyOf(siblings)));
    }
  }

  /** The part of a wrapper's name that says what is in it, or null where it is no wrapper. */
  private static String stem(String name) {
    if (name.equals("EventStream")) {
      return name;
    }
    Matcher matcher = WRAPPER.matcher(name);
    return matcher.matches() && Character.isUpperCase(name.charAt(0)) ? matcher.group(1) : null;
  }

  private static String kind(String stem) {
    if (stem.equals("Template") || stem.endsWith("Template") || stem.equals("Templates")) {
      return "templates";
    }
    if (stem.endsWith("Channel") || stem.equals("Channels")) {
      return "channels";
    }
    String kind = KINDS.get(stem);
    return kind != null ? kind : snakeCase(stem);
  }

  /** {@code APNSVoipSandboxChannel} is {@code APNS_VOIP_SANDBOX}; null for what is no channel. */
  private static String channel(String stem) {
    if (!stem.endsWith("Channel") || stem.equals("Channel")) {
      return null;
    }
    String name = stem.substring(0, stem.length() - "Channel".length());
    return name.replace("Voip", "_VOIP").replace("Sandbox", "_SANDBOX").toUpperCase(Locale.ROOT);
  }

  private static String snakeCase(String stem) {
    return CAMEL.matcher(stem).replaceAll("$1$3_$2$4").toLowerCase(Locale.ROOT);
  }
}
