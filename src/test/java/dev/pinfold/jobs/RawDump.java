// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The good records of a sample's files as Pinpoint wrote them, every delivery of them, read with
 * nothing of Pinfold's: gzip by its first bytes, lines, and on a line where a record begins.
 */
final class RawDump {
  /** Every event of a sample begins with it; inside an event, quotes are escaped. */
  private static final String EVENT_BEGINS = "(?=\\{\"event_type\":)";

  /** With the limits of a record that conf/pinfold.yaml sets. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxStringLength(1 << 20)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Map<String, List<JsonNode>> endpoints;
  private final Map<String, List<JsonNode>> events;

  private RawDump(Map<String, List<JsonNode>> endpoints, Map<String, List<JsonNode>> events) {
    this.endpoints = endpoints;
    this.events = events;
  }

  static RawDump read(Path input) throws IOException {
    return new RawDump(records(input, "endpoints"), records(input, "events"));
  }

  /** By file, as its path below the dump. */
  Map<String, List<JsonNode>> endpoints() {
    return endpoints;
  }

  /** By file, as its path below the dump. */
  Map<String, List<JsonNode>> events() {
    return events;
  }

  private static Map<String, List<JsonNode>> records(Path input, String dataset)
      throws IOException {
    Map<String, List<JsonNode>> records = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(input.resolve(dataset))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        records.put(input.relativize(file).toString().replace('\\', '/'), records(file));
      }
    }
    return records;
  }

  private static List<JsonNode> records(Path file) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    // As Latin-1, every byte stays what it is.
    String text = new String(bytes(file), StandardCharsets.ISO_8859_1);
    for (String line : text.split("\n", -1)) {
      for (String piece : line.split(EVENT_BEGINS, -1)) {
        JsonNode json = parsed(piece.getBytes(StandardCharsets.ISO_8859_1));
        if (json != null && json.isObject()) {
          records.add(json);
        }
      }
    }
    return records;
  }

  private static JsonNode parsed(byte[] record) throws IOException {
    try {
      return STRICT.readTree(record);
    } catch (JsonProcessingException | java.io.CharConversionException e) {
      return null; // no record
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    byte[] raw = Files.readAllBytes(file);
    if (raw.length < 2 || (raw[0] & 0xff) != 0x1f || (raw[1] & 0xff) != 0x8b) {
      return raw;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(raw))) {
      gzip.transferTo(all);
    } catch (EOFException e) {
      // The file is cut off at its end; what was read is all there is.
    }
    return all.toByteArray();
  }
}
