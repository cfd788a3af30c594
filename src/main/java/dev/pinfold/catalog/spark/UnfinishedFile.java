// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A file of a table whose writing failed. */
final class UnfinishedFile {
  private UnfinishedFile() {}

  /**
   * Deletes what there is of it; what fails here is told with what failed before.
   *
   * @param writer lets go of the file; null where it was not begun
   */
  static void discard(AutoCloseable writer, Path path, Configuration hadoop, Throwable failure) {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
    try {
      path.getFileSystem(hadoop).delete(path, false);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
