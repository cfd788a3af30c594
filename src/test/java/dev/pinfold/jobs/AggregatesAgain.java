// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static dev.pinfold.catalog.Dataset.ENDPOINTS;
import static dev.pinfold.catalog.Dataset.EVENTS;

import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.spark.FigureTable;
import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.KnownColumn;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.protect.FigureCipher;
import dev.pinfold.protect.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The stage of the aggregates alone, over copies of the protected tables that a run has written,
 * with what its catalog and lineage say of their columns.
 */
final class AggregatesAgain {
  private static final List<String> PROTECTED = List.of(ENDPOINTS.label(), EVENTS.label());

  private static final LocalDate AS_OF = LocalDate.of(2026, 10, 31);
  private static final Instant NOW = Instant.parse("2026-10-31T12:00:00Z");

  private final SparkSession spark;
  private final List<CatalogEntry> columns;
  private final List<LineageEdge> written;
  private final Path output;

  /**
   * @param of the output of a run
   * @param output a directory that is made
   */
  AggregatesAgain(SparkSession spark, Path of, Path output) throws IOException {
    this.spark = spark;
    this.output = output;
    CatalogTables catalog = new CatalogTables(new DeltaTables(spark, of.toString()));
    this.columns =
        catalog.readColumns().stream()
            .filter(column -> PROTECTED.contains(column.dataset()))
            .map(AggregatesAgain::entry)
            .toList();
    this.written =
        catalog.readLineage().stream()
            .filter(edge -> PROTECTED.contains(ColumnPath.parse(edge.outputPath()).root()))
            .toList();
    for (String table : PROTECTED) {
      copy(of.resolve(table), output.resolve(table));
    }
  }

  private static CatalogEntry entry(KnownColumn column) {
    return new CatalogEntry(
        column.dataset(),
        Classification.declared(
            ColumnPath.parse(column.path()),
            Set.of(DataCategory.ANALYTICS),
            PersonalDataType.known(column.type()),
            column.rows(),
            column.nonNull(),
            ""),
        Arrays.stream(ProtectionAction.values())
            .filter(action -> action.label().equals(column.action()))
            .findFirst()
            .orElseThrow());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  /** A table as it is now. */
  Dataset<Row> table(String name) {
    return spark.read().format("delta").load(output.resolve(name).toString());
  }

  /** Where the data files of the protected tables lie. */
  List<String> files() {
    return PROTECTED.stream()
        .flatMap(table -> Arrays.stream(table(table).inputFiles()))
        .map(file -> Path.of(URI.create(file)).toString())
        .toList();
  }

  /**
   * Writes the three tables.
   *
   * @param rows of the protected tables, as many as the stage is to believe that there are: it goes
   *     about small tables in another way
   * @return how often each file below the output was opened for it, by its path
   */
  Map<String, Integer> run(Kpis kpis, long rows) {
    DeltaTables tables = new DeltaTables(spark, output.toString());
    FigureTable known = new FigureTable(spark, tables, new FigureCipher(TestKeys.generate()));
    AggregateStage stage = new AggregateStage(spark, tables, kpis, known, "digest");
    TableRecords records = new TableRecords(rows, rows, 0, 0);
    Map<String, Integer> opened =
        OpenedFiles.during(
            spark.sparkContext().hadoopConfiguration(),
            output,
            () -> stage.run(AS_OF, columns, written, records, "again", NOW));
    if (stage.notices().stream().anyMatch(notice -> notice.startsWith("Left out"))) {
      throw new IllegalStateException(String.join("\n", stage.notices()));
    }
    return opened;
  }
}
