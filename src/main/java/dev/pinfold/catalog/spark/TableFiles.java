// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of one Delta table, as a process that dies leaves them. A log without a commit is what
 * is left of a table that was being made or deleted: Delta takes it for a table, and then finds
 * none.
 */
final class TableFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LOG = "_delta_log";

  /** A commit, or a checkpoint in one or several parts. */
  private static final Pattern VERSION = Pattern.compile("([0-9]{20})[.](json|checkpoint[.].*)");

  private final FileSystem files;
  private final Path table;
  private final Path log;

  TableFiles(String path, Configuration hadoop) throws IOException {
    this.table = new Path(path);
    this.log = new Path(table, LOG);
    this.files = table.getFileSystem(hadoop);
  }

  /** Whether the table has a version. */
  boolean hasVersion() throws IOException {
    return Arrays.stream(list(log))
        .anyMatch(file -> VERSION.matcher(file.getPath().getName()).matches());
  }

  /**
   * What a commit says of itself in words of its writer's ({@code userMetadata}). Delta's history
   * tells it by a query over all commits.
   *
   * @return null where it says nothing, or is gone
   */
  String commitText(long version) throws IOException {
    return about(new Path(log, String.format(Locale.ROOT, "%020d.json", version)))
        .path("userMetadata")
        .asText(null);
  }

  /** Whether the log tells of a version that was restored, and of what there was before. */
  boolean tellsOfRestore() throws IOException {
    for (FileStatus file : list(log)) {
      Matcher name = VERSION.matcher(file.getPath().getName());
      if (name.matches()
          && name.group(2).equals("json")
          && about(file.getPath()).path("operation").asText().equals("RESTORE")) {
        return true;
      }
    }
    return false;
  }

  /** A commit's account of itself; nothing where it has none, or is gone. */
  private JsonNode about(Path commit) throws IOException {
    try (BufferedReader actions =
        new BufferedReader(new InputStreamReader(files.open(commit), StandardCharsets.UTF_8))) {
      for (String action = actions.readLine(); action != null; action = actions.readLine()) {
        JsonNode about = JSON.readTree(action).path("commitInfo");
        if (!about.isMissingNode()) {
          return about;
        }
      }
    } catch (FileNotFoundException e) {
      // Delta's cleaning up took it.
    }
    return MissingNode.getInstance();
  }

  /** Whether there is nothing: no table, and no file of another's. */
  boolean isFree() throws IOException {
    return list(table).length == 0;
  }

  /** Whether there is a log, with a version or without. */
  boolean hasLog() throws IOException {
    return files.exists(log);
  }

  /**
   * Deletes the table in such an order that it can be gone on with, wherever it breaks off: data
   * first, for nobody reads them, then versions from the newest, so that those that are left are a
   * table still whose log tells who wrote it; the log's directory last.
   */
  void delete() throws IOException {
    for (FileStatus file : list(table)) {
      if (!file.getPath().getName().equals(LOG)) {
        files.delete(file.getPath(), true);
      }
    }
    List<FileStatus> versions = new ArrayList<>();
    for (FileStatus file : list(log)) {
      if (VERSION.matcher(file.getPath().getName()).matches()) {
        versions.add(file);
      } else {
        files.delete(file.getPath(), true);
      }
    }
    versions.sort(Comparator.comparingLong(TableFiles::version).reversed());
    for (FileStatus version : versions) {
      files.delete(version.getPath(), false);
    }
    files.delete(table, true);
  }

  private static long version(FileStatus file) {
    Matcher name = VERSION.matcher(file.getPath().getName());
    return name.matches() ? Long.parseLong(name.group(1)) : -1;
  }

  private FileStatus[] list(Path directory) throws IOException {
    try {
      return files.listStatus(directory);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }
}
