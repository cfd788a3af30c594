// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static java.util.Objects.requireNonNull;

import dev.pinfold.catalog.Dataset;
import java.io.Serializable;

/**
 * A file of the dump.
 *
 * @param path its full URI
 * @param relativePath its path below the input directory, as tables and messages name it
 * @param dataset what it belongs to
 * @param format how its records are written
 * @param bytes its size as it lies there
 * @param modified when it was last changed, in milliseconds since 1970 UTC
 * @param splittable whether parts of it can be read alone: it was looked into and is plain text in
 *     lines
 * @param digest what the store says of its content, such as an ETag; null where it says nothing
 */
public record InputFile(
    String path,
    String relativePath,
    Dataset dataset,
    FileFormat format,
    long bytes,
    long modified,
    boolean splittable,
    String digest)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A file of whose content the store says nothing. */
  public InputFile(
      String path,
      String relativePath,
      Dataset dataset,
      FileFormat format,
      long bytes,
      long modified,
      boolean splittable) {
    this(path, relativePath, dataset, format, bytes, modified, splittable, null);
  }

  /** The same file under another name in tables and messages. */
  public InputFile named(String name) {
    return new InputFile(path, name, dataset, format, bytes, modified, splittable, digest);
  }

  public InputFile {
    requireNonNull(path, "path is null");
    requireNonNull(relativePath, "relativePath is null");
    requireNonNull(dataset, "dataset is null");
    requireNonNull(format, "format is null");
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative");
    }
    if (splittable && format != FileFormat.JSON) {
      throw new IllegalArgumentException("only JSON in lines can be split");
    }
  }
}
