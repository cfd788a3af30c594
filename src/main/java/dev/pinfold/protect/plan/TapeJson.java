// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pinfold.ingest.JsonTape;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes a value of a tape as JSON text, numbers as they were written. */
final class TapeJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private TapeJson() {}

  static String write(JsonTape tape, int value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(tape, value, json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private static void write(JsonTape tape, int value, JsonGenerator json) throws IOException {
    switch (tape.kind(value)) {
      case OBJECT -> {
        json.writeStartObject();
        for (int child = value + 1; child < tape.next(value); child = tape.next(child)) {
          json.writeFieldName(tape.name(child));
          write(tape, child, json);
        }
        json.writeEndObject();
      }
      case ARRAY -> {
        json.writeStartArray();
        for (int child = value + 1; child < tape.next(value); child = tape.next(child)) {
          write(tape, child, json);
        }
        json.writeEndArray();
      }
      case STRING -> json.writeString(tape.text(value));
      case NUMBER -> json.writeNumber(tape.text(value));
      case BOOLEAN -> json.writeBoolean(Boolean.parseBoolean(tape.text(value)));
      case NULL -> json.writeNull();
    }
  }
}
