// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.ingest.JsonTape;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.function.Predicate;

/** Writes a value of a tape as JSON text, numbers as they were written. */
final class TapeJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonTape tape;
  private final Predicate<ColumnPath> isLeftOut;
  private final JsonGenerator json;

  private TapeJson(JsonTape tape, Predicate<ColumnPath> isLeftOut, JsonGenerator json) {
    this.tape = tape;
    this.isLeftOut = isLeftOut;
    this.json = json;
  }

  /**
   * Writes a value, less what may not stay.
   *
   * @param path the value's own
   * @param isLeftOut tells of a path that its fields are left out
   */
  static String write(JsonTape tape, int value, ColumnPath path, Predicate<ColumnPath> isLeftOut) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      new TapeJson(tape, isLeftOut, json).write(value, path);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return text.toString();
  }

  private void write(int value, ColumnPath path) throws IOException {
    switch (tape.kind(value)) {
      case OBJECT -> {
        json.writeStartObject();
        for (int child = value + 1; child < tape.next(value); child = tape.next(child)) {
          ColumnPath field = path.child(tape.name(child));
          if (!isLeftOut.test(field)) {
            json.writeFieldName(tape.name(child));
            write(child, field);
          }
        }
        json.writeEndObject();
      }
      case ARRAY -> {
        json.writeStartArray();
        for (int child = value + 1; child < tape.next(value); child = tape.next(child)) {
          write(child, path);
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
