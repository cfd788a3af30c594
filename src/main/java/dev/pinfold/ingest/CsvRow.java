// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One row of CSV (RFC 4180, or with another character for its comma) where it lies in the window:
 * its cells, and what is wrong with it. A quote inside a cell that does not begin with one is an
 * ordinary character.
 */
final class CsvRow {
  /** How a row ended. */
  enum Shape {
    COMPLETE,
    /** A quoted cell that nothing closes, or that text follows: one line is not to be trusted. */
    UNCLOSED_QUOTE,
    TOO_LARGE,
    /** The file is damaged before the row's end. */
    DAMAGED
  }

  private final ByteWindow window;
  private final int maximum;
  private int delimiter = ',';
  private int[] starts = new int[64];
  private int[] ends = new int[64];
  private boolean[] doubled = new boolean[64];
  private int cells;
  private int length;
  private int contentLength;
  private boolean nonAscii;

  CsvRow(ByteWindow window, int maximumRecordBytes) {
    this.window = window;
    this.maximum = maximumRecordBytes;
  }

  /** What stands between cells from now on; a comma unless told. */
  void delimitBy(char character) {
    delimiter = character;
  }

  int cells() {
    return cells;
  }

  /** The row's bytes with its line end. */
  int length() {
    return length;
  }

  byte[] raw() {
    return window.copy(0, contentLength);
  }

  boolean isUtf8() {
    return !nonAscii || Utf8.isValid(window.bytes, window.begin, contentLength);
  }

  boolean isEmpty(int cell) {
    return starts[cell] == ends[cell];
  }

  String text(int cell) {
    String text =
        new String(
            window.bytes,
            window.begin + starts[cell],
            ends[cell] - starts[cell],
            StandardCharsets.UTF_8);
    return doubled[cell] ? text.replace("\"\"", "\"") : text;
  }

  /** Reads the row that begins at the window's first byte. */
  Shape read() throws IOException {
    cells = 0;
    nonAscii = false;
    int at = 0;
    while (true) {
      boolean quoted = peek(at) == '"';
      int stop = quoted ? quotedEnd(at + 1) : plainEnd(at);
      if (stop >= maximum && stop >= 0 && peek(stop) >= 0) {
        return quoted ? line(Shape.UNCLOSED_QUOTE) : line(Shape.TOO_LARGE);
      }
      if (stop < 0) {
        return line(Shape.UNCLOSED_QUOTE);
      }
      int next = peek(stop);
      if (next == delimiter) {
        cell(at, stop, quoted);
        at = stop + 1;
        continue;
      }
      if (next < 0 && window.damage() != null) {
        length = stop;
        contentLength = stop;
        return Shape.DAMAGED;
      }
      return endOfRow(at, stop, quoted, next);
    }
  }

  private Shape endOfRow(int at, int stop, boolean quoted, int next) throws IOException {
    int end = stop;
    int last = stop;
    if (next == '\r') {
      last = stop + 1;
      if (peek(last) != '\n') {
        // Only behind a closing quote does a carriage return stop a cell.
        return line(Shape.UNCLOSED_QUOTE);
      }
    } else if (!quoted && end > at && peek(end - 1) == '\r') {
      end--;
    }
    cell(at, end, quoted);
    contentLength = end;
    length = last + (peek(last) == '\n' ? 1 : 0);
    return Shape.COMPLETE;
  }

  private void cell(int from, int to, boolean quoted) {
    if (cells == starts.length) {
      starts = Arrays.copyOf(starts, cells * 2);
      ends = Arrays.copyOf(ends, cells * 2);
      doubled = Arrays.copyOf(doubled, cells * 2);
    }
    starts[cells] = quoted ? from + 1 : from;
    ends[cells] = quoted ? to - 1 : to;
    doubled[cells] = quoted;
    cells++;
  }

  /** The delimiter, newline or end behind a plain cell. */
  private int plainEnd(int from) throws IOException {
    int at = from;
    while (at < maximum) {
      int c = peek(at);
      if (c < 0 || c == delimiter || c == '\n') {
        return at;
      }
      nonAscii |= c >= 0x80;
      at++;
    }
    return at;
  }

  /** What is behind the quote that closes a cell; -1 where none closes it properly. */
  private int quotedEnd(int from) throws IOException {
    int at = from;
    while (at < maximum) {
      int c = peek(at);
      if (c < 0) {
        return window.damage() == null ? -1 : at;
      }
      if (c == '"') {
        int next = peek(at + 1);
        if (next != '"') {
          boolean ends = next < 0 || next == delimiter || next == '\n' || next == '\r';
          return ends ? at + 1 : -1;
        }
        at++;
      }
      nonAscii |= c >= 0x80;
      at++;
    }
    return at;
  }

  /** Takes the first line alone. */
  private Shape line(Shape shape) throws IOException {
    int at = 0;
    while (at < maximum) {
      int c = peek(at);
      if (c < 0 || c == '\n') {
        break;
      }
      at++;
    }
    contentLength = at;
    length = at + (at < maximum && peek(at) == '\n' ? 1 : 0);
    if (at < maximum && peek(at) < 0 && window.damage() != null) {
      return Shape.DAMAGED;
    }
    if (at >= maximum) {
      return Shape.TOO_LARGE;
    }
    while (contentLength > 0 && peek(contentLength - 1) == '\r') {
      contentLength--;
    }
    return shape;
  }

  /** The byte at an offset, or -1 behind the last. */
  private int peek(int at) throws IOException {
    if (window.begin + at >= window.end && !window.need(at + 1)) {
      return -1;
    }
    return window.bytes[window.begin + at] & 0xff;
  }
}
