// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** One file of a dump while it is written, and its account. */
final class RecordFile implements Closeable {
  private final String path;
  private final String dataset;
  private final TruthCounter truth;
  private final OutputStream out;
  private final String separator;
  private long good;
  private long bad;

  /**
   * @param separator what stands behind each record: a newline, or nothing
   */
  RecordFile(
      Path directory,
      String path,
      String dataset,
      boolean isCompressed,
      String separator,
      TruthCounter truth) {
    this.path = path;
    this.dataset = dataset;
    this.truth = truth;
    this.separator = separator;
    try {
      Path file = directory.resolve(path);
      Files.createDirectories(file.getParent());
      OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
      this.out = isCompressed ? new GZIPOutputStream(raw, 1 << 16) : raw;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  void record(String text) {
    good++;
    write(text + separator);
  }

  /** A record that can not be read; always on a line of its own. */
  void badLine(String text) {
    bad++;
    write(text + "\n");
  }

  void badLine(byte[] bytes) {
    bad++;
    write(bytes);
    write("\n");
  }

  /** Text that is no record: blank lines, a byte order mark, a header. */
  void filler(String text) {
    write(text);
  }

  private void write(String text) {
    write(text.getBytes(StandardCharsets.UTF_8));
  }

  private void write(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path, e);
    }
    truth.file(path, dataset, good, bad);
  }
}
