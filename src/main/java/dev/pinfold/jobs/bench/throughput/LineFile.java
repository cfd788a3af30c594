// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A file of lines while it is written. */
final class LineFile implements Closeable {
  private final Path path;
  private final OutputStream out;
  private long textBytes;

  LineFile(Path path, boolean isCompressed) throws IOException {
    this.path = path;
    Files.createDirectories(path.getParent());
    OutputStream file = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
    this.out = isCompressed ? new GZIPOutputStream(file, 1 << 16) : file;
  }

  void line(String text) throws IOException {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    textBytes += bytes.length;
  }

  /** Before any compression. */
  long textBytes() {
    return textBytes;
  }

  /** As it lies there, once closed. */
  long fileBytes() throws IOException {
    return Files.size(path);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
