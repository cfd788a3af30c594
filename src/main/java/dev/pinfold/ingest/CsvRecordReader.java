// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.catalog.Dataset;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Rows of CSV with a header onto tapes, delimited by what its header has (comma, semicolon, tab or
 * bar): an empty cell is absent, a custom attribute is a list, all values are strings, and JSON
 * inside a cell is opened. The header is no record.
 */
final class CsvRecordReader implements RecordReader {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};

  private final ByteWindow window;
  private final ReadLimits limits;
  private final DamageCheck damage;
  private final CsvRow row;
  private final JsonTapeParser parser;
  private final JsonTape tape = new JsonTape();
  private final Deque<JsonTapeParser.Note> notes = new ArrayDeque<>();
  private QuarantinedRecord quarantined;
  private final boolean standardNames;
  private CsvHeader header;
  private String headerFault;
  private boolean started;
  private boolean recordWaits;
  private boolean damageReported;
  private boolean suspect;
  private int consumed;

  /**
   * @param standardNames whether the header's names are Pinpoint's
   */
  CsvRecordReader(ByteWindow window, ReadLimits limits, DamageCheck damage, boolean standardNames) {
    this.damage = damage;
    this.standardNames = standardNames;
    this.window = window;
    this.limits = limits;
    this.row = new CsvRow(window, limits.maximumRecordBytes());
    this.parser = new JsonTapeParser(Dataset.IMPORTS, limits, false);
  }

  @Override
  public Outcome next() throws IOException {
    Outcome outcome = read();
    if (outcome == Outcome.QUARANTINED && !damageReported) {
      suspect = suspect || damage.makesSuspect(window.position + consumed);
    }
    return outcome;
  }

  private Outcome read() throws IOException {
    if (recordWaits) {
      return noteOrRecord();
    }
    if (!started) {
      started = true;
      window.skipByteOrderMark();
      if (skipBlankLines() && !readHeader()) {
        return Outcome.QUARANTINED;
      }
    }
    if (!skipBlankLines()) {
      return window.damage() != null && !damageReported ? damaged() : Outcome.END;
    }
    CsvRow.Shape shape = row.read();
    consumed = row.length();
    return switch (shape) {
      case COMPLETE -> complete();
      case UNCLOSED_QUOTE -> bad(Fault.UNCLOSED_QUOTE.reason());
      case TOO_LARGE -> tooLarge();
      case DAMAGED -> damaged();
    };
  }

  private Outcome complete() {
    if (suspect) {
      return bad(Fault.DAMAGED_COMPRESSION.reason(RecordFramer.SUSPECT));
    }
    return headerFault == null ? record() : bad(headerFault);
  }

  /** False where damage came before the header's end, or where the first row is no header. */
  private boolean readHeader() throws IOException {
    CsvRow.Shape shape = headerRow();
    consumed = row.length();
    switch (shape) {
      case DAMAGED -> {
        damaged();
        return false;
      }
      case TOO_LARGE -> {
        tooLarge();
        headerFault = Fault.RECORD_TOO_LARGE.reason("the header row is");
        return true;
      }
      case UNCLOSED_QUOTE -> headerFault = Fault.UNCLOSED_QUOTE.reason("in the header row");
      case COMPLETE -> {
        return readNames();
      }
    }
    return true;
  }

  /**
   * Reads the header with the first character that makes more than one cell of it, the comma first:
   * spreadsheets of many countries write semicolons or tabs. A header of one column is one.
   */
  private CsvRow.Shape headerRow() throws IOException {
    for (char delimiter : DELIMITERS) {
      row.delimitBy(delimiter);
      if (row.read() == CsvRow.Shape.COMPLETE && row.cells() > 1) {
        return CsvRow.Shape.COMPLETE;
      }
    }
    row.delimitBy(DELIMITERS[0]);
    return row.read();
  }

  private boolean readNames() {
    if (!row.isUtf8()) {
      headerFault = Fault.INVALID_UTF8.reason("in the header row");
      return true;
    }
    List<String> names = new ArrayList<>(row.cells());
    for (int cell = 0; cell < row.cells(); cell++) {
      names.add(row.text(cell));
    }
    if (standardNames && DataRow.is(names)) {
      headerFault = Fault.NO_HEADER.reason();
      bad(headerFault);
      return false;
    }
    header = new CsvHeader(names, standardNames);
    if (header.repeatedColumn() > 0) {
      headerFault =
          Fault.DUPLICATE_KEY.reason(
              "column " + header.repeatedColumn() + " of the header has an earlier one's name");
    }
    return true;
  }

  private Outcome record() {
    if (row.cells() != header.columns()) {
      return bad(
          Fault.CELL_COUNT.reason(
              String.format("the row has %d cells, the header %d", row.cells(), header.columns())));
    }
    if (!row.isUtf8()) {
      return bad(Fault.INVALID_UTF8.reason());
    }
    try {
      parser.begin(tape);
      addObject(header.root(), 0);
    } catch (RejectedRecordException e) {
      return bad(e.reason());
    }
    notes.addAll(parser.notes());
    recordWaits = true;
    return noteOrRecord();
  }

  private void addObject(CsvHeader.Node node, int depth) throws RejectedRecordException {
    int object = open(JsonTape.Kind.OBJECT, node, depth);
    for (CsvHeader.Node field : node.fields) {
      if (!isFilled(field)) {
        continue;
      }
      if (!field.fields.isEmpty()) {
        addObject(field, depth + 1);
      } else if (field.list) {
        int list = open(JsonTape.Kind.ARRAY, field, depth + 1);
        for (int cell : field.cells) {
          if (!row.isEmpty(cell)) {
            parser.string(null, row.text(cell), depth + 2);
          }
        }
        tape.close(list);
      } else {
        parser.string(field.name, row.text(field.cells.get(0)), depth + 1);
      }
    }
    tape.close(object);
  }

  private int open(JsonTape.Kind kind, CsvHeader.Node node, int depth)
      throws RejectedRecordException {
    if (depth >= limits.maximumDepth()) {
      throw new RejectedRecordException(Fault.TOO_DEEP);
    }
    int container = tape.open(kind, node.name, false);
    parser.entered(container, depth + 1);
    return container;
  }

  private boolean isFilled(CsvHeader.Node node) {
    for (int cell : node.cells) {
      if (!row.isEmpty(cell)) {
        return true;
      }
    }
    for (CsvHeader.Node field : node.fields) {
      if (isFilled(field)) {
        return true;
      }
    }
    return false;
  }

  private Outcome noteOrRecord() {
    JsonTapeParser.Note note = notes.poll();
    if (note == null) {
      recordWaits = false;
      return Outcome.RECORD;
    }
    quarantined = new QuarantinedRecord(window.position, note.reason(), note.raw());
    return Outcome.NOTE;
  }

  private Outcome bad(String reason) {
    quarantined = new QuarantinedRecord(window.position, reason, row.raw());
    return Outcome.QUARANTINED;
  }

  private Outcome damaged() {
    damageReported = true;
    byte[] raw = consumed > 0 ? row.raw() : new byte[0];
    quarantined =
        new QuarantinedRecord(
            window.position, Fault.DAMAGED_COMPRESSION.reason(window.damage()), raw);
    return Outcome.QUARANTINED;
  }

  /** Keeps a line's beginning and passes over the rest of it. */
  private Outcome tooLarge() throws IOException {
    bad(Fault.RECORD_TOO_LARGE.reason());
    window.advance(consumed);
    consumed = 0;
    do {
      for (int at = window.begin; at < window.end; at++) {
        if (window.bytes[at] == '\n') {
          window.advance(at - window.begin);
          return Outcome.QUARANTINED;
        }
      }
      window.advance(window.size());
    } while (window.fill());
    return Outcome.QUARANTINED;
  }

  /** Lets go of the last row and moves to the next line with anything on it. False at the end. */
  private boolean skipBlankLines() throws IOException {
    window.advance(consumed);
    consumed = 0;
    while (true) {
      int at = 0;
      while (window.need(at + 1)) {
        byte c = window.bytes[window.begin + at];
        if (c == '\n') {
          window.advance(at + 1);
          at = 0;
        } else if (c == ' ' || c == '\t' || c == '\r') {
          at++;
          if (at >= limits.maximumRecordBytes()) {
            return true;
          }
        } else {
          return true;
        }
      }
      window.advance(window.size());
      return false;
    }
  }

  @Override
  public JsonTape tape() {
    return tape;
  }

  @Override
  public long position() {
    return window.position;
  }

  @Override
  public QuarantinedRecord quarantined() {
    return quarantined;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
