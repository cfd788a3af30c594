// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** One endpoint of a person, as Pinpoint exports it. Made from the seed and its number alone. */
final class Endpoint {
  static final String APPLICATION = "0123456789abcdef0123456789abcdef";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Instant FIRST_CREATED = Instant.parse("2025-06-01T00:00:00Z");
  private static final String[] COLOURS = {"red", "blue", "green", "black"};
  private static final String[] INTERESTS = {"hiking", "jazz", "cooking", "chess", "cycling"};

  private final int number;
  private final Person person;
  private final String channel;
  private final String id;
  private final String address;
  private final Instant created;
  private final String optOut;
  private final String status;
  private final long attributeSeed;

  Endpoint(int number, Person person, long seed) {
    Random random = new Random(seed * 7_000_003 + number);
    this.number = number;
    this.person = person;
    this.channel = channel(random);
    this.id = new UUID(random.nextLong(), random.nextLong()).toString();
    this.address = address(random);
    this.created =
        FIRST_CREATED.plus(random.nextInt(480 * 24 * 60), ChronoUnit.MINUTES).plusMillis(120);
    this.optOut = random.nextInt(20) == 0 ? "ALL" : "NONE";
    this.status = random.nextInt(25) == 0 ? "INACTIVE" : "ACTIVE";
    this.attributeSeed = random.nextLong();
  }

  private static String channel(Random random) {
    int choice = random.nextInt(10);
    if (choice < 4) {
      return "EMAIL";
    }
    return choice < 6 ? "SMS" : choice < 8 ? "GCM" : "APNS";
  }

  private String address(Random random) {
    return switch (channel) {
      case "EMAIL" -> person.email();
      case "SMS" -> person.phone();
      case "APNS" -> hex(random, 64);
      default -> letters(random, 22) + ":APA91" + letters(random, 134);
    };
  }

  Person person() {
    return person;
  }

  String id() {
    return id;
  }

  String channel() {
    return channel;
  }

  String address() {
    return address;
  }

  String optOut() {
    return optOut;
  }

  Instant created() {
    return created;
  }

  /** The country as the record writes it: some in three letters. */
  String country() {
    return number % 9 == 0 ? person.place().alpha3() : person.place().alpha2();
  }

  /** The record, of a version: 0 the first, more for later exports of the same endpoint. */
  ObjectNode json(int version) {
    ObjectNode json = NODES.objectNode();
    json.put("Id", id);
    json.put("ApplicationId", APPLICATION);
    json.put("Address", address);
    json.put("ChannelType", channel);
    addCommon(json, version);
    json.put("CohortId", Integer.toString(number % 100));
    json.put("CreationDate", created.toString());
    json.put("RequestId", new UUID(attributeSeed, number).toString());
    return json;
  }

  /** The endpoint as it stands, escaped, inside an event. */
  ObjectNode inEvent() {
    ObjectNode json = NODES.objectNode();
    json.put("ChannelType", channel);
    json.put("Address", address);
    addCommon(json, 0);
    return json;
  }

  private void addCommon(ObjectNode json, int version) {
    Random random = new Random(attributeSeed);
    Place place = person.place();
    json.put("EndpointStatus", status);
    json.put("OptOut", optOut);
    json.put("EffectiveDate", created.plus(10L + version, ChronoUnit.DAYS).toString());
    boolean isApple = channel.equals("APNS");
    ObjectNode demographic = json.putObject("Demographic");
    demographic.put("AppVersion", "4." + random.nextInt(3) + "." + random.nextInt(2));
    demographic.put("Locale", place.locale().toString());
    demographic.put("Make", isApple ? "Apple" : random.nextBoolean() ? "Samsung" : "Google");
    demographic.put(
        "Model", isApple ? "iPhone 17" : random.nextBoolean() ? "Galaxy S9" : "Pixel 9");
    demographic.put("ModelVersion", Integer.toString(1 + random.nextInt(3)));
    demographic.put("Platform", isApple ? "iOS" : "Android");
    demographic.put("PlatformVersion", Integer.toString(14 + random.nextInt(4)));
    demographic.put("Timezone", place.timezone());
    ObjectNode location = json.putObject("Location");
    location.put("City", person.city().name());
    location.put("Country", country());
    location.put("PostalCode", person.postalCode());
    location.put("Region", person.city().region());
    location.put("Latitude", round(person.city().latitude() + random.nextInt(1000) / 20000.0));
    location.put("Longitude", round(person.city().longitude() + random.nextInt(1000) / 20000.0));
    ObjectNode user = json.putObject("User");
    user.put("UserId", person.userId());
    addUserAttributes(user.putObject("UserAttributes"), random);
    addAttributes(json.putObject("Attributes"), random);
    ObjectNode metrics = json.putObject("Metrics");
    metrics.put("visits", (double) random.nextInt(60));
    metrics.put("ltv", random.nextInt(100_000) / 100.0);
    metrics.put("Age", 2026.0 - Integer.parseInt(person.birthDate().substring(0, 4)));
  }

  private void addUserAttributes(ObjectNode attributes, Random random) {
    Place.Names names = person.place().names();
    list(attributes, names.given(), person.given());
    list(attributes, names.family(), person.family());
    list(attributes, names.birth(), person.birthDate());
    list(attributes, "gender", person.gender());
    list(attributes, "segment", random.nextBoolean() ? "gold" : "silver");
    if (number % 3 == 0) {
      list(attributes, "home_address", person.street());
      list(attributes, "card_number", person.card());
      list(attributes, "iban", person.iban());
    }
    if (number % 97 == 0) {
      list(attributes, "password", password());
    }
    if (number % 101 == 0) {
      list(attributes, "api_key", accessKey());
    }
  }

  /** What must not be left anywhere, not even encrypted. */
  List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    if (number % 97 == 0) {
      secrets.add(password());
    }
    if (number % 101 == 0) {
      secrets.add(accessKey());
    }
    return secrets;
  }

  private String password() {
    return "Tr0ub4dor&" + number;
  }

  private String accessKey() {
    return "AKIA" + base32(new Random(attributeSeed * 31 + number), 16);
  }

  private static String base32(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(random.nextInt(32)));
    }
    return text.toString();
  }

  private void addAttributes(ObjectNode attributes, Random random) {
    Place.Names names = person.place().names();
    list(attributes, "plan", person.plan());
    list(attributes, "interests", INTERESTS[number % 5], INTERESTS[(number + 2) % 5]);
    list(attributes, names.phone(), person.phone());
    list(attributes, names.mail(), person.email());
    list(attributes, names.note(), note(random));
    list(attributes, "color", COLOURS[random.nextInt(4)]);
    list(attributes, "favourite_colour", person.email());
    list(attributes, "phone_model", "Galaxy S9");
    list(attributes, "app_build", "10.2.3." + random.nextInt(5));
    list(attributes, "order_ref", orderNumber(random));
    list(
        attributes,
        "last_seen_ms",
        Long.toString(1_787_150_000_000L + random.nextInt(1_000_000_000)));
    list(attributes, "sku", "SKU-" + (1000 + random.nextInt(9000)));
    list(attributes, "device_uuid_hash", hex(random, 40));
    if (number % 211 == 0) {
      list(attributes, person.email(), "vip");
    }
  }

  /** Mostly prose of no one; in some, a phone number, an e-mail address or the person's name. */
  private String note(Random random) {
    int kind = random.nextInt(60);
    if (kind == 0) {
      return "asked us to call back, mobile " + person.phone();
    }
    if (kind == 1) {
      return "prefers mail to " + person.email() + " over anything else";
    }
    if (kind == 2) {
      return "spoke with " + person.fullName() + " about the last delivery";
    }
    return "likes the "
        + COLOURS[random.nextInt(4)]
        + " one, came "
        + (1 + random.nextInt(9))
        + " times, no complaints so far";
  }

  /** Sixteen digits whose check digit is wrong. */
  private static String orderNumber(Random random) {
    String body = People.digits("77##############", random);
    return People.luhn(body)
        ? body.substring(0, 15) + (char) ('0' + (body.charAt(15) - '0' + 1) % 10)
        : body;
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private static void list(ObjectNode attributes, String name, String... values) {
    ArrayNode list = attributes.putArray(name);
    for (String value : values) {
      list.add(value);
    }
  }

  static String hex(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append("0123456789abcdef".charAt(random.nextInt(16)));
    }
    return text.toString();
  }

  static String letters(Random random, int length) {
    String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(62)));
    }
    return text.toString();
  }
}
