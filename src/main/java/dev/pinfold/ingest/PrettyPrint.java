// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

/**
 * Tells files whose records are printed over many lines from those with records in lines, by their
 * beginning: a line that holds an opening brace alone, and behind it a name or the closing brace.
 */
final class PrettyPrint {
  /** So many bytes at a file's beginning tell. */
  static final int HEAD_BYTES = 4096;

  private PrettyPrint() {}

  /**
   * @param end of the file's first {@link #HEAD_BYTES}, or of the file
   */
  static boolean begins(byte[] bytes, int begin, int end) {
    boolean hasMark =
        end - begin >= 3
            && bytes[begin] == (byte) 0xef
            && bytes[begin + 1] == (byte) 0xbb
            && bytes[begin + 2] == (byte) 0xbf;
    int brace = skipBlanks(bytes, hasMark ? begin + 3 : begin, end);
    if (brace >= end || bytes[brace] != '{') {
      return false;
    }
    int next = skipBlanks(bytes, brace + 1, end);
    boolean isAlone = false;
    for (int at = brace + 1; at < next; at++) {
      isAlone |= bytes[at] == '\n';
    }
    return isAlone && next < end && (bytes[next] == '"' || bytes[next] == '}');
  }

  private static int skipBlanks(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && FrameGap.isBlank(bytes[at])) {
      at++;
    }
    return at;
  }
}
