// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * What the tables of an output hold: of each, its rows as texts with their number, whatever their
 * order and that of their columns. What differs from run to run by its nature is left out: who
 * wrote a row and when, and what is encrypted with a new nonce each time.
 */
final class Contents {
  private static final List<String> RECORDS =
      List.of("endpoints", "events", "imports", "configuration");
  private static final String ALL = "true";

  /** Of a record that was kept; it stands in quarantine for what could not be opened in it. */
  private static final String NOTE = "INNER_JSON";

  private static final ObjectMapper SORTED =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  /** What of a table is compared. */
  private record Part(String table, String condition, String... leftOut) {}

  private static final List<Part> PARTS =
      List.of(
          new Part("endpoints", ALL, "_run_id"),
          new Part("events", ALL, "_run_id"),
          new Part("imports", ALL, "_run_id"),
          new Part("configuration", ALL, "_run_id"),
          new Part("ingested_files", ALL, "run_id"),
          new Part("quarantine", ALL, "run_id", "raw_encrypted"),
          new Part(
              "pii_catalog",
              "dataset IN ('endpoints', 'events', 'imports', 'configuration')",
              "first_seen",
              "last_seen",
              "run_id"),
          new Part("lineage", ALL, "run_id"),
          new Part("column_profiles", ALL, "run_id", "profile_encrypted"),
          new Part("kpis", ALL),
          new Part("kpi_totals", ALL),
          new Part("demographics", ALL));

  private final Map<String, Map<String, Long>> tables;

  /**
   * @param tables by name, how often each row is there
   */
  Contents(Map<String, Map<String, Long>> tables) {
    this.tables = tables;
  }

  /** Reads all; a table that is not there has no rows. */
  static Contents read(SparkSession spark, Path output) {
    DeltaLog.clearCache(); // outputs are deleted and made anew under the same names
    Map<String, Map<String, Long>> tables = new TreeMap<>();
    for (Part part : PARTS) {
      Map<String, Long> rows = new HashMap<>();
      if (exists(output, part.table())) {
        Dataset<Row> kept =
            table(spark, output, part.table()).where(part.condition()).drop(part.leftOut());
        Column[] columns =
            Arrays.stream(kept.columns())
                .sorted()
                .map(name -> kept.col("`" + name.replace("`", "``") + "`"))
                .toArray(Column[]::new);
        kept.select(columns)
            .toJSON()
            .toLocalIterator()
            .forEachRemaining(row -> rows.merge(sorted(row), 1L, Long::sum));
      }
      tables.put(part.table(), rows);
    }
    return new Contents(tables);
  }

  private static boolean exists(Path output, String table) {
    return Files.isDirectory(output.resolve(table).resolve("_delta_log"));
  }

  private static Dataset<Row> table(SparkSession spark, Path output, String table) {
    return spark.read().format("delta").load(output.resolve(table).toString());
  }

  /** A struct's fields in an order of their own, whichever night they were first seen. */
  private static String sorted(String json) {
    try {
      return SORTED.writeValueAsString(SORTED.readValue(json, Map.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a row is no JSON", e);
    }
  }

  long rows() {
    return tables.values().stream()
        .flatMap(rows -> rows.values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  /** How these differ from what they should be: numbers of rows, never what they hold. */
  List<String> differences(Contents expected) {
    List<String> differences = new ArrayList<>();
    tables.forEach(
        (table, rows) -> {
          Map<String, Long> wanted = expected.tables.get(table);
          long lost = more(wanted, rows);
          long added = more(rows, wanted);
          if (lost + added > 0) {
            differences.add(table + ": " + lost + " rows lost, " + added + " too many");
          }
        });
    return differences;
  }

  /** How many rows of one, with their number, the other does not have. */
  private static long more(Map<String, Long> one, Map<String, Long> other) {
    return one.entrySet().stream()
        .mapToLong(row -> Math.max(0, row.getValue() - other.getOrDefault(row.getKey(), 0L)))
        .sum();
  }

  /** What does not add up within an output: read = written + quarantined, and no record twice. */
  static List<String> accounts(SparkSession spark, Path output) {
    List<String> wrong = new ArrayList<>();
    List<Row> files =
        rows(
            table(spark, output, "ingested_files")
                .select("file", "records_read", "records_written", "records_quarantined"));
    Map<String, Long> written = new TreeMap<>();
    Map<String, Long> quarantined = new TreeMap<>();
    for (Row file : files) {
      if (file.getLong(1) != file.getLong(2) + file.getLong(3)) {
        wrong.add("the records of a file do not add up");
      }
      if (written.put(file.getString(0), file.getLong(2)) != null) {
        wrong.add("a file is in the ledger twice");
      }
      quarantined.put(file.getString(0), file.getLong(3));
    }
    Map<String, Long> found = new TreeMap<>();
    for (String name : RECORDS) {
      List<Row> places = rows(table(spark, output, name).select("_file", "_position"));
      if (places.size() != new HashSet<>(places).size()) {
        wrong.add(name + ": a record is there twice");
      }
      places.forEach(place -> found.merge(place.getString(0), 1L, Long::sum));
    }
    if (!found.equals(withoutZeros(written))) {
      wrong.add("the ledger tells of other numbers of records than the tables hold");
    }
    Map<String, Long> bad = new TreeMap<>();
    table(spark, output, "quarantine")
        .where(not(col("reason").startsWith(NOTE)))
        .select("file")
        .toLocalIterator()
        .forEachRemaining(row -> bad.merge(row.getString(0), 1L, Long::sum));
    if (!bad.equals(withoutZeros(quarantined))) {
      wrong.add("the ledger tells of other numbers of bad records than quarantine holds");
    }
    return wrong;
  }

  private static List<Row> rows(Dataset<Row> few) {
    List<Row> rows = new ArrayList<>();
    few.toLocalIterator().forEachRemaining(rows::add);
    return rows;
  }

  private static Map<String, Long> withoutZeros(Map<String, Long> counts) {
    Map<String, Long> rest = new TreeMap<>(counts);
    rest.values().removeIf(count -> count == 0);
    return rest;
  }

  /** How many runs say that they succeeded. */
  static long succeeded(SparkSession spark, Path output) {
    DeltaLog.clearCache();
    return table(spark, output, "runs").where("status = 'SUCCEEDED'").count();
  }
}
