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

  private static final byte IN_STRING = 1;
  private static final byte OUTSIDE = 2;

  /** Looked at this often, doubling, whether an open record is a cut one with others behind it. */
  private static final int FIRST_CHECKPOINT = 64 << 10;

  /** Bytes looked at in vain, as a multiple of the largest record, before a line is given up. */
  private static final int RECOVERY_EFFORT = 32;

  private final ByteWindow window;
  private final int maximum;
  private final boolean lines;
  private final long end;
  private final byte[] stops = new byte[256];
  private final OpeningSignature usual = new OpeningSignature();
  private final OpeningSignature own = new OpeningSignature();

  private int frameLength;
  private boolean frameIsObject;
  private boolean finished;
  private boolean damageReported;
  private boolean nonAscii;
  private boolean escapes;
  private QuarantinedRecord bad;
  private long effort;

  // The scan of one value.
  private int scanned;
  private int depth;
  private boolean inString;
  private int checkpoint;
  private int cutAt;

  private enum Scan {
    CLOSED,
    OPEN,
    CUT,
    TOO_LARGE
  }

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
    stops['"'] = IN_STRING | OUTSIDE;
    stops['\\'] = IN_STRING;
    for (char bracket : new char[] {'{', '}', '[', ']'}) {
      stops[bracket] = OUTSIDE;
    }
    if (lines) {
      stops['\n'] = IN_STRING | OUTSIDE;
    }
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
    return nonAscii;
  }

  /** Whether a string of the frame holds a backslash. */
  boolean hasEscapes() {
    return escapes;
  }

  QuarantinedRecord bad() {
    return bad;
  }

  Frame next() throws IOException {
    if (frameIsObject) {
      usual.learn(window.bytes, window.begin, window.begin + frameLength);
      effort = 0;
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
    int resume = recover(frameLength, true);
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
        effort = 0;
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
    beginScan();
    Scan result = scan();
    if (result == Scan.CLOSED) {
      frameLength = scanned;
      frameIsObject = object;
      if (object) {
        return Frame.OBJECT;
      }
      int resume = recover(scanned, false);
      return resume < 0
          ? setBad(scanned, Fault.NOT_AN_OBJECT.reason())
          : setBad(resume, Fault.TRUNCATED_JSON.reason());
    }
    int resume = result == Scan.CUT ? cutAt : recover(scanned, object && result == Scan.OPEN);
    if (resume >= 0) {
      return setBad(resume, Fault.TRUNCATED_JSON.reason("cut off, and another record follows it"));
    }
    if (result == Scan.TOO_LARGE) {
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
    Scan result;
    do {
      window.advance(scanned);
      scanned = 0;
      checkpoint = Integer.MAX_VALUE;
      result = scan();
    } while (result == Scan.TOO_LARGE);
    frameLength = scanned;
    bad = beginning;
    return Frame.BAD;
  }

  private void beginScan() {
    scanned = 0;
    depth = 0;
    inString = false;
    nonAscii = false;
    escapes = false;
    checkpoint = lines ? FIRST_CHECKPOINT : Integer.MAX_VALUE;
  }

  /**
   * Scans on to the value's end. {@code OPEN} where the line or the file ends first, {@code
   * TOO_LARGE} where the limit comes first, {@code CUT} where another record has surely begun, at
   * {@code cutAt}.
   */
  private Scan scan() throws IOException {
    while (true) {
      if (scanBuffered()) {
        return depth == 0 && !inString ? Scan.CLOSED : Scan.OPEN;
      }
      // An escape may keep the scan one byte short of the limit.
      if (scanned >= maximum - 1 && window.size() >= maximum) {
        return Scan.TOO_LARGE;
      }
      if (scanned >= checkpoint) {
        checkpoint = scanned * 2;
        cutAt = recover(scanned, false);
        if (cutAt >= 0) {
          return Scan.CUT;
        }
      }
      if (!window.fill()) {
        return Scan.OPEN;
      }
    }
  }

  /** The inner loop: true where the value closed or a newline ended it. */
  private boolean scanBuffered() {
    byte[] bytes = window.bytes;
    byte[] stop = stops;
    int begin = window.begin;
    // Not past the limit and a little, so that a huge buffer does not hide a huge record.
    int last = (int) Math.min(window.end, (long) begin + maximum);
    int at = begin + scanned;
    int seen = 0;
    boolean done = false;
    int level = depth;
    boolean quoted = inString;
    while (at < last && !done) {
      byte mask = quoted ? IN_STRING : OUTSIDE;
      byte c = 0;
      while (at < last && (stop[(c = bytes[at]) & 0xff] & mask) == 0) {
        seen |= c;
        at++;
      }
      if (at >= last) {
        break;
      }
      switch (c) {
        case '"' -> quoted = !quoted;
        case '\\' -> {
          escapes = true;
          if (at + 1 >= last) {
            last = at;
            continue;
          }
          if (bytes[at + 1] != '\n' || !lines) {
            seen |= bytes[at + 1];
            at++;
          }
        }
        case '{', '[' -> level++;
        case '}', ']' -> {
          level--;
          done = level == 0;
        }
        default -> {
          scanned = at - begin;
          depth = Math.max(level, 1);
          inString = quoted;
          nonAscii |= seen < 0;
          return true;
        }
      }
      at++;
    }
    scanned = at - begin;
    depth = level;
    inString = quoted;
    nonAscii |= seen < 0;
    return done;
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

  /**
   * Where, inside a bad record of this length, another one begins; or -1. An opening that stands
   * where a nested value may stand counts only where what it opens closes and no parent goes on.
   */
  private int recover(int length, boolean nestedToo) {
    effort += length;
    byte[] bytes = window.bytes;
    int begin = window.begin;
    int last = begin + Math.min(length, window.size());
    own.forget();
    own.learn(bytes, begin, last);
    byte previous = bytes[begin];
    byte before = '\n';
    for (int at = begin + 1; at < last; at++) {
      byte c = bytes[at];
      if (effort > (long) maximum * RECOVERY_EFFORT) {
        return -1;
      }
      if (c == '{' && opens(at, before)) {
        boolean maybeNested = previous == ':' || previous == ',' || previous == '[';
        if (!maybeNested || (nestedToo && standsAlone(at, last))) {
          return at - begin;
        }
      }
      before = c;
      if (!isBlank(c)) {
        previous = c;
      }
    }
    return -1;
  }

  private boolean opens(int at, byte before) {
    if (!lines) {
      return before == '\n';
    }
    return own.matches(window.bytes, at, window.end) || usual.matches(window.bytes, at, window.end);
  }

  private boolean standsAlone(int from, int last) {
    byte[] bytes = window.bytes;
    int level = 0;
    boolean quoted = false;
    int at = from;
    do {
      byte c = bytes[at];
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        at++;
      } else if (!quoted && (c == '{' || c == '[')) {
        level++;
      } else if (!quoted && (c == '}' || c == ']')) {
        level--;
      }
      at++;
    } while (at < last && level > 0);
    effort += at - from;
    if (level > 0 || quoted) {
      return false;
    }
    while (at < last && isBlank(bytes[at])) {
      at++;
    }
    return at >= last || (bytes[at] != ',' && bytes[at] != '}' && bytes[at] != ']');
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
