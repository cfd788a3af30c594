// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * A small file that of several writers one makes or takes over. On S3 both are one conditional
 * request each; on other file systems making it is as atomic as theirs, and taking it over is
 * deleting and making it.
 */
final class LockFile {
  private static final int MOST_BYTES = 1000;

  /** Some stores keep times no finer. */
  private static final long SECOND_MILLIS = 1000;

  private static final String IF_ABSENT =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;
  private static final String IF_SAME =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE_ETAG;

  private final FileSystem files;
  private final Path path;

  LockFile(FileSystem files, Path path) {
    this.files = files;
    this.path = path;
  }

  /**
   * What stands in the file.
   *
   * @param etag the store's own mark of this very content; empty where it has none
   */
  record Content(String text, Instant written, String etag) {}

  /** Empty where there is no file. */
  Optional<Content> read() throws IOException {
    try {
      FileStatus status = files.getFileStatus(path);
      String etag = status instanceof EtagSource source ? source.getEtag() : null;
      try (InputStream in = files.open(path)) {
        String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        Instant written = Instant.ofEpochMilli(status.getModificationTime());
        return Optional.of(new Content(text, written, etag == null ? "" : etag));
      } catch (ChecksumException e) {
        // The process died while it wrote it.
        return Optional.of(new Content("", Instant.ofEpochMilli(status.getModificationTime()), ""));
      }
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Whether the file was not there, and is now. */
  boolean create(String text) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
    builder.overwrite(false);
    builder.recursive();
    // S3A's plain way looks for the file first and writes it later, over whatever came meanwhile.
    if (files.hasPathCapability(path, IF_ABSENT)) {
      builder.must(IF_ABSENT, true);
    }
    OutputStream made;
    try {
      made = builder.build();
    } catch (FileAlreadyExistsException e) {
      return holds(text);
    } catch (IOException e) {
      // Some stores say it with an exception of their own.
      if (files.exists(path)) {
        return holds(text);
      }
      throw e;
    }
    return write(made, text);
  }

  /** Stores of objects make the file no earlier than this. */
  private boolean write(OutputStream made, String text) throws IOException {
    try (OutputStream out = made) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException e) {
      return holds(text);
    } catch (IOException | FSError e) {
      String present = read().map(Content::text).orElse("");
      if (present.isEmpty()) {
        files.delete(path, false); // on a full disk it would say nothing, and keep the next run out
        throw e;
      }
      return present.equals(text);
    }
    return true;
  }

  /** Puts a text in the place of another; whether nobody else did meanwhile. */
  boolean replace(Content other, String text) throws IOException {
    if (other.etag().isEmpty() || !files.hasPathCapability(path, IF_SAME)) {
      files.delete(path, false);
      return create(text);
    }
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
    builder.overwrite(true);
    builder.must(IF_SAME, other.etag());
    try (OutputStream out = builder.build()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      if (!holds(other.text())) {
        return holds(text);
      }
      throw e;
    }
    return true;
  }

  /**
   * Sets the file's time, where the text still stands there: that leaves the file whole wherever
   * the process dies. Where the store cannot, the text is written again.
   */
  void renew(String text) throws IOException {
    if (!holds(text)) {
      return;
    }
    long now = System.currentTimeMillis();
    files.setTimes(path, now, -1);
    if (files.getFileStatus(path).getModificationTime() < now - SECOND_MILLIS) {
      try (OutputStream out = files.create(path, true)) {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  /** Deletes the file, where the text still stands there. */
  void delete(String text) throws IOException {
    if (holds(text)) {
      files.delete(path, false);
    }
  }

  /** An answer can be lost and its request tried again: then it is our own text that is there. */
  boolean holds(String text) throws IOException {
    return read().map(content -> content.text().equals(text)).orElse(false);
  }
}
