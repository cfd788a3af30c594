// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** The local file system as an embedded session has it, without a session. */
class LocalFilesTest {
  @TempDir private Path directory;

  private FileSystem files;
  private FileContext context;

  @BeforeEach
  void open() throws IOException {
    SparkConf conf = new SparkConf(false);
    LocalFiles.configure(conf);
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> option : conf.getAllWithPrefix("spark.hadoop.")) {
      hadoop.set(option._1(), option._2());
    }
    files = FileSystem.newInstance(directory.toUri(), hadoop);
    context = FileContext.getFileContext(directory.toUri(), hadoop);
  }

  @Test
  void filesAreMadeAndCommittedWithoutProcesses() throws IOException {
    Path recorded = directory.resolve("recorded.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ProcessStart");
      recording.start();
      write("table/part");
      commit("first");
      recording.stop();
      recording.dump(recorded);
    }
    assertThat(RecordingFile.readAllEvents(recorded)).isEmpty();
    assertThat(directory.resolve("table/part")).hasContent("text");
    assertThat(directory.resolve("log/0.json")).hasContent("first");
  }

  @Test
  void aVersionIsCommittedOnce() throws IOException {
    commit("first");
    assertThatThrownBy(() -> commit("second")).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(directory.resolve("log/0.json")).hasContent("first");
  }

  @Test
  void permissionsAreWhatIsAskedFor() throws IOException {
    write("file");
    for (String wanted : new String[] {"rw-------", "rw-r--r--"}) {
      files.setPermission(path("file"), FsPermission.valueOf("-" + wanted));
      assertThat(Files.getPosixFilePermissions(directory.resolve("file")))
          .isEqualTo(PosixFilePermissions.fromString(wanted));
    }
  }

  @Test
  void linksAreToldFromFiles() throws IOException {
    write("file");
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("file"));
    assertThat(files.getFileLinkStatus(plainPath("link")).isSymlink()).isTrue();
    assertThat(files.getFileLinkStatus(plainPath("file")).isFile()).isTrue();
    assertThatThrownBy(() -> context.getFileLinkStatus(path("none")))
        .isInstanceOf(FileNotFoundException.class);
  }

  private org.apache.hadoop.fs.Path path(String name) {
    return new org.apache.hadoop.fs.Path(directory.resolve(name).toUri());
  }

  /** Hadoop tells a link from a file only where its path has no scheme. */
  private org.apache.hadoop.fs.Path plainPath(String name) {
    return new org.apache.hadoop.fs.Path(directory.resolve(name).toString());
  }

  private void write(String name) throws IOException {
    try (OutputStream out = files.create(path(name), false)) {
      out.write("text".getBytes(StandardCharsets.UTF_8));
    }
  }

  /** As Delta does where a file system has no write that fails for what is there. */
  private void commit(String text) throws IOException {
    try (OutputStream out =
        context.create(
            path("log/temporary"),
            EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
            Options.CreateOpts.createParent())) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    context.rename(path("log/temporary"), path("log/0.json"), Options.Rename.NONE);
  }
}
