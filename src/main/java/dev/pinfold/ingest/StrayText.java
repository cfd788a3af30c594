// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.IOException;

/**
 * Finds how far bytes reach that stand where a record should begin and are neither object nor
 * array: strings, numbers, and what is left of cut records. Reused from text to text; not
 * thread-safe.
 */
final class StrayText {
  private final ByteWindow window;
  private final int maximum;
  private final boolean lines;
  private final RecordRecovery recovery;
  private int length;
  private boolean isValue;
  private boolean beginsRecord;

  /**
   * @param lines whether a newline ends a text
   */
  StrayText(ByteWindow window, int maximumRecordBytes, boolean lines, RecordRecovery recovery) {
    this.window = window;
    this.maximum = maximumRecordBytes;
    this.lines = lines;
    this.recovery = recovery;
  }

  int length() {
    return length;
  }

  /** Whether the file is damaged where the text ends. */
  boolean isDamaged() throws IOException {
    return length == window.size() && !window.fill() && window.damage() != null;
  }

  /** Why it is no record. */
  String reason() {
    return isValue ? Fault.NOT_AN_OBJECT.reason() : Fault.INVALID_JSON.reason();
  }

  /** Whether a record begins behind it. */
  boolean endsWhereRecordBegins() {
    return beginsRecord;
  }

  /**
   * Takes a string at the window's first byte, if it closes on its line, else what {@link #any}.
   */
  void string() throws IOException {
    int at = 1;
    while (window.need(at + 1) && at < maximum) {
      byte c = window.bytes[window.begin + at];
      if (c == '\n' && lines) {
        break;
      }
      if (c == '"') {
        int brace = lastNonBlankBefore(at);
        // A "string" that ends in a brace is the end of a cut record and the start of a good one.
        if (brace > 0 && window.bytes[window.begin + brace] == '{') {
          break;
        }
        set(at + 1, true, false);
        return;
      }
      at += c == '\\' ? 2 : 1;
    }
    any();
  }

  /** Takes what stands before the next place where a record begins, or before the newline. */
  void any() throws IOException {
    byte previous = window.bytes[window.begin];
    byte before = previous;
    int at = 1;
    boolean found = false;
    while (at < maximum && window.need(at + 1)) {
      byte c = window.bytes[window.begin + at];
      if (c == '\n' && lines) {
        break;
      }
      if (c == '{' && recovery.begins(at, previous, before)) {
        found = true;
        break;
      }
      before = c;
      previous = FrameGap.isBlank(c) ? previous : c;
      at++;
    }
    int literal = TopLevelLiteral.length(window.bytes, window.begin, window.begin + at);
    if (literal > 0) {
      set(literal, true, false);
    } else {
      set(at, false, found);
    }
  }

  /**
   * Whether an indented object that closes at this length looks like an inner one of a record that
   * is printed over many lines: it is empty, or more of its line follows that begins no record.
   */
  boolean continuesBehind(int objectLength) throws IOException {
    int at = 1;
    while (FrameGap.isBlank(window.bytes[window.begin + at])) {
      at++;
    }
    boolean isEmpty = at == objectLength - 1;
    at = objectLength;
    while (window.need(at + 1) && FrameGap.isBlank(window.bytes[window.begin + at])) {
      if (window.bytes[window.begin + at] == '\n') {
        return isEmpty;
      }
      at++;
    }
    return isEmpty || (window.size() > at && window.bytes[window.begin + at] != '{');
  }

  private void set(int to, boolean value, boolean isBeforeRecord) {
    length = to;
    isValue = value;
    beginsRecord = isBeforeRecord;
  }

  private int lastNonBlankBefore(int offset) {
    int at = offset - 1;
    while (at > 0 && FrameGap.isBlank(window.bytes[window.begin + at])) {
      at--;
    }
    return at;
  }
}
