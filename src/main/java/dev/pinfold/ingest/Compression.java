// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * How a file is compressed, told by its first bytes and never by its name: the names in real dumps
 * lie. Damage shows as {@link DamagedInputException} behind the last byte that came out of it; the
 * failures of the file system below stay what they are.
 */
public enum Compression {
  NONE,
  GZIP(0x1f, 0x8b),
  ZSTD(0x28, 0xb5, 0x2f, 0xfd),
  BZIP2('B', 'Z', 'h');

  /** So many bytes at a file's beginning tell how it is compressed. */
  public static final int HEAD_BYTES = 4;

  private static final int SKIPPED_AT_ONCE = 64 << 10;

  private final byte[] magic;

  Compression(int... magic) {
    this.magic = new byte[magic.length];
    for (int i = 0; i < magic.length; i++) {
      this.magic[i] = (byte) magic[i];
    }
  }

  /** What the first bytes of a file, {@link #HEAD_BYTES} where it has so many, say. */
  public static Compression of(byte[] head) {
    for (Compression compression : values()) {
      int length = compression.magic.length;
      if (length > 0
          && head.length >= length
          && Arrays.equals(head, 0, length, compression.magic, 0, length)) {
        return compression;
      }
    }
    return NONE;
  }

  public static boolean isCompressed(byte[] head) {
    return of(head) != NONE;
  }

  /** The plain bytes of a file, whatever it is compressed by. */
  public static InputStream open(InputStream file) throws IOException {
    PushbackInputStream in = new PushbackInputStream(file, HEAD_BYTES);
    byte[] head = in.readNBytes(HEAD_BYTES);
    in.unread(head);
    Compression compression = of(head);
    if (compression == NONE) {
      return in;
    }
    return new Plain(new Source(in), compression);
  }

  /**
   * Where in a file's plain bytes begins what no checksum vouches for: the gzip member that is cut
   * short or corrupt, or the whole of a damaged file of another kind. {@link Long#MAX_VALUE} where
   * nothing is damaged.
   *
   * @throws IOException where the file system fails
   */
  static long damagedFrom(InputStream file) throws IOException {
    try (InputStream plain = open(file)) {
      if (!(plain instanceof Plain decompressed)) {
        return Long.MAX_VALUE;
      }
      byte[] bytes = new byte[SKIPPED_AT_ONCE];
      try {
        while (plain.read(bytes, 0, bytes.length) >= 0) {
          // Only whether the end is reached is of interest.
        }
        return Long.MAX_VALUE;
      } catch (DamagedInputException e) {
        return decompressed.memberStart();
      }
    }
  }

  /** Remembers whether the file system failed, and never promises bytes ahead of a read. */
  private static final class Source extends FilterInputStream {
    private IOException failure;

    Source(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      try {
        return in.read();
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return in.read(target, offset, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public int available() {
      return 0;
    }
  }

  /** Opens the decompressor at the first read and translates what it throws. */
  private static final class Plain extends InputStream {
    /** The zstd library drops what one call gave where the call fails: keep calls small. */
    private static final int ZSTD_STEP = 512;

    private final Source source;
    private final Compression compression;
    private InputStream in;
    private IOException pending;

    Plain(Source source, Compression compression) {
      this.source = source;
      this.compression = compression;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (pending != null) {
        throw pending;
      }
      int done = 0;
      try {
        if (in == null) {
          in = decompressor();
        }
        while (done < length) {
          int count = step(target, offset + done, length - done);
          if (count < 0) {
            break;
          }
          done += count;
        }
      } catch (IOException | RuntimeException e) {
        pending = translate(e);
        if (done == 0) {
          throw pending;
        }
      }
      return done == 0 && length > 0 ? -1 : done;
    }

    long memberStart() {
      return in instanceof GzipInput gzip ? gzip.memberStart() : 0;
    }

    private InputStream decompressor() throws IOException {
      return switch (compression) {
        case GZIP -> new GzipInput(source);
        case ZSTD -> new ZstdInputStreamNoFinalizer(source);
        case BZIP2 -> new BZip2CompressorInputStream(source, true);
        case NONE -> source;
      };
    }

    private int step(byte[] target, int offset, int length) throws IOException {
      if (compression == ZSTD) {
        return in.read(target, offset, Math.min(length, ZSTD_STEP));
      }
      if (compression == BZIP2) {
        // A bulk read forgets what it has where it fails.
        int value = in.read();
        if (value < 0) {
          return -1;
        }
        target[offset] = (byte) value;
        return 1;
      }
      return in.read(target, offset, length);
    }

    private IOException translate(Exception e) {
      if (source.failure != null) {
        return source.failure;
      }
      if (e instanceof DamagedInputException damaged) {
        return damaged;
      }
      return new DamagedInputException(
          compression.name().toLowerCase(java.util.Locale.ROOT)
              + ": the file is cut short or corrupt");
    }

    @Override
    public void close() throws IOException {
      if (in == null) {
        source.close();
      } else {
        in.close();
      }
    }
  }
}
