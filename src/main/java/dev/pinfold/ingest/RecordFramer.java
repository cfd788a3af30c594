// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.Closeable;
import java.io.IOException;

/**
 * Cuts bytes into records without parsing them: finds where each top-level object begins and ends.
 * In lines, a newline always ends a record, and a line may hold any number of them with nothing or
 * white space between; in documents a newline is white space. What is no object comes out as {@link
 * Frame#BAD}, each byte that is not white space once. Memory is bounded by {@code
 * maximumRecordBytes} and a constant factor, whatever the file. Not thread-safe.
 *
 * <p>A caller that finds a frame unfit calls {@link #reject(String)}; framing then goes on inside
 * it where another record begins.
 */
final class RecordFramer implements Closeable {
  /** What lies between records. */
  enum Layout {
    LINES,
    DOCUMENTS
  }

  enum Frame {
    /** A balanced object: {@link #buffer()}, {@link #offset()}, {@link #length()}. */
    OBJECT,
    /** Bytes that are no record: {@link #bad()}. */
    BAD,
    END
  }

  private final ByteWindow window;
  private final int maximum;
  private final boolean lines;
  private final long end;
  private final RecordRecovery recovery;
  private final ValueScan scan;

  private int frameLength;
  private boolean frameIsObject;
  private boolean finished;
  private boolean damageReported;
  private QuarantinedRecord bad;

  /**
   * Frames a whole file or, of a file in lines, the lines that begin in a range.
   *
   * @param window stands at the file's first byte, or at {@code start - 1} for a later start
   * @param start the range's first byte
   * @param end the byte behind the range; {@link Long#MAX_VALUE} for the whole file
   */
  RecordFramer(ByteWindow window, Layout layout, ReadLimits limits, long start, long end)
      throws IOException {
    this.window = window;
    this.maximum = limits.maximumRecordBytes();
    this.lines = layout == Layout.LINES;
    this.end = end;
    this.recovery = new RecordRecovery(window, maximum, lines);
    this.scan = new ValueScan(window, maximum, lines, recovery);
    if (start == 0) {
      window.skipByteOrderMark();
    } else {
      skipLine();
    }
    // The first line begins at 0, byte order mark or not.
    finished = (start == 0 ? 0 : window.position) >= end;
  }

  byte[] buffer() {
    return window.bytes;
  }

  int offset() {
    return window.begin;
  }

  int length() {
    return frameLength;
  }

  /** Where the frame begins in the decompressed file. */
  long position() {
    return window.position;
  }

  /** Whether the frame holds a byte above 7F. */
  boolean hasNonAscii() {
    return scan.hasNonAscii();
  }

  /** Whether a string of the frame holds a backslash. */
  boolean hasEscapes() {
    return scan.hasEscapes();
  }

  QuarantinedRecord bad() {
    return bad;
  }

  Frame next() throws IOException {
    if (frameIsObject) {
      recovery.learn(frameLength);
    }
    window.advance(frameLength);
    frameLength = 0;
    frameIsObject = false;
    if (!skipBlanks()) {
      return atEnd();
    }
    return switch (window.bytes[window.begin]) {
      case '{' -> container(true);
      case '[' -> container(false);
      case '"' -> text();
      default -> garbage();
    };
  }

  /**
   * Takes the present object back: it goes to quarantine, up to where another record begins in it.
   */
  QuarantinedRecord reject(String reason) throws IOException {
    int resume = recovery.find(frameLength, true);
    frameIsObject = false;
    setBad(resume < 0 ? frameLength : resume, reason);
    return bad;
  }

  private Frame atEnd() {
    if (window.damage() != null && !damageReported) {
      return damaged(0);
    }
    return Frame.END;
  }

  private Frame damaged(int length) {
    damageReported = true;
    return setBad(length, Fault.DAMAGED_COMPRESSION.reason(window.damage()));
  }

  private Frame setBad(int length, String reason) {
    frameLength = length;
    int kept = Math.min(length, maximum);
    while (kept > 0 && kept == length && isBlank(window.bytes[window.begin + kept - 1])) {
      kept--;
      length--;
    }
    bad = new QuarantinedRecord(window.position, reason, window.copy(0, kept));
    return Frame.BAD;
  }

  /** Moves to the next byte that is not white space. False at the end of file or range. */
  private boolean skipBlanks() throws IOException {
    while (!finished) {
      byte[] bytes = window.bytes;
      int at = window.begin;
      int stop = window.end;
      while (at < stop && isBlank(bytes[at]) && !(lines && bytes[at] == '\n')) {
        at++;
      }
      boolean more = at < stop;
      boolean newline = more && bytes[at] == '\n' && lines;
      window.advance(at - window.begin + (newline ? 1 : 0));
      if (newline) {
        recovery.atNewLine();
        finished = window.position >= end;
      } else if (more) {
        return true;
      } else if (!window.fill()) {
        return false;
      }
    }
    return false;
  }

  private void skipLine() throws IOException {
    do {
      for (int at = window.begin; at < window.end; at++) {
        if (window.bytes[at] == '\n') {
          window.advance(at + 1 - window.begin);
          return;
        }
      }
      window.advance(window.size());
    } while (window.fill());
  }

  private Frame container(boolean object) throws IOException {
    scan.begin();
    ValueScan.Result result = scan.run();
    int scanned = scan.scanned();
    if (result == ValueScan.Result.CLOSED) {
      frameLength = scanned;
      frameIsObject = object;
      if (object) {
        return Frame.OBJECT;
      }
      int resume = recovery.find(scanned, false);
      return resume < 0
          ? setBad(scanned, Fault.NOT_AN_OBJECT.reason())
          : setBad(resume, Fault.TRUNCATED_JSON.reason());
    }
    int resume =
        result == ValueScan.Result.CUT
            ? scan.cutAt()
            : recovery.find(scanned, object && result == ValueScan.Result.OPEN);
    if (resume >= 0) {
      return setBad(resume, Fault.TRUNCATED_JSON.reason("cut off, and another record follows it"));
    }
    if (result == ValueScan.Result.TOO_LARGE) {
      return tooLarge();
    }
    boolean atEnd = scanned == window.size();
    if (atEnd && window.damage() != null) {
      return damaged(scanned);
    }
    return setBad(scanned, Fault.TRUNCATED_JSON.reason());
  }

  /** Keeps the beginning of a record above the limit and passes over the rest of it. */
  private Frame tooLarge() throws IOException {
    QuarantinedRecord beginning =
        new QuarantinedRecord(
            window.position,
            Fault.RECORD_TOO_LARGE.reason(),
            window.copy(0, Math.min(maximum, window.size())));
    while (scan.skipOn() == ValueScan.Result.TOO_LARGE) {
      // The rest is passed over.
    }
    frameLength = scan.scanned();
    bad = beginning;
    return Frame.BAD;
  }

  /** A string at top level, if it closes on its line. */
  private Frame text() throws IOException {
    int at = 1;
    while (window.need(at + 1) && at < maximum) {
      byte c = window.bytes[window.begin + at];
      if (c == '\n' && lines) {
        break;
      }
      if (c == '"') {
        int brace = lastNonBlankBefore(at);
        // A "string" that ends in a brace is the end of a cut record and the start of a good one.
        return brace > 0 && window.bytes[window.begin + brace] == '{'
            ? setBad(brace, Fault.INVALID_JSON.reason())
            : setBad(at + 1, Fault.NOT_AN_OBJECT.reason());
      }
      at += c == '\\' ? 2 : 1;
    }
    return garbage();
  }

  private int lastNonBlankBefore(int offset) {
    int at = offset - 1;
    while (at > 0 && isBlank(window.bytes[window.begin + at])) {
      at--;
    }
    return at;
  }

  /** Text that is neither object nor array nor string, up to the next brace or newline. */
  private Frame garbage() throws IOException {
    int at = 1;
    while (at < maximum && window.need(at + 1)) {
      byte c = window.bytes[window.begin + at];
      if (c == '{' || (c == '\n' && lines)) {
        break;
      }
      at++;
    }
    if (at == window.size() && !window.fill() && window.damage() != null) {
      return damaged(at);
    }
    int literal = TopLevelLiteral.length(window.bytes, window.begin, window.begin + at);
    return literal > 0
        ? setBad(literal, Fault.NOT_AN_OBJECT.reason())
        : setBad(at, Fault.INVALID_JSON.reason());
  }

  static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
