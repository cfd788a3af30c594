// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pinfold.jobs.sample.SampleRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/** Writes the dump of a shape; the same settings give the same bytes. */
final class DumpWriter {
  private static final long SEED = 42;
  private static final Instant FIRST_EVENT = Instant.parse("2026-09-01T00:00:00Z");
  private static final int EVENT_DAYS = 59;

  /**
   * Attributes that are named by somebody's address are left to the first endpoints. Each is a
   * column of its own to Spark's reader, and a thousand of them would make its schema, which is
   * what others are measured by, cost more than its records.
   */
  private static final int NAMED_BY_ADDRESS = 2_000;

  /** Files of about this much text, before any compression, but for the skewed one. */
  private static final long FILE_BYTES = 16 << 20;

  private final Path directory;
  private final DumpShape shape;
  private final boolean isCompressed;
  private final int times;
  private final SampleRecords records = new SampleRecords(SEED);
  private final WideAttributes wide = new WideAttributes();
  private final Random random;

  /** Endpoints that are there, and what files of further records are called by. */
  private final int before;

  private final String prefix;

  /** Events of the story that is being told. */
  private Iterator<ObjectNode> story = List.<ObjectNode>of().iterator();

  private long textBytes;
  private long fileBytes;

  private DumpWriter(Path directory, DumpShape shape, boolean isCompressed, int times, int before) {
    this.directory = directory;
    this.before = before;
    this.prefix = before == 0 ? "" : "night-";
    this.random = new Random(SEED + before);
    this.shape = shape;
    this.isCompressed = isCompressed;
    this.times = times;
  }

  /**
   * @param endpoints asked for, of which the shape takes its part
   * @param events likewise
   * @param times so many times as many of both
   */
  static BenchmarkDump write(
      Path directory, DumpShape shape, boolean isCompressed, int times, int endpoints, int events)
      throws IOException {
    return new DumpWriter(directory, shape, isCompressed, times, 0)
        .write(shape.endpoints(endpoints) * times, shape.events(events) * times);
  }

  /**
   * Writes one part in a hundred more of such a dump, in files of their own: new endpoints, and
   * events of any.
   *
   * @param endpoints as the dump was asked for
   * @param events likewise
   */
  static BenchmarkDump writeNight(
      Path directory, DumpShape shape, boolean isCompressed, int endpoints, int events)
      throws IOException {
    return new DumpWriter(directory, shape, isCompressed, 1, shape.endpoints(endpoints))
        .write(shape.endpoints(endpoints) / 100, shape.events(events) / 100);
  }

  private BenchmarkDump write(int endpoints, int events) throws IOException {
    int written = 0;
    for (int part = 0; written < endpoints; part++) {
      try (LineFile file = open("endpoints/" + prefix + "part-" + part)) {
        while (written < endpoints && file.textBytes() < FILE_BYTES) {
          file.line(endpoint(before + written++));
        }
        count(file);
      }
    }
    int ofOneUser = shape == DumpShape.SKEWED ? events / 10 * 9 : 0;
    if (ofOneUser > 0) {
      try (LineFile file = open("events/2026/10/01/00/stream-of-one")) {
        for (int i = 0; i < ofOneUser; i++) {
          file.line(event(1));
        }
        count(file);
      }
      story = List.<ObjectNode>of().iterator();
    }
    written = ofOneUser;
    for (int part = 0; written < events; part++) {
      String hour = String.format("events/2026/10/%02d/%02d/", 1 + part % 30, part % 24);
      try (LineFile file = open(hour + prefix + "stream-" + part)) {
        while (written < events && file.textBytes() < FILE_BYTES) {
          file.line(event(before + endpoints));
          written++;
        }
        count(file);
      }
    }
    return new BenchmarkDump(
        shape, isCompressed, times, directory, endpoints, events, textBytes, fileBytes);
  }

  private LineFile open(String path) throws IOException {
    return new LineFile(
        directory.resolve(path + (isCompressed ? ".json.gz" : ".json")), isCompressed);
  }

  private void count(LineFile file) throws IOException {
    file.close();
    textBytes += file.textBytes();
    fileBytes += file.fileBytes();
  }

  private String endpoint(int number) {
    ObjectNode endpoint = records.endpoint(number);
    if (number >= NAMED_BY_ADDRESS) {
      withoutAddresses(endpoint);
    }
    if (shape == DumpShape.WIDE) {
      wide.addToEndpoint(endpoint, random);
    }
    return endpoint.toString();
  }

  private static void withoutAddresses(ObjectNode endpoint) {
    if (endpoint.get("Attributes") instanceof ObjectNode attributes) {
      List<String> names = new ArrayList<>();
      attributes.fieldNames().forEachRemaining(names::add);
      attributes.remove(names.stream().filter(name -> name.indexOf('@') >= 0).toList());
    }
  }

  /** The next event of one of the first so many endpoints. */
  private String event(int endpoints) {
    while (!story.hasNext()) {
      story = records.events(random.nextInt(endpoints), random, FIRST_EVENT, EVENT_DAYS).iterator();
    }
    ObjectNode event = story.next();
    if (shape == DumpShape.WIDE) {
      wide.addToEvent(event, random);
    }
    return event.toString();
  }
}
