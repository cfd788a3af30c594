// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import dev.pinfold.jobs.SessionCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Which contenders a dump gets. */
final class Contenders {
  private final SparkSession spark;
  private final SessionCommands commands;
  private final Path work;
  private final Optional<Recognizers> recognizers;

  /**
   * @param work where their outputs go; each removes its own
   * @param recognizers that stand for Presidio, if it takes part
   */
  Contenders(SparkSession spark, Path work, Optional<Recognizers> recognizers) {
    this.spark = spark;
    this.commands = new SessionCommands(spark);
    this.work = work;
    this.recognizers = recognizers;
  }

  /** Pinfold's two commands alone. */
  List<Entry> commands(BenchmarkDump dump) {
    return List.of(
        new Entry(
            dump, PinfoldCommand.classify(commands, dump.directory(), work.resolve("classify"))),
        run(dump));
  }

  Entry run(BenchmarkDump dump) {
    return new Entry(dump, PinfoldCommand.run(commands, dump.directory(), work.resolve("run")));
  }

  /**
   * Pinfold's commands and what they are compared with.
   *
   * @param withDetectors whether the two slow ways to look at values are among them
   */
  List<Entry> all(BenchmarkDump dump, boolean withDetectors) throws IOException {
    JsonTables tables = JsonTables.of(spark, dump.directory());
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(dump, new JsonScan(spark, tables)));
    entries.add(new Entry(dump, new NaiveDelta(spark, tables, work.resolve("naive"))));
    entries.addAll(commands(dump));
    if (withDetectors) {
      entries.add(new Entry(dump, new AnchoredRegexScan(spark, tables)));
      recognizers.ifPresent(
          one -> entries.add(new Entry(dump, new PatternRecognizerScan(spark, tables, one))));
    }
    if (dump.shape() == DumpShape.ENDPOINTS && !dump.isCompressed()) {
      entries.addAll(readers(dump, tables));
    }
    return entries;
  }

  /** Readers of the tables that a run and a naive copy left; both are written here, once. */
  private List<Entry> readers(BenchmarkDump dump, JsonTables tables) throws IOException {
    Path kept = work.resolve("kept");
    Directories.delete(kept);
    Files.createDirectories(kept);
    Path output = kept.resolve("run");
    commands.run(dump.directory(), output, LocalDate.parse("2026-10-30"));
    Path copy = kept.resolve("map-typed");
    MapTypedCopy.write(spark, tables.tables().get(0), copy);
    return List.of(
        new Entry(
            dump,
            new EndpointColumns(spark, EndpointColumns.PROTECTED, output.resolve("endpoints"))),
        new Entry(dump, new EndpointColumns(spark, EndpointColumns.NAIVE, copy)));
  }
}
