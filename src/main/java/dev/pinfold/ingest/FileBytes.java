// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.IOException;
import java.io.InputStream;

/** A file that can be opened, from its first byte on, as often as needed. */
@FunctionalInterface
public interface FileBytes {
  /**
   * The file's bytes as they lie there; the caller closes them.
   *
   * @throws IOException where the file system fails
   */
  InputStream open() throws IOException;
}
