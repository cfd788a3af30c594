// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The rules of UTF-8 (RFC 3629, section 4): no overlong forms, no surrogates, no more than 10FFFF.
 */
final class Utf8 {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long HIGH = 0x8080808080808080L;

  private Utf8() {}

  /** Whether these bytes are UTF-8 from the first to the last. */
  static boolean isValid(byte[] bytes, int from, int length) {
    int at = from;
    int end = from + length;
    while (at < end) {
      int lead = bytes[at];
      if (lead >= 0) {
        at++;
        while (at + Long.BYTES <= end && ((long) WORDS.get(bytes, at) & HIGH) == 0) {
          at += Long.BYTES;
        }
      } else {
        int size = sequenceLength(bytes, at, end);
        if (size == 0) {
          return false;
        }
        at += size;
      }
    }
    return true;
  }

  /** Length of the well-formed sequence that begins here with a byte above 7F, or 0. */
  private static int sequenceLength(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xff;
    int size = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (size == 0 || end - at < size) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  /** Whether the text is longer than this many bytes in UTF-8. */
  static boolean isLonger(CharSequence text, int bytes) {
    int chars = text.length();
    if (chars > bytes) {
      return true;
    }
    if (chars <= bytes / 3) {
      return false;
    }
    long size = 0;
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      // Each half of a surrogate pair counts two of the pair's four bytes.
      size += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return size > bytes;
  }

  /** Whether half a surrogate pair stands alone, which no UTF-8 can hold. */
  static boolean hasLoneSurrogate(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
