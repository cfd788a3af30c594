// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.ColumnCount;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.LongAccumulator;

/**
 * Rows that are counted by the tasks that write them, and in which columns they hold something.
 * Spark counts a task of the job that an action runs once, however often it is tried; so these rows
 * must go straight into files, without a shuffle, and once.
 */
final class CountedRows {
  private final Dataset<Row> rows;
  private final LongAccumulator all;
  private final List<LongAccumulator> filled;

  private CountedRows(Dataset<Row> rows, LongAccumulator all, List<LongAccumulator> filled) {
    this.rows = rows;
    this.all = all;
    this.filled = filled;
  }

  static CountedRows of(SparkSession spark, Dataset<Row> rows) {
    LongAccumulator all = spark.sparkContext().longAccumulator();
    List<LongAccumulator> filled = new ArrayList<>();
    for (int i = 0; i < rows.columns().length; i++) {
      filled.add(spark.sparkContext().longAccumulator());
    }
    Dataset<Row> counted =
        ((org.apache.spark.sql.classic.SparkSession) spark)
            .internalCreateDataFrame(
                rows.queryExecution()
                    .toRdd()
                    .toJavaRDD()
                    .mapPartitions(partition -> new Counting(partition, all, filled))
                    .rdd(),
                rows.schema(),
                /* isStreaming= */ false);
    return new CountedRows(counted, all, filled);
  }

  Dataset<Row> rows() {
    return rows;
  }

  /** By column, when they are written. */
  Map<String, ColumnCount> counts() {
    Map<String, ColumnCount> counts = new LinkedHashMap<>();
    for (int i = 0; i < filled.size(); i++) {
      counts.put(rows.columns()[i], new ColumnCount(all.value(), filled.get(i).value()));
    }
    return counts;
  }

  /** Passes rows on, and tells what it counted behind the last one. */
  private static final class Counting implements Iterator<InternalRow> {
    private final Iterator<InternalRow> rows;
    private final LongAccumulator all;
    private final List<LongAccumulator> filled;
    private final long[] counts;
    private long count;
    private boolean isTold;

    Counting(Iterator<InternalRow> rows, LongAccumulator all, List<LongAccumulator> filled) {
      this.rows = rows;
      this.all = all;
      this.filled = filled;
      this.counts = new long[filled.size()];
    }

    @Override
    public boolean hasNext() {
      boolean isMore = rows.hasNext();
      if (!isMore && !isTold) {
        isTold = true;
        all.add(count);
        for (int i = 0; i < counts.length; i++) {
          filled.get(i).add(counts[i]);
        }
      }
      return isMore;
    }

    @Override
    public InternalRow next() {
      InternalRow row = rows.next();
      count++;
      for (int i = 0; i < counts.length; i++) {
        counts[i] += row.isNullAt(i) ? 0 : 1;
      }
      return row;
    }
  }
}
