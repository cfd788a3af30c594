// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

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
        boolean maybeNested = previous == ':' || previous == ',' || previous == '[';
        if (!maybeNested || (nestedToo && standsAlone(at, last))) {
          return at - begin;
        }
      }
      before = c;
      if (!RecordFramer.isBlank(c)) {
        previous = c;
      }
    }
    return -1;
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
    while (at < last && RecordFramer.isBlank(bytes[at])) {
      at++;
    }
    return at >= last || (bytes[at] != ',' && bytes[at] != '}' && bytes[at] != ']');
  }
}
