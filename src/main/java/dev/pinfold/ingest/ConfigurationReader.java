// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.catalog.Dataset;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Documents as the AWS CLI prints them, taken out of their wrappers: each item is a record of its
 * own, an object with one field that is named by the item's kind. What a response says beside its
 * items stands in each of them as {@code _response}. A record's position is its item's.
 */
final class ConfigurationReader implements RecordReader {
  private final RecordFramer framer;
  private final JsonTapeParser parser;
  private final JsonTape document = new JsonTape();
  private static final String ACTIVITIES = "Activities";

  private final JsonTape tape = new JsonTape();
  private final Deque<JsonTapeParser.Note> notes = new ArrayDeque<>();
  private final Deque<ConfigurationItems.Item> items = new ArrayDeque<>();
  private QuarantinedRecord quarantined;
  private long position;

  ConfigurationReader(RecordFramer framer, ReadLimits limits) {
    this.framer = framer;
    this.parser = new JsonTapeParser(Dataset.CONFIGURATION, limits, true);
  }

  @Override
  public Outcome next() throws IOException {
    while (true) {
      if (!notes.isEmpty()) {
        JsonTapeParser.Note note = notes.remove();
        quarantined = new QuarantinedRecord(framer.position(), note.reason(), note.raw());
        return Outcome.NOTE;
      }
      if (!items.isEmpty()) {
        return record(items.remove());
      }
      switch (framer.next()) {
        case END -> {
          return Outcome.END;
        }
        case BAD -> {
          quarantined = framer.bad();
          return Outcome.QUARANTINED;
        }
        case OBJECT -> {
          if (!parse()) {
            return Outcome.QUARANTINED;
          }
        }
      }
    }
  }

  private boolean parse() throws IOException {
    try {
      parser.parse(
          framer.buffer(),
          framer.offset(),
          framer.length(),
          framer.hasNonAscii(),
          framer.hasEscapes(),
          document);
    } catch (RejectedRecordException e) {
      quarantined = framer.reject(e.reason());
      return false;
    }
    items.addAll(ConfigurationItems.of(document));
    if (!items.isEmpty()) {
      notes.addAll(parser.notes());
    }
    return true;
  }

  private Outcome record(ConfigurationItems.Item item) {
    int value = item.value();
    position = framer.position() + (value < 0 ? 0 : parser.offset(value));
    if (value >= 0 && document.kind(value) != JsonTape.Kind.OBJECT) {
      quarantined = new QuarantinedRecord(position, Fault.NOT_AN_OBJECT.reason(), rawOf(value));
      return Outcome.QUARANTINED;
    }
    tape.clear();
    int record = tape.open(JsonTape.Kind.OBJECT, null, false);
    int body = tape.open(JsonTape.Kind.OBJECT, item.kind(), false);
    boolean namesChannel = false;
    if (value >= 0) {
      for (int field = value + 1; field < document.next(value); field = document.next(field)) {
        namesChannel |= document.name(field).equals("Channel");
        copy(field);
      }
    }
    if (item.channel() != null && !namesChannel) {
      tape.scalar(JsonTape.Kind.STRING, "Channel", item.channel());
    }
    if (!item.siblings().isEmpty()) {
      int response = tape.open(JsonTape.Kind.OBJECT, "_response", false);
      item.siblings().forEach(this::copy);
      tape.close(response);
    }
    tape.close(body);
    tape.close(record);
    return Outcome.RECORD;
  }

  private void copy(int value) {
    JsonTape.Kind kind = document.kind(value);
    if (!kind.isContainer()) {
      tape.scalar(kind, document.name(value), document.text(value));
      return;
    }
    if (kind == JsonTape.Kind.OBJECT && ACTIVITIES.equals(document.name(value))) {
      copyActivities(value);
      return;
    }
    int container = tape.open(kind, document.name(value), document.isEmbedded(value));
    for (int child = value + 1; child < document.next(value); child = document.next(child)) {
      copy(child);
    }
    tape.close(container);
  }

  /** A map by activity ID becomes a list, since an ID as a column's name would be one of many. */
  private void copyActivities(int map) {
    int list = tape.open(JsonTape.Kind.ARRAY, ACTIVITIES, document.isEmbedded(map));
    for (int child = map + 1; child < document.next(map); child = document.next(child)) {
      if (document.kind(child) != JsonTape.Kind.OBJECT) {
        copy(child);
        continue;
      }
      int activity = tape.open(JsonTape.Kind.OBJECT, null, false);
      tape.scalar(JsonTape.Kind.STRING, "Id", document.name(child));
      for (int field = child + 1; field < document.next(child); field = document.next(field)) {
        copy(field);
      }
      tape.close(activity);
    }
    tape.close(list);
  }

  /** The bytes of an item; a scalar's run on to what follows it, less commas and white space. */
  private byte[] rawOf(int value) {
    int from = parser.offset(value);
    int to = parser.end(value);
    byte[] buffer = framer.buffer();
    int begin = framer.offset();
    if (to == from) {
      boolean quoted = buffer[begin + from] == '"';
      to = from + 1;
      while (to < framer.length() && !ends(buffer[begin + to], quoted, buffer[begin + to - 1])) {
        to++;
      }
      to += quoted ? 1 : 0;
    }
    return Arrays.copyOfRange(buffer, begin + from, begin + to);
  }

  private static boolean ends(byte c, boolean quoted, byte before) {
    return quoted ? c == '"' && before != '\\' : c == ',' || c == ']' || c == '}' || c <= ' ';
  }

  @Override
  public JsonTape tape() {
    return tape;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public QuarantinedRecord quarantined() {
    return quarantined;
  }

  @Override
  public void close() throws IOException {
    framer.close();
  }
}
