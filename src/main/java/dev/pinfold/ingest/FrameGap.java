// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.IOException;

/**
 * Passes over the white space between frames, up to the end of the range, and knows where in its
 * line the next frame begins. Not thread-safe.
 */
final class FrameGap {
  private final ByteWindow window;
  private final boolean lines;
  private final long end;
  private boolean finished;
  private boolean atNewline = true;
  private boolean isIndented;
  private boolean metNewline;

  /**
   * @param lines whether a newline ends a frame
   * @param start first byte of the range; the window stands at it, or a byte before a later one
   * @param end the byte behind the range
   */
  FrameGap(ByteWindow window, boolean lines, long start, long end) throws IOException {
    this.window = window;
    this.lines = lines;
    this.end = end;
    if (start == 0) {
      window.skipByteOrderMark();
    } else {
      skipLine();
    }
    // The first line begins at 0, byte order mark or not.
    finished = (start == 0 ? 0 : window.position) >= end;
  }

  /** Whether the frame is the first of its line, behind white space. */
  boolean isIndented() {
    return isIndented;
  }

  /** Whether the frame begins with its line. */
  boolean isAtNewline() {
    return atNewline;
  }

  /** Whether a newline that ends frames was passed. */
  boolean metNewline() {
    return metNewline;
  }

  /**
   * Moves to the next byte that is not white space. False at the end of file or range.
   *
   * @param frameLength bytes of the present frame, which are passed first
   */
  boolean pass(int frameLength) throws IOException {
    window.advance(frameLength);
    atNewline &= frameLength == 0;
    isIndented = false;
    metNewline = false;
    while (!finished) {
      byte[] bytes = window.bytes;
      int at = window.begin;
      int stop = window.end;
      while (at < stop && isBlank(bytes[at]) && !(lines && bytes[at] == '\n')) {
        at++;
      }
      boolean more = at < stop;
      boolean newline = more && bytes[at] == '\n' && lines;
      if (at > window.begin) {
        isIndented |= atNewline;
        atNewline = bytes[at - 1] == '\n';
      }
      window.advance(at - window.begin + (newline ? 1 : 0));
      if (newline) {
        metNewline = true;
        isIndented = false;
        atNewline = true;
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

  static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }
}
