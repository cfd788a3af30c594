// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.catalog.Dataset;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Objects in lines onto tapes: endpoint exports, event histories, and imports in JSON. */
final class JsonRecordReader implements RecordReader {
  private final RecordFramer framer;
  private final JsonTapeParser parser;
  private final JsonTape tape = new JsonTape();
  private final Deque<JsonTapeParser.Note> notes = new ArrayDeque<>();
  private QuarantinedRecord quarantined;
  private boolean recordWaits;

  JsonRecordReader(RecordFramer framer, Dataset dataset, ReadLimits limits) {
    this.framer = framer;
    this.parser = new JsonTapeParser(dataset, limits, false);
    framer.letTakeIn(new SoundRecordParser(limits, framer.isInLines(), tape));
  }

  @Override
  public Outcome next() throws IOException {
    if (recordWaits) {
      return noteOrRecord();
    }
    return switch (framer.next()) {
      case END -> Outcome.END;
      case BAD -> quarantine(framer.bad());
      case OBJECT -> framer.isTakenIn() ? Outcome.RECORD : parse();
    };
  }

  private Outcome quarantine(QuarantinedRecord bad) {
    quarantined = bad;
    return Outcome.QUARANTINED;
  }

  private Outcome parse() throws IOException {
    try {
      parser.parse(
          framer.buffer(),
          framer.offset(),
          framer.length(),
          framer.hasNonAscii(),
          framer.hasEscapes(),
          tape);
    } catch (RejectedRecordException e) {
      return quarantine(framer.reject(e.reason()));
    }
    if (parser.notes().isEmpty()) {
      return Outcome.RECORD;
    }
    notes.addAll(parser.notes());
    recordWaits = true;
    return noteOrRecord();
  }

  private Outcome noteOrRecord() {
    JsonTapeParser.Note note = notes.poll();
    if (note == null) {
      recordWaits = false;
      return Outcome.RECORD;
    }
    quarantined = new QuarantinedRecord(framer.position(), note.reason(), note.raw());
    return Outcome.NOTE;
  }

  @Override
  public JsonTape tape() {
    return tape;
  }

  @Override
  public long position() {
    return framer.position();
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
