// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Local files of which one is listed and cannot be read, as an object of an archive class. */
public final class ArchivedFiles extends LocalFileSystem {
  private static final String CLASS = "spark.hadoop.fs.file.impl";
  private static final String NO_CACHE = "spark.hadoop.fs.file.impl.disable.cache";

  private static volatile String archived = "";

  /** The file is back at the end. */
  interface Archived extends AutoCloseable {
    @Override
    void close();
  }

  /** Archives a file for the sessions that are opened from now on. */
  static Archived archive(String file) {
    archived = file;
    System.setProperty(CLASS, ArchivedFiles.class.getName());
    System.setProperty(NO_CACHE, "true");
    return () -> {
      archived = "";
      System.clearProperty(CLASS);
      System.clearProperty(NO_CACHE);
    };
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    if (!archived.isEmpty() && path.toString().endsWith(archived)) {
      throw new AccessDeniedException("archived");
    }
    return super.open(path, bufferSize);
  }
}
