// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The local file system, which remembers what was opened: what a query really read, whichever way
 * its plan was made and run.
 */
public final class OpenedFiles extends LocalFileSystem {
  private static final String IMPLEMENTATION = "fs.file.impl";
  private static final String WITHOUT_CACHE = "fs.file.impl.disable.cache";
  private static final ConcurrentLinkedQueue<String> OPENED = new ConcurrentLinkedQueue<>();

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    OPENED.add(Path.getPathWithoutSchemeAndAuthority(file).toString());
    return super.open(file, bufferSize);
  }

  /**
   * How often each file below a directory was opened while something ran, by its path.
   *
   * @param configuration from which Spark makes that of its queries
   */
  static Map<String, Integer> during(
      Configuration configuration, java.nio.file.Path below, Runnable work) {
    configuration.set(IMPLEMENTATION, OpenedFiles.class.getName());
    configuration.setBoolean(WITHOUT_CACHE, true);
    OPENED.clear();
    try {
      work.run();
    } finally {
      configuration.unset(IMPLEMENTATION);
      configuration.unset(WITHOUT_CACHE);
    }
    List<String> opened = new ArrayList<>(OPENED);
    opened.removeIf(file -> !java.nio.file.Path.of(file).startsWith(below));
    Map<String, Integer> times = new TreeMap<>();
    opened.forEach(file -> times.merge(file, 1, Integer::sum));
    return times;
  }
}
