// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Finds where a JSON string closes, eight bytes at a time, and writes out what its escapes stand
 * for. Not thread-safe.
 */
final class StringScan {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;

  private byte[] unescaped = new byte[1024];
  private int size;
  private boolean nonAscii;
  private boolean escaped;

  /** Forgets what was written out, which the next one overwrites. */
  void clear() {
    size = 0;
    nonAscii = false;
  }

  /** Whether a string held a byte above 7F since all was forgotten. */
  boolean hasNonAscii() {
    return nonAscii;
  }

  /** Whether the last string holds a backslash. */
  boolean isEscaped() {
    return escaped;
  }

  /**
   * Where a string's closing quote stands.
   *
   * @param from the byte behind the opening quote
   * @return {@code end} where the bytes end first; -1 where a control character stands in it
   */
  int closing(byte[] bytes, int from, int end) {
    int at = from;
    long seen = 0;
    escaped = false;
    while (at + Long.BYTES <= end) {
      long word = (long) WORDS.get(bytes, at);
      long stops = stops(word);
      if (stops == 0) {
        seen |= word;
        at += Long.BYTES;
        continue;
      }
      seen |= word & (stops ^ (stops - 1));
      at += Long.numberOfTrailingZeros(stops) / Byte.SIZE;
      if (bytes[at] != '\\') {
        nonAscii |= (seen & HIGH) != 0;
        return bytes[at] == '"' ? at : -1;
      }
      escaped = true;
      at += 2;
    }
    while (at < end && bytes[at] != '"') {
      byte c = bytes[at];
      if (c >= 0 && c < ' ') {
        return -1;
      }
      seen |= c;
      escaped |= c == '\\';
      at += c == '\\' ? 2 : 1;
    }
    nonAscii |= (seen & HIGH) != 0;
    return Math.min(at, end);
  }

  /**
   * The high bit of the first byte, from the lowest, that is a quote, a backslash or a control
   * character; bits above it mean nothing. (The usual test for a zero byte, see H. Warren, Hacker's
   * Delight, section 6-1.)
   */
  private static long stops(long word) {
    long quote = word ^ (EACH * '"');
    long backslash = word ^ (EACH * '\\');
    return (((quote - EACH) & ~quote)
            | ((backslash - EACH) & ~backslash)
            | ((word - (EACH * ' ')) & ~word))
        & HIGH;
  }

  /** Holds what was written out. */
  byte[] unescaped() {
    return unescaped;
  }

  /** How many bytes were written out. */
  int size() {
    return size;
  }

  /**
   * Writes a string out behind what was written out before.
   *
   * @param to its closing quote
   * @return false where an escape is none, or one of half a surrogate pair alone
   */
  boolean unescape(byte[] bytes, int from, int to) {
    // No escape is shorter than what it stands for.
    if (unescaped.length - size < to - from) {
      unescaped = Arrays.copyOf(unescaped, Math.max(2 * unescaped.length, size + to - from));
    }
    int at = from;
    while (at < to) {
      byte c = bytes[at];
      if (c != '\\') {
        unescaped[size++] = c;
        at++;
      } else if (bytes[at + 1] == 'u') {
        at = codePoint(bytes, at, to);
        if (at < 0) {
          return false;
        }
      } else {
        byte plain = plain(bytes[at + 1]);
        if (plain == 0) {
          return false;
        }
        unescaped[size++] = plain;
        at += 2;
      }
    }
    return true;
  }

  /** What an escape of one character stands for; 0 for none. */
  private static byte plain(byte escape) {
    return switch (escape) {
      case '"', '\\', '/' -> escape;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> 0;
    };
  }

  /** Writes a character out that is given by its number; the place behind it, or -1. */
  private int codePoint(byte[] bytes, int at, int to) {
    int unit = unit(bytes, at, to);
    int behind = at + 6;
    if (unit < 0) {
      return -1;
    }
    if (Character.isSurrogate((char) unit)) {
      int low = unit(bytes, behind, to);
      if (low < 0 || !Character.isSurrogatePair((char) unit, (char) low)) {
        return -1;
      }
      unit = Character.toCodePoint((char) unit, (char) low);
      behind += 6;
    }
    write(unit);
    return behind;
  }

  /** The UTF-16 code unit of an escape at this place, or -1 where there is none. */
  private static int unit(byte[] bytes, int at, int to) {
    if (at + 6 > to || bytes[at] != '\\' || bytes[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit((char) bytes[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }

  private void write(int codePoint) {
    if (codePoint < 0x80) {
      unescaped[size++] = (byte) codePoint;
    } else if (codePoint < 0x800) {
      unescaped[size++] = (byte) (0xc0 | (codePoint >> 6));
      writeLast(codePoint);
    } else if (codePoint < 0x10000) {
      unescaped[size++] = (byte) (0xe0 | (codePoint >> 12));
      writeLast(codePoint >> 6);
      writeLast(codePoint);
    } else {
      unescaped[size++] = (byte) (0xf0 | (codePoint >> 18));
      writeLast(codePoint >> 12);
      writeLast(codePoint >> 6);
      writeLast(codePoint);
    }
  }

  private void writeLast(int bits) {
    unescaped[size++] = (byte) (0x80 | (bits & 0x3f));
  }
}
