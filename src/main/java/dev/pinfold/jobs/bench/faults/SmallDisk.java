// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A file system in memory that holds so many bytes; making one takes the rights to mount. */
final class SmallDisk implements AutoCloseable {
  private static final long BLOCK = 4096;

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /** Empty where this machine or its user may not mount. */
  static Optional<SmallDisk> mount(Path directory, long bytes) throws IOException {
    Files.createDirectories(directory);
    return isDone("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", directory.toString())
        ? Optional.of(new SmallDisk(directory))
        : Optional.empty();
  }

  private static boolean isDone(String... command) throws IOException {
    try {
      return new ProcessBuilder(List.of(command))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }

  void resize(long bytes) throws IOException {
    if (!isDone("mount", "-o", "remount,size=" + bytes, directory.toString())) {
      throw new IOException("a mounted file system cannot be resized");
    }
  }

  /** What the files below a directory take on such a disk. */
  static long taken(Path directory) throws IOException {
    long bytes = 0;
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      bytes += (Files.size(file) + BLOCK - 1) / BLOCK * BLOCK;
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (!isDone("umount", directory.toString())) {
      throw new IOException(directory + " cannot be unmounted");
    }
  }
}
