// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a dump as Pinpoint's customers have them: four folders, several formats, all event
 * families, tricky attributes and bad records at known places. The same settings give the same
 * bytes.
 */
public final class SampleDump {
  private static final Instant FIRST_EVENT = Instant.parse("2026-09-01T00:00:00Z");
  private static final int EVENT_DAYS = 59;
  private static final int ENDPOINTS_A_FILE = 20_000;
  private static final int EVENTS_A_FILE = 10_000;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private final Path directory;
  private final SampleSettings settings;
  private final Consumer<String> identifiers;
  private final TruthCounter truth = new TruthCounter();
  private String lastOpened = "";
  private final People people;

  private SampleDump(Path directory, SampleSettings settings, Consumer<String> identifiers) {
    this.directory = directory;
    this.settings = settings;
    this.identifiers = identifiers;
    this.people = new People(settings.seed());
  }

  /** Writes a dump and the truth about it. */
  public static SampleTruth write(Path directory, SampleSettings settings) {
    return write(directory, settings, value -> {});
  }

  /**
   * Writes a dump and the truth about it.
   *
   * @param identifiers hears every direct identifier that is written, some more than once
   */
  public static SampleTruth write(
      Path directory, SampleSettings settings, Consumer<String> identifiers) {
    try {
      return new SampleDump(directory, settings, identifiers).write();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the sample to " + directory, e);
    }
  }

  private SampleTruth write() throws IOException {
    endpoints();
    events();
    imports();
    new SampleConfiguration(directory, truth, identifiers).write();
    SampleTruth result = truth.truth(SampleColumns.TYPES);
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    Files.writeString(
        directory.resolve("truth.json"), MAPPER.writer(printer).writeValueAsString(result) + "\n");
    return result;
  }

  /** Of five endpoints, about two share a person with another. */
  private Endpoint endpoint(int number) {
    return new Endpoint(number, people.person(number * 3 / 5), settings.seed());
  }

  private void tell(Endpoint endpoint) {
    Person person = endpoint.person();
    identifiers.accept(endpoint.address());
    identifiers.accept(endpoint.id());
    identifiers.accept(person.email());
    identifiers.accept(person.phone());
    identifiers.accept(person.userId());
    identifiers.accept(person.fullName());
    identifiers.accept(person.given());
    identifiers.accept(person.family());
    identifiers.accept(person.street());
    identifiers.accept(person.card());
    identifiers.accept(person.iban());
    identifiers.accept(person.birthDate());
    endpoint.secrets().forEach(identifiers);
  }

  private void endpoints() throws IOException {
    Set<String> users = new HashSet<>();
    int part = 0;
    for (int from = 0; from < settings.endpoints(); from += ENDPOINTS_A_FILE, part++) {
      int to = Math.min(settings.endpoints(), from + ENDPOINTS_A_FILE);
      try (RecordFile file = endpointFile("endpoints/export-1/part-" + part + ".gz")) {
        for (int number = from; number < to; number++) {
          Endpoint endpoint = endpoint(number);
          tell(endpoint);
          file.record(endpoint.json(0).toString());
          users.add(endpoint.person().userId());
          truth.add("endpoints.distinct", 1);
          truth.add("endpoints.channel_type." + endpoint.channel(), 1);
          truth.add("endpoints.opt_out." + endpoint.optOut(), 1);
          truth.add("endpoints.country." + endpoint.country(), 1);
        }
      }
    }
    truth.add("users.distinct", users.size());
    try (RecordFile file = endpointFile("endpoints/export-2/part-0.gz")) {
      for (int number = 0; number < settings.endpoints(); number += 10) {
        file.record(endpoint(number).json(1).toString());
      }
      oddRecords(file);
    }
    badEndpoints();
    cutFile();
    Files.write(directory.resolve("endpoints/export-2/empty.json"), new byte[0]);
    truth.file("endpoints/export-2/empty.json", "endpoints", 0, 0);
  }

  private RecordFile endpointFile(String path) {
    return new RecordFile(directory, path, "endpoints", true, "\n", truth);
  }

  /** Records whose types are wrong, and that are kept; copies of the first endpoint, older ones. */
  private void oddRecords(RecordFile file) {
    ObjectNode number = endpoint(0).json(0);
    number.put("EffectiveDate", "2020-01-01T00:00:00Z").put("ApplicationId", 17);
    file.record(number.toString());
    ObjectNode array = endpoint(0).json(0);
    array.put("EffectiveDate", "2020-01-02T00:00:00Z").putArray("Location").add("nowhere");
    file.record(array.toString());
    ObjectNode text = endpoint(0).json(0);
    text.put("EffectiveDate", "2020-01-03T00:00:00Z")
        .put("Note", "an unknown field")
        .putObject("Metrics")
        .put("visits", "many");
    file.record(text.toString());
  }

  private void badEndpoints() {
    String good = endpoint(1).json(0).toString();
    try (RecordFile file =
        new RecordFile(
            directory, "endpoints/export-2/damaged.json", "endpoints", false, "\n", truth)) {
      file.filler("\uFEFF");
      file.record(good);
      file.filler("\n\n");
      file.badLine(good.substring(0, good.length() / 2));
      file.badLine("[" + good + "]");
      file.badLine("\"" + "text" + "\"");
      file.badLine("12");
      file.badLine("{\"Id\":\"a\",\"Id\":\"b\"}");
      file.badLine("{\"Id\":\"deep\",\"x\":" + "[".repeat(80) + "]".repeat(80) + "}");
      file.badLine("{\"Id\":\"large\",\"x\":\"" + "a".repeat((1 << 20) + 1) + "\"}");
      byte[] invalid = "{\"Id\":\"u\",\"x\":\"?\"}".getBytes(StandardCharsets.UTF_8);
      invalid[15] = (byte) 0xff;
      file.badLine(invalid);
      file.record(good);
    }
  }

  /** A gzip whose last bytes are missing: the records that are whole, and one that is cut. */
  private void cutFile() throws IOException {
    String path = "endpoints/export-2/cut.gz";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int number = 2; number < 7; number++) {
        gzip.write(
            (endpoint(number % settings.endpoints()).json(0) + "\n")
                .getBytes(StandardCharsets.UTF_8));
        gzip.flush();
      }
      gzip.write("{\"Id\":\"never ends".getBytes(StandardCharsets.UTF_8));
    }
    // Only the trailer, the checksum, is cut off: all that was compressed can be had.
    byte[] cut = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 6);
    Files.write(directory.resolve(path), cut);
    truth.file(path, "endpoints", 5, 1);
  }

  private void events() {
    Random random = new Random(settings.seed() + 17);
    List<String> pending = new ArrayList<>();
    int files = 0;
    int written = 0;
    while (written < settings.events()) {
      Endpoint endpoint = endpoint(random.nextInt(settings.endpoints()));
      for (ObjectNode event : new EventStory(endpoint, random, FIRST_EVENT, EVENT_DAYS).tell()) {
        if (written < settings.events()) {
          count(event);
          String text = event.toString();
          pending.add(text);
          written++;
          if (random.nextInt(200) == 0) {
            pending.add(text); // delivery is at least once
          }
        }
      }
      if (pending.size() >= EVENTS_A_FILE || written >= settings.events()) {
        eventFile(files++, pending);
        pending.clear();
      }
    }
    badEvents(random);
  }

  private void count(ObjectNode event) {
    String type = event.get("event_type").asText();
    truth.add("events.distinct", 1);
    truth.add("events.type." + type, 1);
    if (type.equals("_monetization.purchase")) {
      truth.add(
          "revenue." + event.get("attributes").get("_currency").asText(),
          event.get("metrics").get("_item_price").asDouble()
              * event.get("metrics").get("_quantity").asDouble());
    }
    if (type.equals("_SMS.SUCCESS") || type.equals("_SMS.FAILURE")) {
      boolean isOfCampaign = event.get("attributes").has("campaign_id");
      truth.add(
          isOfCampaign ? "sms.campaign.spend" : "sms.transactional.spend",
          event.get("metrics").get("price_in_millicents_usd").asDouble());
    }
    if (type.equals("_email.open")) {
      String mail = event.at("/facets/email_channel/mail_event/mail/message_id").asText();
      truth.add("emails.opened", mail.equals(lastOpened) ? 0 : 1); // its opens come together
      lastOpened = mail;
    }
  }

  /**
   * Firehose's ways in turn: with and without newlines, plain and compressed, mostly no extension.
   */
  private void eventFile(int number, List<String> records) {
    String hour = String.format("events/2026/10/%02d/%02d/", 1 + number % 30, number % 24);
    boolean isCompressed = number % 2 == 1;
    String path = hour + "pinpoint-stream-1-" + number + (number % 4 == 3 ? ".gz" : "");
    String separator = number % 3 == 0 ? "" : "\n";
    try (RecordFile file =
        new RecordFile(directory, path, "events", isCompressed, separator, truth)) {
      records.forEach(file::record);
    }
  }

  private void badEvents(Random random) {
    List<ObjectNode> events = new EventStory(endpoint(0), random, FIRST_EVENT, EVENT_DAYS).tell();
    String good = events.get(0).toString();
    count(events.get(0));
    try (RecordFile file =
        new RecordFile(directory, "events/2026/10/31/00/damaged", "events", false, "", truth)) {
      file.record(good);
      // Cut in the middle of a line: what follows on the line is still there.
      file.filler(good.substring(0, good.length() / 3));
      file.record(good);
      file.filler("\n");
      file.badLine("not json at all");
      ObjectNode broken = events.get(0).deepCopy();
      broken
          .put("event_timestamp", events.get(0).get("event_timestamp").asLong() + 1)
          .putObject("client_context")
          .putObject("custom")
          .put("endpoint", "{\"ChannelType\": \"EMAIL\", \"Addr");
      count(broken);
      file.record(broken.toString());
      file.filler("\n");
    }
    // The record that was cut in the middle of its line is one more bad one.
    truth.file("events/2026/10/31/00/damaged", "events", 3, 2);
  }

  private void imports() {
    int rows = Math.max(5, settings.endpoints() / 20);
    String header =
        "channeltype,Address,location.country,User.UserId,User.UserAttributes.FullName,"
            + "user.userattributes.Phone,Attributes.Note,Metrics.Age";
    for (boolean isCompressed : new boolean[] {false, true}) {
      String path = isCompressed ? "imports/2025/people-2.csv.gz" : "imports/people-1.csv";
      try (RecordFile file =
          new RecordFile(directory, path, "imports", isCompressed, "\r\n", truth)) {
        file.filler(header + "\r\n");
        for (int row = 0; row < rows; row++) {
          file.record(importRow(people.person(row + (isCompressed ? rows : 0))));
        }
        file.badLine("EMAIL,too,few");
        file.badLine("EMAIL,a@example.com,DE,u,n,p,note,3,one,too,many");
      }
    }
    try (RecordFile file =
        new RecordFile(directory, "imports/people-3.json", "imports", false, "\n", truth)) {
      for (int number = 0; number < rows; number++) {
        ObjectNode json = endpoint(number % settings.endpoints()).json(0);
        json.remove("CohortId");
        file.record(json.toString());
      }
    }
  }

  private String importRow(Person person) {
    identifiers.accept(person.email());
    identifiers.accept(person.phone());
    identifiers.accept(person.fullName());
    identifiers.accept(person.userId());
    return String.join(
        ",",
        "EMAIL",
        person.email(),
        person.place().alpha2(),
        person.userId(),
        "\"" + person.family() + ", " + person.given() + "\"",
        person.phone(),
        person.number() % 7 == 0 ? "\"call after 5, mobile " + person.phone() + "\"" : "",
        Integer.toString(2026 - Integer.parseInt(person.birthDate().substring(0, 4))));
  }
}
