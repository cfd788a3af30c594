// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The part of a stream that a scanner looks at. The bytes in use are {@code bytes[begin]} to {@code
 * bytes[end - 1]}; {@link #fill()} adds some behind and may move them, so a scanner holds offsets
 * from {@code begin}. Damage in a compressed file ends the bytes as the file's end does, and {@link
 * #damage()} tells the two apart. Fields are open to the package for speed.
 */
final class ByteWindow implements Closeable {
  private static final int INITIAL_BYTES = 256 << 10;

  byte[] bytes = new byte[INITIAL_BYTES];
  int begin;
  int end;

  /** Where {@code bytes[begin]} lies in the decompressed file. */
  long position;

  private final InputStream in;
  private boolean ended;
  private String damage;

  ByteWindow(InputStream in, long position) {
    this.in = in;
    this.position = position;
  }

  int size() {
    return end - begin;
  }

  /** What is wrong with the compressed file where the bytes ended, or null. */
  String damage() {
    return damage;
  }

  /** Lets go of the first bytes. */
  void advance(int count) {
    begin += count;
    position += count;
  }

  byte[] copy(int offset, int length) {
    return Arrays.copyOfRange(bytes, begin + offset, begin + offset + length);
  }

  /** Reads on. False where there is nothing more. */
  boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (begin == end) {
      begin = 0;
      end = 0;
    }
    if (end == bytes.length) {
      makeRoom();
    }
    try {
      int count = in.read(bytes, end, bytes.length - end);
      if (count < 0) {
        ended = true;
        return false;
      }
      end += count;
      return true;
    } catch (DamagedInputException e) {
      ended = true;
      damage = e.getMessage();
      return false;
    }
  }

  /** Reads on until so many bytes are in use, or all there are. */
  boolean need(int count) throws IOException {
    while (size() < count) {
      if (!fill()) {
        return false;
      }
    }
    return true;
  }

  /** Passes over the UTF-8 byte order mark that some programs begin a file with. */
  void skipByteOrderMark() throws IOException {
    if (need(3)
        && bytes[begin] == (byte) 0xef
        && bytes[begin + 1] == (byte) 0xbb
        && bytes[begin + 2] == (byte) 0xbf) {
      advance(3);
    }
  }

  private void makeRoom() {
    int used = end - begin;
    byte[] roomy = used > bytes.length / 2 ? new byte[bytes.length * 2] : bytes;
    System.arraycopy(bytes, begin, roomy, 0, used);
    bytes = roomy;
    begin = 0;
    end = used;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
