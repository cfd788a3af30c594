// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * A file or a range of it. A range reads every line that begins in it, to that line's end; so the
 * ranges that cover a file read each line once.
 *
 * @param file the file
 * @param start first byte
 * @param length how many bytes; a whole file has {@code start} 0 and the file's size
 */
public record InputSplit(InputFile file, long start, long length) implements Serializable {
  private static final long serialVersionUID = 1L;

  public InputSplit {
    requireNonNull(file, "file is null");
    if (start < 0 || length < 0 || start + length > file.bytes()) {
      throw new IllegalArgumentException("the range lies outside the file");
    }
    if (!file.splittable() && (start != 0 || length != file.bytes())) {
      throw new IllegalArgumentException("only a splittable file has ranges");
    }
  }

  public static InputSplit whole(InputFile file) {
    return new InputSplit(file, 0, file.bytes());
  }

  public boolean isWhole() {
    return start == 0 && length == file.bytes();
  }

  /** Where a stream must stand that this is read from: a byte early, to see a line's beginning. */
  public long streamStart() {
    return Math.max(0, start - 1);
  }
}
