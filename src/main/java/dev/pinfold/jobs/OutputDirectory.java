// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.spark.RiskTable;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.ingest.DatasetLayout;
import java.io.FileNotFoundException;
import java.io.IOException;
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
  static String open(String output, String input, DatasetLayout layout, Configuration hadoop) {
    Path path = new Path(output);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      Path full = files.makeQualified(path);
      requireApart(output, full, input, layout, hadoop);
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

  private static List<String> tables() {
    List<String> tables = new ArrayList<>();
    Arrays.stream(Dataset.values()).map(Dataset::label).forEach(tables::add);
    tables.addAll(
        List.of(
            CatalogTables.CATALOG,
            CatalogTables.FINDINGS,
            CatalogTables.LINEAGE,
            AggregateStage.DEMOGRAPHICS,
            AggregateStage.KPIS,
            RunTables.QUARANTINE,
            RunTables.FILES,
            RunTables.RUNS,
            RiskTable.NAME));
    return tables;
  }

  /** Tables among a dump's own files would be read as a part of it by the next run. */
  private static void requireApart(
      String output, Path full, String input, DatasetLayout layout, Configuration hadoop)
      throws IOException {
    Path dump = new Path(input);
    String inputUri = dump.getFileSystem(hadoop).makeQualified(dump).toString();
    String outputUri = full.toString();
    for (String table : tables()) {
      String below = below(inputUri, outputUri + "/" + table + "/part");
      boolean isRead = below != null && layout.datasetOf(below).isPresent();
      if (isRead || below(outputUri + "/" + table, inputUri + "/x") != null) {
        throw new UserException(
            UserException.Kind.USAGE,
            "output "
                + output
                + ": its tables would lie among the files of --input "
                + input
                + "; give --output a directory of its own");
      }
    }
  }

  /** The path below a directory, or null where it lies elsewhere. */
  private static String below(String directory, String path) {
    String prefix = directory.endsWith("/") ? directory : directory + "/";
    return path.startsWith(prefix) ? path.substring(prefix.length()) : null;
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
