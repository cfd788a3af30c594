// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Gzip (RFC 1952) with any number of members, as Firehose and {@code cat} write them. Unlike the
 * usual readers it hands out every byte that came before a damage, and never takes the end of a
 * member for the end of the file. Faults are {@link DamagedInputException}s.
 */
final class GzipInput extends InputStream {
  private static final int FLAG_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;
  private static final int FLAGS_RESERVED = 0xe0;
  private static final int METHOD_DEFLATE = 8;

  private final PushbackInputStream in;
  private final byte[] input = new byte[32 << 10];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private int inputEnd;
  private boolean inMember;
  private boolean ended;
  private boolean anyMember;

  /** How much was decompressed, and how much of it before the present member. */
  private long produced;

  private long memberStart;

  GzipInput(InputStream in) {
    this.in = new PushbackInputStream(in, input.length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      if (!inMember && !beginMember()) {
        ended = true;
        return -1;
      }
      int count = inflate(target, offset, length);
      if (count > 0) {
        checksum.update(target, offset, count);
        produced += count;
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw new DamagedInputException("gzip: the compressed data is corrupt");
      } else if (inflater.needsInput()) {
        int read = in.read(input, 0, input.length);
        if (read < 0) {
          throw new DamagedInputException("gzip: the file is cut short");
        }
        inputEnd = read;
        inflater.setInput(input, 0, read);
      }
    }
    return -1;
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    long before = inflater.getBytesWritten();
    try {
      return inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      // What was inflated ahead of the fault is good; the fault shows again on the next call.
      int count = (int) (inflater.getBytesWritten() - before);
      if (count > 0) {
        return count;
      }
      throw new DamagedInputException("gzip: the compressed data is corrupt");
    }
  }

  /** Where the member that was read last begins in the decompressed file. */
  long memberStart() {
    return memberStart;
  }

  private boolean beginMember() throws IOException {
    memberStart = produced;
    int first = in.read();
    if (first < 0 && anyMember) {
      return false;
    }
    if (first != 0x1f || in.read() != 0x8b) {
      throw new DamagedInputException("gzip: there is something else behind the compressed data");
    }
    if (required() != METHOD_DEFLATE) {
      throw new DamagedInputException("gzip: the header names an unknown method");
    }
    int flags = required();
    if ((flags & FLAGS_RESERVED) != 0) {
      throw new DamagedInputException("gzip: the header has unknown flags");
    }
    pass(6);
    if ((flags & FLAG_EXTRA) != 0) {
      pass(required() | required() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      passText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      passText();
    }
    if ((flags & FLAG_CRC) != 0) {
      pass(2);
    }
    inflater.reset();
    checksum.reset();
    inMember = true;
    anyMember = true;
    return true;
  }

  private void endMember() throws IOException {
    int left = inflater.getRemaining();
    if (left > 0) {
      in.unread(input, inputEnd - left, left);
    }
    long expected = littleEndian();
    long size = littleEndian();
    if (expected != checksum.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new DamagedInputException("gzip: the checksum does not fit the data");
    }
    inMember = false;
  }

  private long littleEndian() throws IOException {
    return required() | required() << 8 | required() << 16 | (long) required() << 24;
  }

  private int required() throws IOException {
    int value = in.read();
    if (value < 0) {
      throw new DamagedInputException("gzip: the file is cut short");
    }
    return value;
  }

  private void pass(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      required();
    }
  }

  private void passText() throws IOException {
    while (required() != 0) {
      // Neither name nor comment is of use.
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
