// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Directories that benchmarks fill, copy and leave behind. */
public final class Directories {
  private Directories() {}

  /** Removes a directory with all in it; nothing, where there is none. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(directory)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }

  /** A file or directory with its times, beside what is there already. */
  public static void copy(Path from, Path to, String part) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(from.resolve(part))) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(
          file, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
