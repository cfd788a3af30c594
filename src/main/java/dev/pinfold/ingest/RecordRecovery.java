// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.IOException;

/**
 * Finds where the next record begins inside bytes that turned out to be no record, such as one that
 * was cut short with others behind it on its line. What begins like the records before it, or like
 * the bad one itself where none came before, is taken for one. Not thread-safe.
 */
final class RecordRecovery {
  /** Bytes looked at in vain, as a multiple of the largest record, before a line is given up. */
  private static final int EFFORT = 32;

  private final ByteWindow window;
  private final int maximum;
  private final boolean lines;
  private final OpeningSignature usual = new OpeningSignature();
  private final OpeningSignature own = new OpeningSignature();
  private long effort;

  /**
   * @param lines whether a record may begin anywhere in a line; else only at a line's beginning
   */
  RecordRecovery(ByteWindow window, int maximumRecordBytes, boolean lines) {
    this.window = window;
    this.maximum = maximumRecordBytes;
    this.lines = lines;
  }

  /** Takes the object at the window's first byte for an example of a good record. */
  void learn(int length) {
    usual.learn(window.bytes, window.begin, window.begin + length);
    effort = 0;
  }

  /** A new line is looked at with new patience. */
  void atNewLine() {
    effort = 0;
  }

  /**
   * Where, inside a bad record of this length, another one begins; or -1. An opening that stands
   * where a nested value may stand counts only where what it opens closes and no parent goes on.
   */
  int find(int length, boolean nestedToo) {
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
      if (effort > (long) maximum * EFFORT) {
        return -1;
      }
      if (c == '{' && opens(at, before)) {
        if (!mayBeNested(previous) || (nestedToo && standsAlone(at, last))) {
          return at - begin;
        }
      }
      before = c;
      if (!FrameGap.isBlank(c)) {
        previous = c;
      }
    }
    return -1;
  }

  /**
   * Whether a record begins at an opening brace behind text that is none. Of what the text is a
   * part nobody knows, so only an opening that begins like the records before it counts, and none
   * that may be nested.
   *
   * @param offset of the brace from the window's first byte
   * @param previous the byte before it that is not white space
   * @param before the byte before it
   */
  boolean begins(int offset, byte previous, byte before) throws IOException {
    if (mayBeNested(previous)) {
      return false;
    }
    if (!lines) {
      return before == '\n';
    }
    window.need(offset + OpeningSignature.LONGEST_BYTES);
    return !usual.isKnown() || usual.matches(window.bytes, window.begin + offset, window.end);
  }

  private static boolean mayBeNested(byte previous) {
    return previous == ':' || previous == ',' || previous == '[';
  }

  private boolean opens(int at, byte before) {
    if (!lines) {
      return before == '\n';
    }
    // A damaged record's own first key may be that of an object inside a good one.
    OpeningSignature known = usual.isKnown() ? usual : own;
    return known.matches(window.bytes, at, window.end);
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
    while (at < last && FrameGap.isBlank(bytes[at])) {
      at++;
    }
    return at >= last || (bytes[at] != ',' && bytes[at] != '}' && bytes[at] != ']');
  }
}
