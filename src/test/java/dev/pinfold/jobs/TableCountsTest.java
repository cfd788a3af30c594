// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.spark.NewRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class TableCountsTest {
  private static final ColumnPath A = ColumnPath.of("t", "a");
  private static final ColumnPath B = ColumnPath.of("t", "b");
  private static final ColumnPath OLD = ColumnPath.of("t", "old");
  private static final ColumnPath OTHER = ColumnPath.of("u", "a");

  private static final NewRows ROWS =
      new NewRows(
          "t",
          "",
          new StructType().add("a", DataTypes.StringType).add("b", DataTypes.LongType),
          List.of(
              RowFactory.create("x", null),
              RowFactory.create("y", 1L),
              RowFactory.create(null, null)),
          false);

  @Test
  void add_rowsOfATableThatIsNotThere_areAllOfIt() {
    Map<ColumnPath, ColumnCount> counts = new HashMap<>(Map.of(OTHER, new ColumnCount(9, 9)));
    TableCounts.add(counts, ROWS);
    assertThat(counts)
        .containsOnly(
            Map.entry(A, new ColumnCount(3, 2)),
            Map.entry(B, new ColumnCount(3, 1)),
            Map.entry(OTHER, new ColumnCount(9, 9)));
  }

  @Test
  void add_rowsWithOtherColumns_areEmptyInTheirsAndTheirsInThese() {
    Map<ColumnPath, ColumnCount> counts =
        new HashMap<>(Map.of(A, new ColumnCount(10, 4), OLD, new ColumnCount(10, 7)));
    TableCounts.add(counts, ROWS);
    assertThat(counts)
        .containsOnly(
            Map.entry(A, new ColumnCount(13, 6)),
            Map.entry(B, new ColumnCount(13, 1)),
            Map.entry(OLD, new ColumnCount(13, 7)));
  }
}
