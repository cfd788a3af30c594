// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.Serializable;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaColumnMapping$;
import org.apache.spark.sql.delta.NoMapping$;
import org.apache.spark.sql.delta.actions.Metadata;
import org.apache.spark.sql.delta.stats.DeltaStatsColumnSpec;
import org.apache.spark.sql.delta.stats.StatisticsCollection$;
import org.apache.spark.sql.delta.stats.StatsCollectionUtils$;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What Delta's log is to tell of the values of a file.
 *
 * @param indexed columns of the table that statistics tell of, as files know them
 * @param withBounds whether they tell of the least and the greatest, and not only of nulls
 * @param longestText of these, in characters
 */
record FileStatistics(StructType indexed, boolean withBounds, int longestText)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** As a table and the session ask for it: the first columns of the table, 32 as a rule. */
  static FileStatistics of(SparkSession spark, Metadata table) {
    StructType physical =
        DeltaColumnMapping$.MODULE$.createPhysicalSchema(
            table.schema(), table.schema(), table.columnMappingMode(), true);
    List<String> top = List.of();
    return new FileStatistics(
        StatisticsCollection$.MODULE$.getIndexedColumns(
            CollectionConverters.asScala(top).toSeq(),
            columns(table),
            physical,
            NoMapping$.MODULE$),
        Boolean.parseBoolean(spark.conf().get("spark.databricks.delta.stats.collect")),
        StatsCollectionUtils$.MODULE$.getDataSkippingStringPrefixLength(spark, table));
  }

  /** Whether the table names the columns, and not only how many there are. */
  static boolean areNamed(Metadata table) {
    return columns(table).deltaStatsColumnNamesOpt().isDefined();
  }

  private static DeltaStatsColumnSpec columns(Metadata table) {
    return StatisticsCollection$.MODULE$.configuredDeltaStatsColumnSpec(table);
  }

  /**
   * Those of one file.
   *
   * @param isOrdered whether the order of a column's values says something, by its path with dots
   */
  ColumnBounds bounds(Predicate<String> isOrdered) {
    return new ColumnBounds(indexed, column -> withBounds && isOrdered.test(column), longestText);
  }
}
