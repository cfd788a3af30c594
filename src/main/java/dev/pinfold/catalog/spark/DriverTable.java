// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pinfold.catalog.ColumnCount;
import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * One Delta table, read in the driver by Delta's kernel, at one version, by default the one that is
 * the newest when this is made. For tables of few rows and few files: a query would cost planning
 * and several jobs for the table's log alone.
 */
final class DriverTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PHYSICAL_NAME = "delta.columnMapping.physicalName";

  private final Engine engine;
  private final Snapshot snapshot;

  DriverTable(Configuration hadoop, String path) {
    engine = DefaultEngine.create(hadoop);
    snapshot = Table.forPath(engine, path).getLatestSnapshot(engine);
  }

  /** At an older version. */
  DriverTable(Configuration hadoop, String path, long version) {
    engine = DefaultEngine.create(hadoop);
    snapshot = Table.forPath(engine, path).getSnapshotAsOfVersion(engine, version);
  }

  /**
   * A file of the table.
   *
   * @param path as the log names it
   * @param modified milliseconds since 1970
   * @param statistics Delta's, as JSON; null where there are none, or nobody asked for them
   * @param isPlain whether all of its rows are the table's, and the table has no partitions
   */
  record DataFile(String path, long bytes, long modified, String statistics, boolean isPlain) {}

  long version() {
    return snapshot.getVersion();
  }

  /**
   * The rows, with names and types as Spark gives them.
   *
   * @param columns those of them that the table has
   */
  List<org.apache.spark.sql.Row> rows(String... columns) {
    StructType schema = snapshot.getSchema();
    StructType wanted = new StructType();
    for (String column : columns) {
      int at = schema.indexOf(column);
      wanted = at < 0 ? wanted : wanted.add(schema.at(at));
    }
    Scan scan = snapshot.getScanBuilder().withReadSchema(wanted).build();
    Row state = scan.getScanState(engine);
    StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
    List<org.apache.spark.sql.Row> rows = new ArrayList<>();
    DriverRows into = new DriverRows(wanted, rows);
    try (CloseableIterator<Row> files = flat(scan.getScanFiles(engine))) {
      while (files.hasNext()) {
        Row file = files.next();
        CloseableIterator<ColumnarBatch> data =
            engine
                .getParquetHandler()
                .readParquetFiles(
                    Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                    physical,
                    Optional.empty())
                .map(result -> result.getData());
        try (CloseableIterator<FilteredColumnarBatch> batches =
            Scan.transformPhysicalData(engine, state, file, data)) {
          while (batches.hasNext()) {
            into.add(batches.next());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a table's files cannot be read", e);
    }
    return rows;
  }

  /** The files that the table's rows lie in, without their statistics. */
  List<DataFile> files() {
    return files(/* withStatistics= */ false, Integer.MAX_VALUE);
  }

  /** The same, where they are no more than so many. */
  Optional<List<DataFile>> files(int most) {
    return noMoreThan(most, /* withStatistics= */ false);
  }

  /** The same, with their statistics. */
  Optional<List<DataFile>> filesWithStatistics(int most) {
    return noMoreThan(most, /* withStatistics= */ true);
  }

  private Optional<List<DataFile>> noMoreThan(int most, boolean withStatistics) {
    List<DataFile> files = files(withStatistics, most + 1L);
    return files.size() > most ? Optional.empty() : Optional.of(files);
  }

  private List<DataFile> files(boolean withStatistics, long most) {
    List<DataFile> files = new ArrayList<>();
    ScanImpl scan = (ScanImpl) snapshot.getScanBuilder().build();
    try (CloseableIterator<Row> all = flat(scan.getScanFiles(engine, withStatistics))) {
      while (files.size() < most && all.hasNext()) {
        Row row = all.next();
        Row file = row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
        StructType schema = file.getSchema();
        int statistics = schema.indexOf("stats");
        files.add(
            new DataFile(
                file.getString(schema.indexOf("path")),
                file.getLong(schema.indexOf("size")),
                file.getLong(schema.indexOf("modificationTime")),
                statistics < 0 || file.isNullAt(statistics) ? null : file.getString(statistics),
                isAbsent(file, "deletionVector")
                    && isAbsent(file, "baseRowId")
                    && hasNoTags(file)
                    && InternalScanFileUtils.getPartitionValues(row).isEmpty()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a table's log cannot be read", e);
    }
    return files;
  }

  private static boolean hasNoTags(Row file) {
    return isAbsent(file, "tags") || file.getMap(file.getSchema().indexOf("tags")).getSize() == 0;
  }

  private static boolean isAbsent(Row file, String field) {
    int at = file.getSchema().indexOf(field);
    return at < 0 || file.isNullAt(at);
  }

  /**
   * How many rows there are, and in how many of them each column holds something, by what the log
   * says of the files.
   *
   * @return empty where it does not say so of all
   */
  Optional<Map<String, ColumnCount>> counts() {
    List<JsonNode> statistics = new ArrayList<>();
    for (DataFile file : files(/* withStatistics= */ true, Integer.MAX_VALUE)) {
      Optional<JsonNode> own = file.isPlain() ? parsed(file.statistics()) : Optional.empty();
      if (own.isEmpty()) {
        return Optional.empty();
      }
      statistics.add(own.get());
    }
    long rows = statistics.stream().mapToLong(one -> one.get("numRecords").asLong()).sum();
    Map<String, ColumnCount> counts = new LinkedHashMap<>();
    for (StructField column : snapshot.getSchema().fields()) {
      long empty = 0;
      for (JsonNode one : statistics) {
        JsonNode own = one.path("nullCount").path(physicalName(column));
        if (column.isNullable() && !own.isIntegralNumber()) {
          return Optional.empty();
        }
        empty += column.isNullable() ? own.asLong() : 0;
      }
      counts.put(column.getName(), new ColumnCount(rows, rows - empty));
    }
    return Optional.of(counts);
  }

  private static Optional<JsonNode> parsed(String statistics) {
    try {
      return Optional.ofNullable(statistics == null ? null : JSON.readTree(statistics))
          .filter(one -> one.path("numRecords").isIntegralNumber());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String physicalName(StructField column) {
    String name = column.getMetadata().getString(PHYSICAL_NAME);
    return name == null ? column.getName() : name;
  }

  private static CloseableIterator<Row> flat(CloseableIterator<FilteredColumnarBatch> batches) {
    return batches.flatMap(FilteredColumnarBatch::getRows);
  }

  /** Whether a row of a batch is the table's. */
  static boolean isChosen(Optional<ColumnVector> selection, int row) {
    return selection.isEmpty()
        || (!selection.get().isNullAt(row) && selection.get().getBoolean(row));
  }
}
