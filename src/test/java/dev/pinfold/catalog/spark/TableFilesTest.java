// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFilesTest {
  private static final List<String> LOG =
      List.of(
          "00000000000000000000.json",
          "00000000000000000000.crc",
          "00000000000000000001.json",
          "00000000000000000002.json",
          "00000000000000000002.checkpoint.parquet",
          "_last_checkpoint",
          ".00000000000000000003.json.5b1f.tmp");

  @TempDir private java.nio.file.Path directory;

  /** Dies with the delete call of a number. */
  public static final class DyingFileSystem extends RawLocalFileSystem {
    private static int left;

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
      left--;
      if (left < 0) {
        throw new IOException("died");
      }
      return super.delete(path, recursive);
    }
  }

  private java.nio.file.Path table() {
    return directory.resolve("table");
  }

  private TableFiles files() throws IOException {
    return new TableFiles(table().toUri().toString(), new Configuration());
  }

  private TableFiles dyingAfter(int deletes) throws IOException {
    Configuration conf = new Configuration();
    conf.set("fs.file.impl", DyingFileSystem.class.getName());
    conf.setBoolean("fs.file.impl.disable.cache", true);
    DyingFileSystem.left = deletes;
    return new TableFiles(table().toUri().toString(), conf);
  }

  private void write() throws IOException {
    java.nio.file.Path log = Files.createDirectories(table().resolve("_delta_log"));
    for (String file : LOG) {
      Files.writeString(log.resolve(file), "{}");
    }
    for (String file : List.of("part-1.parquet", ".part-1.parquet.crc", "part-2.parquet")) {
      Files.writeString(table().resolve(file), "rows");
    }
  }

  private List<String> commits() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(table().resolve("_delta_log"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.matches("[0-9]{20}[.]json"))
          .sorted()
          .toList();
    }
  }

  @Test
  void logWithoutCommit_isNoVersion() throws IOException {
    assertThat(files().hasLog()).isFalse();
    assertThat(files().hasVersion()).isFalse();

    java.nio.file.Path log = Files.createDirectories(table().resolve("_delta_log"));
    Files.writeString(log.resolve(".00000000000000000000.json.5b1f.tmp"), "{}");
    assertThat(files().hasLog()).isTrue();
    assertThat(files().hasVersion()).isFalse();

    Files.writeString(
        log.resolve("00000000000000000007.checkpoint.0000000001.0000000002.parquet"), "");
    assertThat(files().hasVersion()).isTrue();
  }

  @Test
  void delete_whereverItBreaksOff_leavesTheOldestVersionsAndCanBeGoneOnWith() throws IOException {
    for (int deletes = 0; isBrokenOffAfter(deletes); deletes++) {
      if (Files.exists(table().resolve("_delta_log"))) {
        List<String> all = LOG.stream().filter(file -> file.matches("[0-9]+[.]json")).toList();
        assertThat(commits()).isEqualTo(all.subList(0, commits().size()));
      }
      files().delete();
      assertThat(table()).doesNotExist();
    }
    assertThat(table()).doesNotExist();
  }

  private boolean isBrokenOffAfter(int deletes) throws IOException {
    write();
    try {
      dyingAfter(deletes).delete();
      return false;
    } catch (IOException e) {
      assertThat(e).hasMessage("died");
      return true;
    }
  }
}
