// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.spark.FigureTable;
import dev.pinfold.aggregate.spark.RiskTable;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.classify.spark.ProfileTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Where the tables go: checked before anything is read, so that no run fails halfway over it. */
final class OutputDirectory {
  private OutputDirectory() {}

  /**
   * The output's full URI, once it is sure that it can be written and that nothing else is in the
   * way.
   *
   * @throws UserException where it cannot, with what to do
   */
  static String open(String output, String input, Configuration hadoop) {
    Path path = new Path(output);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      Path full = files.makeQualified(path);
      requireApart(output, place(full), input, hadoop);
      if (!files.mkdirs(full)) {
        throw new IOException("not made");
      }
      Path probe = new Path(full, "_pinfold_write_probe");
      files.create(probe, true).close();
      files.delete(probe, false);
      for (String table : tables()) {
        requireTableOrNothing(output, table, files, full);
      }
      return full.toString();
    } catch (IOException | IllegalArgumentException e) {
      S3Failure.of(e)
          .ifPresent(
              known -> {
                throw known.at("output " + output + ": cannot be written", e);
              });
      throw new UserException(
          UserException.Kind.FAILED,
          "output "
              + output
              + ": cannot be written ("
              + e.getClass().getSimpleName()
              + "); give --output a directory that you may write to",
          e);
    }
  }

  /** All tables that a run or a report may write. */
  static List<String> tables() {
    List<String> tables = new ArrayList<>();
    Arrays.stream(Dataset.values()).map(Dataset::label).forEach(tables::add);
    tables.addAll(
        List.of(
            CatalogTables.CATALOG,
            CatalogTables.FINDINGS,
            CatalogTables.LINEAGE,
            CatalogTables.CHANGES,
            AggregateStage.DEMOGRAPHICS,
            AggregateStage.KPIS,
            AggregateStage.KPI_TOTALS,
            RunTables.QUARANTINE,
            RunTables.FILES,
            RunTables.RUNS,
            ProfileTable.NAME,
            FigureTable.NAME,
            RiskTable.NAME));
    return tables;
  }

  /**
   * The tables that a run which died leaves as they were before. What it spent of the privacy
   * budget stays spent, since its figures may have been read; it stays in the list of runs.
   */
  static List<String> tablesOfRuns() {
    return tables().stream()
        .filter(table -> !table.equals(RunTables.RUNS) && !table.equals(RiskTable.NAME))
        .toList();
  }

  /**
   * An output inside the input would be read as a part of the dump by the next run, or swept away
   * with it; an input inside the output could be where a table is to go.
   */
  private static void requireApart(String output, URI full, String input, Configuration hadoop)
      throws IOException {
    Path dump = new Path(input);
    URI source = place(dump.getFileSystem(hadoop).makeQualified(dump));
    if (isWithin(full, source) || isWithin(source, full)) {
      throw new UserException(
          UserException.Kind.USAGE,
          "output "
              + output
              + ": its tables would lie among the files of --input "
              + input
              + "; give --output a directory of its own");
    }
  }

  /** Where a path leads, without detours; on a local disk behind symbolic links, too. */
  private static URI place(Path path) {
    URI uri = path.toUri().normalize();
    if (!"file".equals(uri.getScheme())) {
      return uri;
    }
    java.nio.file.Path local = java.nio.file.Path.of(uri.getPath());
    java.nio.file.Path existing = local;
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    try {
      return URI.create(
          "file:" + encoded(existing.toRealPath().resolve(existing.relativize(local))));
    } catch (IOException e) {
      return uri; // opening it will say so
    }
  }

  private static String encoded(java.nio.file.Path path) {
    return path.normalize().toUri().getRawPath();
  }

  private static boolean isWithin(URI inner, URI outer) {
    return directory(inner).startsWith(directory(outer));
  }

  private static String directory(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? text : text + "/";
  }

  private static void requireTableOrNothing(
      String output, String table, FileSystem files, Path full) throws IOException {
    FileStatus[] found;
    try {
      found = files.listStatus(new Path(full, table));
    } catch (FileNotFoundException e) {
      return;
    }
    boolean isTable =
        Arrays.stream(found).anyMatch(status -> status.getPath().getName().equals("_delta_log"));
    if (found.length > 0 && !isTable) {
      throw new UserException(
          UserException.Kind.FAILED,
          "output "
              + output
              + ": holds "
              + table
              + ", which is no Delta table; move it away or give another --output");
    }
  }
}
