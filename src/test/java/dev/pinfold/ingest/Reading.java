// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.catalog.Dataset;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** All that a reader says of some bytes. */
record Reading(List<Entry> entries) {
  /** One outcome: a record's text as JSON, or a reason and what it is about. */
  record Entry(RecordReader.Outcome outcome, long position, String text, byte[] raw) {
    String code() {
      return text.substring(0, text.indexOf(':'));
    }

    String rawText() {
      return new String(raw, StandardCharsets.UTF_8);
    }
  }

  static Reading of(byte[] bytes, Dataset dataset, FileFormat format, ReadLimits limits) {
    InputFile file = new InputFile("mem:/f", "f", dataset, format, bytes.length, 0, false);
    InputSplit whole = InputSplit.whole(file);
    return of(
        whole, new ByteArrayInputStream(bytes), () -> new ByteArrayInputStream(bytes), limits);
  }

  /** Reads a part of a plain file. */
  static Reading of(InputSplit split, InputStream in, ReadLimits limits) {
    return of(split, in, InputStream::nullInputStream, limits);
  }

  private static Reading of(InputSplit split, InputStream in, FileBytes file, ReadLimits limits) {
    List<Entry> entries = new ArrayList<>();
    try (RecordReader reader = RecordReaders.open(split, in, file, limits)) {
      RecordReader.Outcome outcome;
      while ((outcome = reader.next()) != RecordReader.Outcome.END) {
        if (outcome == RecordReader.Outcome.RECORD) {
          entries.add(new Entry(outcome, reader.position(), json(reader.tape()), new byte[0]));
        } else {
          QuarantinedRecord bad = reader.quarantined();
          entries.add(new Entry(outcome, bad.position(), bad.reason(), bad.raw()));
        }
      }
    } catch (IOException e) {
      throw new AssertionError("reading failed", e);
    }
    return new Reading(entries);
  }

  static Reading lines(String text) {
    return lines(text.getBytes(StandardCharsets.UTF_8));
  }

  static Reading lines(byte[] bytes) {
    return of(bytes, Dataset.EVENTS, FileFormat.JSON, ReadLimits.defaults());
  }

  static Reading lines(String text, ReadLimits limits) {
    return of(text.getBytes(StandardCharsets.UTF_8), Dataset.EVENTS, FileFormat.JSON, limits);
  }

  static Reading csv(String text) {
    return of(
        text.getBytes(StandardCharsets.UTF_8),
        Dataset.IMPORTS,
        FileFormat.CSV,
        ReadLimits.defaults());
  }

  static Reading configuration(String text) {
    return of(
        text.getBytes(StandardCharsets.UTF_8),
        Dataset.CONFIGURATION,
        FileFormat.CONFIGURATION_JSON,
        ReadLimits.defaults());
  }

  static byte[] sample(String name) {
    try (InputStream in = Reading.class.getResourceAsStream("/ingest/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("no sample " + name, e);
    }
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new AssertionError("gzip failed", e);
    }
    return bytes.toByteArray();
  }

  static byte[] join(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  List<String> records() {
    return entries.stream()
        .filter(entry -> entry.outcome() == RecordReader.Outcome.RECORD)
        .map(Entry::text)
        .toList();
  }

  List<Entry> quarantined() {
    return entries.stream()
        .filter(entry -> entry.outcome() == RecordReader.Outcome.QUARANTINED)
        .toList();
  }

  List<String> codes() {
    return quarantined().stream().map(Entry::code).toList();
  }

  List<String> raws() {
    return quarantined().stream().map(Entry::rawText).toList();
  }

  List<Entry> notes() {
    return entries.stream().filter(entry -> entry.outcome() == RecordReader.Outcome.NOTE).toList();
  }

  /** A tape as compact JSON; containers that were text in a string are marked with a tilde. */
  static String json(JsonTape tape) {
    StringBuilder text = new StringBuilder();
    write(tape, 0, text);
    return text.toString();
  }

  private static void write(JsonTape tape, int value, StringBuilder text) {
    switch (tape.kind(value)) {
      case OBJECT, ARRAY -> {
        boolean object = tape.kind(value) == JsonTape.Kind.OBJECT;
        text.append(tape.isEmbedded(value) ? "~" : "").append(object ? '{' : '[');
        for (int child = value + 1; child < tape.next(value); child = tape.next(child)) {
          text.append(child > value + 1 ? "," : "");
          if (object) {
            text.append('"').append(tape.name(child)).append("\":");
          }
          write(tape, child, text);
        }
        text.append(object ? '}' : ']');
      }
      case STRING -> text.append('"').append(tape.text(value)).append('"');
      case NULL -> text.append("null");
      case NUMBER, BOOLEAN -> text.append(tape.text(value));
    }
  }
}
