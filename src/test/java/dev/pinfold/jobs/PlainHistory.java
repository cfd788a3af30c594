// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static dev.pinfold.jobs.PlainRow.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Who did what and when, of the records of a dump as docs/kpis.md tells it: an endpoint is its
 * newest record, an event counts once however often it was delivered, and is of a person.
 */
final class PlainHistory {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Events that agree in these are one. */
  private static final List<String> IDENTITY =
      List.of(
          "event_type",
          "event_timestamp",
          "event_version",
          "client",
          "session",
          "attributes",
          "metrics",
          "facets");

  private final Map<String, JsonNode> newest;
  private final Map<String, String> byAddress = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
  private final List<PlainRow> events;
  private final List<PlainRow> endpoints;

  PlainHistory(RawDump dump) {
    newest = newest(all(dump.endpoints()));
    newest.forEach(
        (id, json) -> {
          if (text(json.path("Address")) != null) {
            byAddress.merge(text(json.path("Address")), id, (a, b) -> a.compareTo(b) <= 0 ? a : b);
          }
        });
    List<JsonNode> deliveries = all(dump.events());
    for (JsonNode event : deliveries) {
      String endpoint = endpoint(event);
      String user = ownUser(event);
      if (endpoint != null && user != null) {
        told.merge(endpoint, user, (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    }
    Map<List<JsonNode>, PlainRow> once = new LinkedHashMap<>();
    for (JsonNode event : deliveries) {
      once.putIfAbsent(IDENTITY.stream().map(event::path).toList(), row(event));
    }
    events = once.values().stream().sorted(Comparator.comparingLong(PlainRow::millis)).toList();
    endpoints = newest.values().stream().map(PlainHistory::created).toList();
  }

  /** Each once, in order of time. */
  List<PlainRow> events() {
    return events;
  }

  /** The last day with an event. */
  LocalDate lastDay() {
    return events.get(events.size() - 1).day();
  }

  /** Each once, on the day of its creation. */
  List<PlainRow> endpoints() {
    return endpoints;
  }

  /** Each user's first endpoint. */
  List<PlainRow> users() {
    Map<String, PlainRow> first = new TreeMap<>();
    for (PlainRow endpoint : endpoints) {
      first.merge(endpoint.person(), endpoint, PlainHistory::earlier);
    }
    return List.copyOf(first.values());
  }

  private static PlainRow earlier(PlainRow one, PlainRow other) {
    if (one.day().equals(other.day())) {
      throw new IllegalStateException(
          "two endpoints of one user were created on one day, and nothing tells which is the first");
    }
    return one.day().isBefore(other.day()) ? one : other;
  }

  /** The newest record of each endpoint, by its ID. */
  static Map<String, JsonNode> newest(Collection<JsonNode> records) {
    Map<String, JsonNode> newest = new TreeMap<>();
    for (JsonNode record : records) {
      if (text(record.path("Id")) != null) {
        newest.merge(
            text(record.path("Id")), record, (a, b) -> effective(a) >= effective(b) ? a : b);
      }
    }
    return newest;
  }

  private static long effective(JsonNode endpoint) {
    String date = text(endpoint.path("EffectiveDate"));
    return date == null ? Long.MIN_VALUE : Instant.parse(date).toEpochMilli();
  }

  static List<JsonNode> all(Map<String, List<JsonNode>> byFile) {
    return byFile.values().stream().flatMap(Collection::stream).toList();
  }

  private static PlainRow created(JsonNode endpoint) {
    Instant created = Instant.parse(endpoint.path("CreationDate").asText());
    String id = endpoint.path("Id").asText();
    String user = text(endpoint.at("/User/UserId"));
    return new PlainRow(
        day(created),
        created.toEpochMilli(),
        id,
        user == null ? id : user,
        MissingNode.getInstance(),
        endpoint);
  }

  private PlainRow row(JsonNode event) {
    long millis = event.path("event_timestamp").asLong();
    String endpoint = endpoint(event);
    JsonNode state =
        endpoint == null
            ? MissingNode.getInstance()
            : newest.getOrDefault(endpoint, MissingNode.getInstance());
    String person =
        Stream.of(
                text(state.at("/User/UserId")),
                endpoint == null ? ownUser(event) : told.get(endpoint),
                endpoint)
            .filter(name -> name != null)
            .findFirst()
            .orElse("(unknown)");
    return new PlainRow(day(Instant.ofEpochMilli(millis)), millis, endpoint, person, event, state);
  }

  private static LocalDate day(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** The client; where it is no endpoint, a direct send is of the address that it went to. */
  private String endpoint(JsonNode event) {
    String client = text(event.at("/client/client_id"));
    String mail = text(event.at("/facets/email_channel/mail_event/mail/destination/0"));
    String to = mail == null ? text(event.at("/attributes/destination_phone_number")) : mail;
    boolean isDirect =
        text(event.at("/attributes/campaign_id")) == null
            && text(event.at("/attributes/journey_id")) == null;
    if (to == null || !isDirect || (client != null && newest.containsKey(client))) {
      return client;
    }
    return byAddress.getOrDefault(to, to);
  }

  /** The user of the endpoint that the event holds as JSON in a string. */
  private static String ownUser(JsonNode event) {
    String endpoint = text(event.at("/client_context/custom/endpoint"));
    try {
      return endpoint == null ? null : text(MAPPER.readTree(endpoint).at("/User/UserId"));
    } catch (JsonProcessingException e) {
      return null; // the sample has one that is cut off
    }
  }
}
