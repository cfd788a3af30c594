// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * KPIs once more, in plain Java and from Pinpoint's own words for them, over the records of the
 * protected tables as JSON.
 */
final class PlainKpis {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> MESSAGE_FAMILIES =
      List.of("_email.", "_SMS.", "_campaign.", "_journey.", "_inapp.", "_push.", "_voice.");
  private static final Set<String> NO_PUSH = Set.of("EMAIL", "SMS", "VOICE", "CUSTOM", "IN_APP");

  private static final String OWN_USER = "/client_context/custom/endpoint/User/UserId";

  /** What a figure adds up. */
  private record Measure(Predicate<Event> where, ToDoubleFunction<Event> weight) {
    static Measure count(Predicate<Event> where) {
      return new Measure(where, event -> 1);
    }

    static Measure sum(Predicate<Event> where, ToDoubleFunction<Event> weight) {
      return new Measure(where, weight);
    }
  }

  /** An event once, whatever the number of its deliveries. */
  private record Event(LocalDate day, String type, String endpoint, String person, JsonNode json) {
    long millis() {
      return json.get("event_timestamp").asLong();
    }

    String attribute(String name) {
      JsonNode value = json.path("attributes").path(name);
      return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    double metric(String name) {
      return json.path("metrics").path(name).asDouble(0);
    }

    boolean isOfCampaign() {
      return attribute("campaign_id") != null;
    }

    /** The mail that an event is about; an event of none stands for itself. */
    String mail() {
      JsonNode id = json.at("/facets/email_channel/mail_event/mail/message_id");
      return id.isTextual() ? endpoint + " " + id.asText() : json.toString();
    }

    /** The run of a campaign that sent a notification; an event of none stands for itself. */
    String run() {
      String run = attribute("campaign_activity_id");
      return run == null ? json.toString() : endpoint + " " + run;
    }

    boolean isTransactional() {
      return attribute("campaign_id") == null && attribute("journey_id") == null;
    }

    boolean isPush() {
      String channel = attribute("delivery_type");
      return type.equals("_campaign.send") && channel != null && !NO_PUSH.contains(channel);
    }

    boolean isDelivered() {
      return type.equals("_email.delivered")
          || type.equals("_SMS.SUCCESS")
          || (isPush() && "SUCCESS".equals(attribute("campaign_send_status")));
    }
  }

  /** A row of the table: numerator and denominator. */
  record Figures(double numerator, Double denominator) {}

  private final Map<String, Figures> rows = new TreeMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<String> pairs = new HashSet<>();
  private final Collection<Event> events;

  /**
   * @param events the protected records as JSON texts
   * @param endpoints the protected records as JSON texts
   */
  PlainKpis(List<String> events, List<String> endpoints) throws Exception {
    Map<String, JsonNode> newest = newest(endpoints);
    Map<String, String> byAddress = new HashMap<>();
    newest.forEach(
        (id, json) -> {
          if (json.hasNonNull("Address")) {
            byAddress.merge(
                json.get("Address").asText(), id, (a, b) -> a.compareTo(b) <= 0 ? a : b);
          }
        });
    Map<String, Event> once = new LinkedHashMap<>();
    List<ObjectNode> all = new ArrayList<>();
    Map<String, String> told = new HashMap<>();
    for (String text : events) {
      ObjectNode json = (ObjectNode) MAPPER.readTree(text);
      all.add(json);
      JsonNode user = json.at(OWN_USER);
      String endpoint = endpoint(json, newest, byAddress);
      if (user.isTextual() && endpoint != null) {
        told.merge(endpoint, user.asText(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    }
    for (ObjectNode json : all) {
      json.remove(List.of("_file", "_position", "_run_id", "_other", "arrival_timestamp"));
      if (json.hasNonNull("event_timestamp")) {
        once.putIfAbsent(
            json.toString(), event(json, endpoint(json, newest, byAddress), newest, told));
      }
    }
    this.events = once.values();
    compute();
  }

  /** By {@code kpi | date | group | value}. */
  Map<String, Figures> rows() {
    return rows;
  }

  /** Whether a KPI is computed here for a group, by the attribute that it sorts by. */
  boolean computes(String kpi, String group) {
    return pairs.contains(kpi + "/" + group);
  }

  /** The KPIs that are computed here. */
  Set<String> names() {
    return names;
  }

  static Map<String, JsonNode> newest(List<String> endpoints) throws Exception {
    Map<String, JsonNode> newest = new HashMap<>();
    for (String text : endpoints) {
      JsonNode json = MAPPER.readTree(text);
      if (json.hasNonNull("Id")) {
        newest.merge(json.get("Id").asText(), json, (a, b) -> order(a) >= order(b) ? a : b);
      }
    }
    return newest;
  }

  private static double order(JsonNode endpoint) {
    String date = endpoint.path("EffectiveDate").asText("");
    return date.isEmpty() ? 0 : Instant.parse(date).toEpochMilli();
  }

  /** The client; where it is no endpoint, a direct send is of the address that it went to. */
  private static String endpoint(
      JsonNode json, Map<String, JsonNode> endpoints, Map<String, String> byAddress) {
    String client = json.path("client").path("client_id").asText(null);
    JsonNode attributes = json.path("attributes");
    JsonNode mail = json.at("/facets/email_channel/mail_event/mail/destination/0");
    String to = mail.asText(attributes.path("destination_phone_number").asText(null));
    boolean isDirect =
        !attributes.hasNonNull("campaign_id") && !attributes.hasNonNull("journey_id");
    if (to == null || !isDirect || (client != null && endpoints.containsKey(client))) {
      return client;
    }
    return byAddress.getOrDefault(to, to);
  }

  private static Event event(
      JsonNode json, String endpoint, Map<String, JsonNode> endpoints, Map<String, String> told) {
    long millis = json.get("event_timestamp").asLong();
    String user = null;
    if (endpoint != null && endpoints.containsKey(endpoint)) {
      user = endpoints.get(endpoint).path("User").path("UserId").asText(null);
    }
    if (user == null) {
      user =
          endpoint == null ? json.at(OWN_USER).asText(null) : told.getOrDefault(endpoint, endpoint);
    }
    return new Event(
        Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate(),
        json.path("event_type").asText(""),
        endpoint,
        user == null ? "(unknown)" : user,
        json);
  }

  private static Predicate<Event> type(String... types) {
    return event -> List.of(types).contains(event.type());
  }

  private static Predicate<Event> transactional(String... types) {
    return type(types).and(Event::isTransactional);
  }

  private static Predicate<Event> ofCampaign(String... types) {
    return type(types).and(Event::isOfCampaign);
  }

  private static Predicate<Event> ofJourney(String... types) {
    return type(types).and(event -> event.attribute("journey_id") != null);
  }

  private static Predicate<Event> message() {
    return type("_email.send", "_SMS.SUCCESS", "_SMS.FAILURE").or(Event::isPush);
  }

  /** Whether an open is the first one of its mail by its endpoint. */
  private Predicate<Event> firstOpen() {
    return first("_email.open", Event::mail);
  }

  private Predicate<Event> first(String type, Function<Event, String> message) {
    Map<String, Event> first = new HashMap<>();
    events.stream()
        .filter(type(type))
        .forEach(open -> first.merge(message.apply(open), open, PlainKpis::earlier));
    Set<Event> opens = Collections.newSetFromMap(new IdentityHashMap<>());
    opens.addAll(first.values());
    return opens::contains;
  }

  private static Event earlier(Event one, Event other) {
    return other.millis() < one.millis() ? other : one;
  }

  /** What was sent, less what came back. */
  private void sentMinus(
      String kpi, Predicate<Event> sent, Predicate<Event> failed, String... groups) {
    Measure measure = Measure.sum(sent.or(failed), event -> sent.test(event) ? 1 : -1);
    add(kpi, measure, null, Event::day, groups);
  }

  private void compute() {
    Predicate<Event> active =
        event -> MESSAGE_FAMILIES.stream().noneMatch(event.type()::startsWith);
    distinct("daily-active-users", active, Event::person, Event::day);
    distinct("monthly-active-users", active, Event::person, e -> e.day().withDayOfMonth(1));
    distinct("daily-active-endpoints", active, Event::endpoint, Event::day);
    distinct(
        "weekly-active-users",
        active,
        Event::person,
        e -> e.day().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    cohorts(active);
    funnel();
    distinct(
        "unique-deliveries",
        event -> event.isDelivered() && event.isOfCampaign(),
        Event::endpoint,
        Event::day,
        "campaign_id");
    count("sessions", type("_session.start"));
    count("emails-sent", type("_email.send"), "campaign_id", "journey_id");
    count("emails-hard-bounced", type("_email.hardbounce"), "campaign_id");
    count("emails-soft-bounced", type("_email.softbounce"), "campaign_id");
    count("emails-with-complaints", type("_email.complaint"), "campaign_id");
    count("sms-sent", type("_SMS.SUCCESS", "_SMS.FAILURE"), "campaign_id", "iso_country_code");
    count("push-sent", Event::isPush, "campaign_id");
    Predicate<Event> opened = firstOpen();
    Predicate<Event> pushOpened = first("_campaign.opened_notification", Event::run);
    count("direct-push-opens", pushOpened, "campaign_id");
    rate(
        "push-open-rate",
        pushOpened,
        event -> event.isPush() && "SUCCESS".equals(event.attribute("campaign_send_status")),
        "campaign_id");
    count("emails-opened", opened, "campaign_id");
    count("direct-email-opens", opened.and(Event::isOfCampaign), "campaign_id");
    count("txn-emails-opened", opened.and(Event::isTransactional));
    count("journey-emails-opened", opened.and(ofJourney("_email.open")), "journey_id");
    sentMinus(
        "journey-emails-delivered",
        ofJourney("_email.send"),
        ofJourney("_email.softbounce", "_email.hardbounce", "_email.rejected"),
        "journey_id");
    sentMinus(
        "successful-deliveries",
        message().and(Event::isOfCampaign),
        ofCampaign("_email.hardbounce"),
        "campaign_id");
    count("txn-sms-error-distribution", transactional("_SMS.FAILURE"), "record_status");
    add(
        "sms-spend",
        Measure.sum(
            ofCampaign("_SMS.SUCCESS", "_SMS.FAILURE"),
            event -> event.metric("price_in_millicents_usd")),
        null,
        Event::day,
        "campaign_id");
    count("journey-emails-sent", ofJourney("_email.send"), "journey_id");
    count("txn-emails-sent", transactional("_email.send"));
    count("txn-sms-delivered", transactional("_SMS.SUCCESS"), "iso_country_code");
    count("purchases", type("_monetization.purchase"), "_currency");
    rate("email-delivery-rate", type("_email.delivered"), type("_email.send"), "campaign_id");
    rate(
        "email-open-rate",
        opened.and(Event::isOfCampaign),
        ofCampaign("_email.delivered"),
        "campaign_id");
    rate("email-click-rate", type("_email.click"), type("_email.delivered"), "campaign_id");
    rate(
        "hard-bounce-rate",
        ofCampaign("_email.hardbounce"),
        ofCampaign("_email.send"),
        "campaign_id");
    rate(
        "successful-delivery-rate",
        event -> event.isDelivered() && event.isOfCampaign(),
        message().and(Event::isOfCampaign),
        "campaign_id");
    rate(
        "txn-emails-complaint-rate",
        transactional("_email.complaint"),
        transactional("_email.send"));
    add(
        "txn-sms-average-price",
        Measure.sum(
            transactional("_SMS.SUCCESS", "_SMS.FAILURE"),
            event -> event.metric("price_in_millicents_usd")),
        Measure.count(transactional("_SMS.SUCCESS", "_SMS.FAILURE")),
        Event::day,
        "iso_country_code");
    add(
        "revenue",
        Measure.sum(
            type("_monetization.purchase"),
            event ->
                event.metric("_item_price")
                    * (event.json().at("/metrics/_quantity").isNumber()
                        ? event.metric("_quantity")
                        : 1)),
        null,
        Event::day,
        "_currency");
    withoutSumsOfCurrencies("revenue");
    sentMinus(
        "txn-emails-delivered",
        transactional("_email.send"),
        transactional("_email.softbounce", "_email.hardbounce", "_email.rejected"));
  }

  /** Takes out the totals of days with more than one currency: they have none. */
  private void withoutSumsOfCurrencies(String kpi) {
    Map<String, Long> currencies = new HashMap<>();
    for (String row : rows.keySet()) {
      if (row.startsWith(kpi + " | ") && row.contains(" | _currency | ")) {
        currencies.merge(row.substring(0, row.indexOf(" | _currency | ")), 1L, Long::sum);
      }
    }
    currencies.forEach(
        (day, number) -> {
          if (number > 1) {
            rows.remove(day + " |  | ");
          }
        });
  }

  /** First days, returning people and retention, each by its definition. */
  private void cohorts(Predicate<Event> active) {
    Map<String, Set<LocalDate>> days = new TreeMap<>();
    events.stream()
        .filter(active)
        .forEach(
            event -> days.computeIfAbsent(event.person(), p -> new TreeSet<>()).add(event.day()));
    for (Set<LocalDate> ofPerson : days.values()) {
      LocalDate first = ofPerson.iterator().next();
      person("first-time-users", first, true, null);
      for (LocalDate day : ofPerson) {
        if (!day.equals(first)) {
          person("returning-users", day, true, null);
        }
      }
      for (int n : new int[] {1, 7, 30}) {
        person("retention-day-" + n, first, ofPerson.contains(first.plusDays(n)), true);
      }
      boolean within =
          ofPerson.stream().anyMatch(day -> day.isAfter(first) && !day.isAfter(first.plusDays(7)));
      person("retention-within-7-days", first, within, true);
    }
  }

  /** A session, and a purchase within seven days of the person's first one. */
  private void funnel() {
    Map<String, List<Event>> sorted = new TreeMap<>();
    events.forEach(
        event -> sorted.computeIfAbsent(event.person(), p -> new ArrayList<>()).add(event));
    for (List<Event> ofPerson : sorted.values()) {
      ofPerson.sort(Comparator.comparingLong(Event::millis));
      Event entered = null;
      boolean bought = false;
      for (Event event : ofPerson) {
        if (entered == null && event.type().equals("_session.start")) {
          entered = event;
        } else if (entered != null && event.type().equals("_monetization.purchase")) {
          bought |= event.millis() - entered.millis() <= 7 * 86_400_000L;
        }
      }
      if (entered != null) {
        person("purchase-funnel-session", entered.day(), true, true);
        person("purchase-funnel-purchase", entered.day(), bought, true);
      }
    }
  }

  private void person(String kpi, LocalDate day, boolean above, Boolean below) {
    names.add(kpi);
    pairs.add(kpi + "/");
    rows.merge(
        kpi + " | " + day + " |  | ",
        new Figures(above ? 1 : 0, below == null ? null : 1.0),
        (a, b) ->
            new Figures(
                a.numerator() + b.numerator(),
                a.denominator() == null ? null : a.denominator() + b.denominator()));
  }

  private void count(String kpi, Predicate<Event> where, String... groups) {
    add(kpi, Measure.count(where), null, Event::day, groups);
  }

  private void rate(String kpi, Predicate<Event> above, Predicate<Event> below, String... groups) {
    add(kpi, Measure.count(above), Measure.count(below), Event::day, groups);
  }

  private void add(
      String kpi, Measure above, Measure below, Function<Event, LocalDate> date, String... groups) {
    names.add(kpi);
    Map<String, double[]> sums = new HashMap<>();
    for (Event event : events) {
      boolean isAbove = above.where().test(event);
      boolean isBelow = below != null && below.where().test(event);
      if (isAbove || isBelow) {
        for (String row : keys(kpi, event, date, groups)) {
          double[] sum = sums.computeIfAbsent(row, key -> new double[2]);
          sum[0] += isAbove ? above.weight().applyAsDouble(event) : 0;
          sum[1] += isBelow ? below.weight().applyAsDouble(event) : 0;
        }
      }
    }
    sums.forEach((row, sum) -> rows.put(row, new Figures(sum[0], below == null ? null : sum[1])));
  }

  private void distinct(
      String kpi,
      Predicate<Event> where,
      Function<Event, String> who,
      Function<Event, LocalDate> date,
      String... groups) {
    names.add(kpi);
    Map<String, Set<String>> seen = new HashMap<>();
    for (Event event : events) {
      if (where.test(event)) {
        for (String row : keys(kpi, event, date, groups)) {
          Set<String> all = seen.computeIfAbsent(row, key -> new HashSet<>());
          if (who.apply(event) != null) {
            all.add(who.apply(event));
          }
        }
      }
    }
    seen.forEach((row, all) -> rows.put(row, new Figures(all.size(), null)));
  }

  private List<String> keys(
      String kpi, Event event, Function<Event, LocalDate> date, String... groups) {
    pairs.add(kpi + "/");
    for (String group : groups) {
      pairs.add(kpi + "/" + group);
    }
    String start = kpi + " | " + date.apply(event) + " | ";
    List<String> keys = new ArrayList<>(List.of(start + " | "));
    for (String group : groups) {
      String value = event.attribute(group);
      keys.add(start + group + " | " + (value == null ? "(none)" : value));
    }
    return keys;
  }
}
