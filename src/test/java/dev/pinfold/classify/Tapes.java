// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.ingest.FileFormat;
import dev.pinfold.ingest.InputFile;
import dev.pinfold.ingest.InputSplit;
import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import dev.pinfold.ingest.ReadLimits;
import dev.pinfold.ingest.RecordReader;
import dev.pinfold.ingest.RecordReaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Makes tapes of JSON texts. */
public final class Tapes {
  private Tapes() {}

  /** Single quotes may stand for double ones. */
  public static JsonTape of(String json) {
    try {
      JsonTape tape = new JsonTape();
      add(tape, null, new ObjectMapper().readTree(json.replace('\'', '"')));
      return tape;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads newline-delimited records as a run does. */
  static RecordReader reader(String records) throws IOException {
    byte[] bytes = records.getBytes(StandardCharsets.UTF_8);
    InputFile file =
        new InputFile("mem:/f", "f", Dataset.EVENTS, FileFormat.JSON, bytes.length, 0, false);
    return RecordReaders.open(
        InputSplit.whole(file),
        new ByteArrayInputStream(bytes),
        () -> new ByteArrayInputStream(bytes),
        ReadLimits.defaults());
  }

  private static void add(JsonTape tape, String name, JsonNode node) {
    if (node.isContainerNode()) {
      int container = tape.open(node.isObject() ? Kind.OBJECT : Kind.ARRAY, name, false);
      if (node.isObject()) {
        node.properties().forEach(field -> add(tape, field.getKey(), field.getValue()));
      } else {
        node.forEach(item -> add(tape, null, item));
      }
      tape.close(container);
    } else if (node.isNull()) {
      tape.scalar(Kind.NULL, name, null);
    } else if (node.isBoolean()) {
      tape.scalar(Kind.BOOLEAN, name, node.asText());
    } else {
      tape.scalar(node.isNumber() ? Kind.NUMBER : Kind.STRING, name, node.asText());
    }
  }
}
