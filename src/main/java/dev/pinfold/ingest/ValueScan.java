// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.IOException;

/**
 * Walks over one JSON object or array at the window's first byte to where it closes, without
 * parsing it: brackets and quotes are all that counts. Reused from value to value; not thread-safe.
 */
final class ValueScan {
  /** How a scan ended. */
  enum Result {
    CLOSED,
    /** The line or the file ends first. */
    OPEN,
    /** Another record has surely begun, at {@link #cutAt()}. */
    CUT,
    /** The limit comes first. */
    TOO_LARGE
  }

  private static final byte IN_STRING = 1;
  private static final byte OUTSIDE = 2;

  /** Looked at this often, doubling, whether an open record is a cut one with others behind it. */
  private static final int FIRST_CHECKPOINT = 64 << 10;

  private final ByteWindow window;
  private final int maximum;
  private final boolean lines;
  private final RecordRecovery recovery;
  private final byte[] stops = new byte[256];

  private int scanned;
  private int depth;
  private boolean inString;
  private int checkpoint;
  private int cutAt;
  private boolean nonAscii;
  private boolean escapes;

  /**
   * @param lines whether a newline ends a value
   */
  ValueScan(ByteWindow window, int maximumRecordBytes, boolean lines, RecordRecovery recovery) {
    this.window = window;
    this.maximum = maximumRecordBytes;
    this.lines = lines;
    this.recovery = recovery;
    stops['"'] = IN_STRING | OUTSIDE;
    stops['\\'] = IN_STRING;
    for (char bracket : new char[] {'{', '}', '[', ']'}) {
      stops[bracket] = OUTSIDE;
    }
    if (lines) {
      stops['\n'] = IN_STRING | OUTSIDE;
    }
  }

  /** How many bytes from the window's first on belong to the value, so far. */
  int scanned() {
    return scanned;
  }

  /** Where another record begins, behind {@link Result#CUT}. */
  int cutAt() {
    return cutAt;
  }

  /** Whether the value holds a byte above 7F. */
  boolean hasNonAscii() {
    return nonAscii;
  }

  /** Whether a string of the value holds a backslash. */
  boolean hasEscapes() {
    return escapes;
  }

  /** Lets go of what was scanned and goes on with the same value, however long it gets. */
  Result skipOn() throws IOException {
    window.advance(scanned);
    scanned = 0;
    checkpoint = Integer.MAX_VALUE;
    return run();
  }

  /** Starts at the window's first byte. */
  void begin() {
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
  Result run() throws IOException {
    while (true) {
      if (scanBuffered()) {
        return depth == 0 && !inString ? Result.CLOSED : Result.OPEN;
      }
      // An escape may keep the scan one byte short of the limit.
      if (scanned >= maximum - 1 && window.size() >= maximum) {
        return Result.TOO_LARGE;
      }
      if (scanned >= checkpoint) {
        checkpoint = scanned * 2;
        cutAt = recovery.find(scanned, false);
        if (cutAt >= 0) {
          return Result.CUT;
        }
      }
      if (!window.fill()) {
        return Result.OPEN;
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
}
