// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.ingest.JsonTape;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A value's text among the bytes that it was found in, so that no string is made of one that is
 * known. Reused from value to value; not thread-safe.
 */
final class ValueText {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // In each byte of a word.
  private static final long ZEROS = 0x3030303030303030L;
  private static final long BELOW_128_BY_TEN = 0x7676767676767676L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private byte[] utf8;
  private int from;
  private int to;
  private String text;
  private boolean isToldByBytes;

  /** A text by itself. */
  static ValueText of(String text) {
    ValueText value = new ValueText();
    value.set(text);
    return value;
  }

  void set(String newText) {
    text = newText;
    isToldByBytes = !hasSurrogate(newText);
    utf8 = newText.getBytes(StandardCharsets.UTF_8);
    from = 0;
    to = utf8.length;
  }

  /** Takes a string or number of a tape. */
  void set(JsonTape tape, int value) {
    if (tape.source(value) == null) {
      set(tape.text(value));
      return;
    }
    set(tape.source(value), tape.from(value), tape.to(value));
  }

  /** Takes a part of some bytes, which are UTF-8. */
  void set(byte[] source, int sourceFrom, int sourceTo) {
    text = null;
    isToldByBytes = true;
    utf8 = source;
    from = sourceFrom;
    to = sourceTo;
  }

  private static boolean hasSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  String text() {
    if (text == null) {
      text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
    }
    return text;
  }

  /** How many digits there are, of any script. */
  int digits() {
    int digits = 0;
    long high = 0;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long word = (long) WORDS.get(utf8, at);
      high |= word;
      // A byte of ASCII that is no digit comes to 128 and more, and to no carry.
      digits += Long.bitCount(~((word ^ ZEROS) + BELOW_128_BY_TEN) & HIGH_BITS);
    }
    for (; at < to; at++) {
      high |= utf8[at];
      digits += utf8[at] >= '0' && utf8[at] <= '9' ? 1 : 0;
    }
    return (high & HIGH_BITS) == 0
        ? digits
        : (int) text().chars().filter(Character::isDigit).count();
  }

  /** Whether texts are the same where their bytes are: half a surrogate pair has none. */
  boolean isToldByBytes() {
    return isToldByBytes;
  }

  /** Holds the text in UTF-8. */
  byte[] utf8() {
    return utf8;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  /** In bytes. */
  int length() {
    return to - from;
  }
}
