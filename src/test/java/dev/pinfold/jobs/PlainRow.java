// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a KPI counts: an event, or an endpoint on the day of its creation. In Pinpoint's own words.
 *
 * @param day UTC
 * @param millis since 1970; of an endpoint, its creation
 * @param endpoint its ID; null where there is none
 * @param event missing for an endpoint
 * @param state the newest record of the endpoint; missing where no export holds it
 */
record PlainRow(
    LocalDate day, long millis, String endpoint, String person, JsonNode event, JsonNode state) {
  private static final Set<String> NO_PUSH = Set.of("EMAIL", "SMS", "VOICE", "CUSTOM", "IN_APP");

  private static final Map<String, String> ALPHA_2 =
      Arrays.stream(Locale.getISOCountries())
          .collect(
              Collectors.toMap(
                  code -> new Locale.Builder().setRegion(code).build().getISO3Country(),
                  code -> code));

  String type() {
    return event.path("event_type").asText("");
  }

  String attribute(String name) {
    return text(event.path("attributes").path(name));
  }

  double metric(String name) {
    return event.path("metrics").path(name).asDouble(0);
  }

  /** The value of a metric, or another where the event has none. */
  double metric(String name, double other) {
    return event.path("metrics").path(name).isNumber() ? metric(name) : other;
  }

  boolean isOfCampaign() {
    return attribute("campaign_id") != null;
  }

  boolean isOfJourney() {
    return attribute("journey_id") != null;
  }

  boolean isTransactional() {
    return !isOfCampaign() && !isOfJourney();
  }

  boolean isPush() {
    String channel = attribute("delivery_type");
    return type().equals("_campaign.send") && channel != null && !NO_PUSH.contains(channel);
  }

  boolean isPushDelivered() {
    return isPush() && "SUCCESS".equals(attribute("campaign_send_status"));
  }

  boolean isSmsReceipt() {
    return type().equals("_SMS.SUCCESS") || type().equals("_SMS.FAILURE");
  }

  /**
   * The mail that the event is about, by the ID that Pinpoint gave it; null where it tells none.
   */
  String mail() {
    return text(event.at("/facets/email_channel/mail_event/mail/message_id"));
  }

  /** Its value in a group of kpis.yaml; null where the group does not sort it. */
  String group(String name) {
    return switch (name) {
      case "campaign" -> attribute("campaign_id");
      case "treatment" -> within(attribute("campaign_id"), attribute("treatment_id"));
      case "campaign_activity" -> attribute("campaign_activity_id");
      case "journey" -> attribute("journey_id");
      case "journey_activity" -> within(attribute("journey_id"), attribute("journey_activity_id"));
      case "currency" -> attribute("_currency");
      case "record_status" -> attribute("record_status");
      case "country" ->
          alpha2(firstOf(attribute("iso_country_code"), text(state.at("/Location/Country"))));
      case "channel_type" -> text(state.path("ChannelType"));
      case "platform" -> platform(own("/device/platform/name", "/Demographic/Platform"));
      case "app_version" -> own("/application/version_name", "/Demographic/AppVersion");
      case "age_band" -> ageBand(state.at("/Metrics/Age"));
      case "gender" -> text(state.at("/User/UserAttributes/gender/0"));
      default -> throw new IllegalArgumentException("no group " + name);
    };
  }

  /** Phones say what they are in more than one way. */
  private static String platform(String name) {
    return name == null ? null : name.toLowerCase(Locale.ROOT).replace("iphone os", "ios");
  }

  /** What the event itself tells, or else its endpoint. */
  private String own(String ofEvent, String ofEndpoint) {
    return firstOf(text(event.at(ofEvent)), text(state.at(ofEndpoint)));
  }

  /** What the shipped policy makes of an age: bands of ten years, with ends of their own. */
  private static String ageBand(JsonNode age) {
    if (!age.isNumber()) {
      return null;
    }
    int years = (int) Math.floor(age.asDouble());
    if (years < 18) {
      return "under 18";
    }
    if (years >= 90) {
      return "90 and over";
    }
    int decade = years / 10 * 10;
    return years < 20 ? "18-19" : decade + "-" + (decade + 9);
  }

  /** ISO 3166: of a code of three letters that of two. */
  private static String alpha2(String country) {
    return country == null ? null : ALPHA_2.getOrDefault(country, country);
  }

  private static String within(String parent, String value) {
    return parent == null || value == null ? null : parent + "/" + value;
  }

  private static String firstOf(String one, String other) {
    return one == null ? other : one;
  }

  /** A text; null where there is none. */
  static String text(JsonNode value) {
    return value.isTextual() && !value.asText().isBlank() ? value.asText() : null;
  }
}
