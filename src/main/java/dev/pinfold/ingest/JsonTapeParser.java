// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.pinfold.catalog.Dataset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One balanced JSON object onto a tape, strictly: RFC 8259, no key twice, numbers as they were
 * written. JSON inside strings is opened onto the tape as well; where a string begins like an
 * object and does not parse, it stays a string and a note says where. Not thread-safe.
 */
final class JsonTapeParser {
  /** Our limits act, so Jackson's are moved out of the way. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxDocumentLength(-1)
                  .maxTokenCount(-1)
                  .build())
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .build();

  /** A note on a good record: its reason, and the string that it is about. */
  record Note(String reason, byte[] raw) {}

  private final Dataset dataset;
  private final ReadLimits limits;
  private final SeenKeys keys = new SeenKeys();
  private final List<Note> notes = new ArrayList<>();
  private final int[] ancestors;
  private JsonTape tape;
  private int objects;
  private boolean surrogates;

  // Where values lie in the bytes, kept for configuration documents only.
  private final boolean keepsOffsets;
  private int[] offsets = new int[0];
  private int[] ends = new int[0];

  JsonTapeParser(Dataset dataset, ReadLimits limits, boolean keepsOffsets) {
    this.dataset = dataset;
    this.limits = limits;
    this.keepsOffsets = keepsOffsets;
    this.ancestors = new int[limits.maximumDepth() + 1];
  }

  /** What there is to say about the strings of the last object. */
  List<Note> notes() {
    return notes;
  }

  /** Where a value begins, counted from the object's first byte; not for embedded ones. */
  int offset(int value) {
    return offsets[value];
  }

  /** The byte behind a value. */
  int end(int value) {
    return ends[value];
  }

  /** Fills the tape with the object that these bytes are. */
  void parse(byte[] bytes, int from, int length, boolean nonAscii, boolean escapes, JsonTape target)
      throws RejectedRecordException {
    begin(target);
    if (nonAscii && !Utf8.isValid(bytes, from, length)) {
      throw new RejectedRecordException(Fault.INVALID_UTF8);
    }
    // A zero byte behind the first would make Jackson take the text for UTF-16.
    if (length > 1 && bytes[from + 1] == 0) {
      throw new RejectedRecordException(Fault.INVALID_JSON);
    }
    surrogates = escapes && mayEscapeSurrogates(bytes, from, length);
    try (JsonParser parser = FACTORY.createParser(bytes, from, length)) {
      parser.nextToken();
      object(parser, null, false, 1, keepsOffsets);
    } catch (IOException e) {
      throw new RejectedRecordException(Fault.INVALID_JSON);
    }
  }

  /** Begins a record that the caller puts together itself. */
  void begin(JsonTape target) {
    tape = target;
    tape.clear();
    keys.clear();
    notes.clear();
    objects = 0;
    surrogates = false;
  }

  /** Notes an object that the caller opened, so that notes can name the path to a value. */
  void entered(int container, int depth) {
    ancestors[depth] = container;
  }

  /**
   * Adds a string to the tape, opened where it holds JSON.
   *
   * @param depth how many containers are open around it
   */
  void string(String name, String text, int depth) throws RejectedRecordException {
    if (Utf8.isLonger(text, limits.maximumValueBytes())) {
      throw new RejectedRecordException(Fault.VALUE_TOO_LARGE);
    }
    if (surrogates && Utf8.hasLoneSurrogate(text)) {
      throw loneSurrogate();
    }
    EmbeddedJson beginning = EmbeddedJson.of(text);
    if (beginning != EmbeddedJson.NONE) {
      if (beginning.endsFittingly(text) && embed(name, text, depth)) {
        return;
      }
      if (beginning == EmbeddedJson.OBJECT) {
        notes.add(note(name, text, depth));
      }
    }
    tape.scalar(JsonTape.Kind.STRING, name, text);
  }

  private boolean embed(String name, String text, int depth) throws RejectedRecordException {
    int values = tape.size();
    int notesBefore = notes.size();
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        object(parser, name, true, depth + 1, false);
      } else {
        array(parser, name, true, depth + 1, false);
      }
      if (parser.nextToken() == null) {
        return true;
      }
    } catch (RejectedRecordException e) {
      if (e.fault() == Fault.TOO_DEEP) {
        throw e;
      }
    } catch (IOException e) {
      // Not JSON after all: it stays a string.
    }
    tape.truncate(values);
    notes.subList(notesBefore, notes.size()).clear();
    return false;
  }

  private void object(
      JsonParser parser, String name, boolean embedded, int depth, boolean positions)
      throws IOException, RejectedRecordException {
    int container = open(parser, JsonTape.Kind.OBJECT, name, embedded, depth, positions);
    int object = ++objects;
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_OBJECT) {
      if (token == null) {
        throw new RejectedRecordException(Fault.TRUNCATED_JSON);
      }
      String field = parser.currentName();
      checkName(field);
      if (!keys.add(object, field)) {
        throw new RejectedRecordException(Fault.DUPLICATE_KEY);
      }
      value(parser, parser.nextToken(), field, depth, positions);
    }
    close(parser, container, positions);
  }

  private void array(JsonParser parser, String name, boolean embedded, int depth, boolean positions)
      throws IOException, RejectedRecordException {
    int container = open(parser, JsonTape.Kind.ARRAY, name, embedded, depth, positions);
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      if (token == null) {
        throw new RejectedRecordException(Fault.TRUNCATED_JSON);
      }
      value(parser, token, null, depth, positions);
    }
    close(parser, container, positions);
  }

  private void value(JsonParser parser, JsonToken token, String name, int depth, boolean positions)
      throws IOException, RejectedRecordException {
    if (token == null) {
      throw new RejectedRecordException(Fault.TRUNCATED_JSON);
    }
    if (positions && token.isScalarValue()) {
      begins(parser);
    }
    switch (token) {
      case START_OBJECT -> object(parser, name, false, depth + 1, positions);
      case START_ARRAY -> array(parser, name, false, depth + 1, positions);
      case VALUE_STRING -> string(name, checkedText(parser), depth);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          tape.scalar(JsonTape.Kind.NUMBER, name, checkedText(parser));
      case VALUE_TRUE -> tape.scalar(JsonTape.Kind.BOOLEAN, name, "true");
      case VALUE_FALSE -> tape.scalar(JsonTape.Kind.BOOLEAN, name, "false");
      case VALUE_NULL -> tape.scalar(JsonTape.Kind.NULL, name, null);
      default -> throw new RejectedRecordException(Fault.INVALID_JSON);
    }
  }

  private String checkedText(JsonParser parser) throws IOException, RejectedRecordException {
    String text = parser.getText();
    if (Utf8.isLonger(text, limits.maximumValueBytes())) {
      throw new RejectedRecordException(Fault.VALUE_TOO_LARGE);
    }
    return text;
  }

  private void checkName(String name) throws RejectedRecordException {
    if (Utf8.isLonger(name, limits.maximumValueBytes())) {
      throw new RejectedRecordException(Fault.VALUE_TOO_LARGE);
    }
    if (surrogates && Utf8.hasLoneSurrogate(name)) {
      throw loneSurrogate();
    }
  }

  private int open(
      JsonParser parser,
      JsonTape.Kind kind,
      String name,
      boolean embedded,
      int depth,
      boolean positions)
      throws RejectedRecordException {
    if (depth > limits.maximumDepth()) {
      throw new RejectedRecordException(Fault.TOO_DEEP);
    }
    if (positions) {
      begins(parser);
    }
    int container = tape.open(kind, name, embedded);
    entered(container, depth);
    return container;
  }

  private void close(JsonParser parser, int container, boolean positions) {
    tape.close(container);
    if (positions) {
      ends[container] = (int) parser.currentLocation().getByteOffset();
    }
  }

  private void begins(JsonParser parser) {
    int value = tape.size();
    if (value >= offsets.length) {
      int longer = Math.max(256, value * 2);
      offsets = Arrays.copyOf(offsets, longer);
      ends = Arrays.copyOf(ends, longer);
    }
    offsets[value] = (int) parser.currentTokenLocation().getByteOffset();
    ends[value] = offsets[value];
  }

  private Note note(String name, String text, int depth) {
    List<String> names = new ArrayList<>();
    for (int level = 1; level <= depth; level++) {
      addName(names, tape.name(ancestors[level]));
    }
    addName(names, name);
    return new Note(
        Fault.INNER_JSON.reason(
            ShownPath.of(dataset, names)
                + " does not parse; the record is kept and the string protected"),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private static void addName(List<String> names, String name) {
    if (name != null) {
      names.add(name);
    }
  }

  private static RejectedRecordException loneSurrogate() {
    return new RejectedRecordException(
        Fault.INVALID_UTF8,
        Fault.INVALID_UTF8.reason("lone surrogate, an escape that no UTF-8 can hold"));
  }

  /** Whether a surrogate is written as an escape, at any level of escaping. */
  private static boolean mayEscapeSurrogates(byte[] bytes, int from, int length) {
    for (int at = from + 2; at < from + length; at++) {
      if ((bytes[at] | 0x20) == 'd' && bytes[at - 1] == 'u' && bytes[at - 2] == '\\') {
        return true;
      }
    }
    return false;
  }
}
