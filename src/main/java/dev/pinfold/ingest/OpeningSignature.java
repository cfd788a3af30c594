// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.util.Arrays;

/**
 * How the records of a stream begin: an opening brace, white space, and the first key in quotes.
 * Records of one producer begin alike, and nothing else in a line does: inside a string the quotes
 * would be escaped. That makes it the place to read on from behind a record that was cut off.
 */
final class OpeningSignature {
  /** A first key longer than this identifies nothing. */
  private static final int LONGEST_KEY = 128;

  /** So many bytes show an opening: the brace, some white space, and the key. */
  static final int LONGEST_BYTES = 2 * LONGEST_KEY;

  private static final byte[] NOTHING = {};

  /** The key with its quotes; empty where none is known. */
  private byte[] key = NOTHING;

  /** Learns from the record that begins here; true where it has such a beginning. */
  boolean learn(byte[] bytes, int from, int end) {
    int quote = skipBlanks(bytes, from + 1, end);
    if (matchesKey(bytes, quote, end)) {
      return true;
    }
    if (quote >= end || bytes[quote] != '"') {
      return false;
    }
    int stop = Math.min(end, quote + LONGEST_KEY);
    for (int at = quote + 1; at < stop; at++) {
      if (bytes[at] == '"' && at > quote + 1) {
        key = Arrays.copyOfRange(bytes, quote, at + 1);
        return true;
      }
      if (bytes[at] == '"' || bytes[at] == '\\' || bytes[at] == '\n') {
        return false;
      }
    }
    return false;
  }

  void forget() {
    key = NOTHING;
  }

  boolean isKnown() {
    return key.length > 0;
  }

  /** Whether a record of this kind begins here. */
  boolean matches(byte[] bytes, int at, int end) {
    return bytes[at] == '{' && matchesKey(bytes, skipBlanks(bytes, at + 1, end), end);
  }

  private boolean matchesKey(byte[] bytes, int at, int end) {
    int length = key.length;
    return length > 0
        && at + length <= end
        && Arrays.equals(bytes, at, at + length, key, 0, length);
  }

  private static int skipBlanks(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
      at++;
    }
    return at;
  }
}
