// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventIdentityTest {
  private static SparkSession spark;

  @BeforeAll
  static void open() {
    spark = LocalSession.open();
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  /** Values of many types, and what could be taken for each other: null, empty, nothing inside. */
  private static Dataset<Row> rows() {
    return spark.sql(
        """
        SELECT * FROM VALUES
          ('a', 1L, 2.5D, true, named_struct('x', 'b', 'y', array('c', NULL, '')),
           map('k', array(1, 2), 'n', NULL), array(named_struct('p', 1, 'q', 'r'), NULL)),
          (NULL, 1L, -0.0D, NULL, named_struct('x', NULL, 'y', array()), map(), array()),
          ('', NULL, NULL, false, NULL, NULL, NULL),
          ('a long text of more than thirty-two bytes, as XXH64 reads them', -7L, 1e300D, true,
           named_struct('x', 'ü', 'y', NULL), map('k', array()), array(NULL, NULL))
          AS t(text, number, decimal, flag, inner, entries, items)""");
  }

  private static List<Row> identities(Dataset<Row> rows, Column first, Column second) {
    return rows.select(first, second).collectAsList();
  }

  @Test
  void of_valuesOfAllTypes_isWhatSparksFunctionsGive() {
    Dataset<Row> rows = rows();
    Column[] hashes =
        Arrays.stream(rows.schema().fields())
            .flatMap(field -> IdentityColumns.hashes(col(field.name()), field.dataType()).stream())
            .toArray(Column[]::new);
    Column identity =
        IdentityExpression.of(Arrays.stream(rows.columns()).map(name -> col(name)).toList());
    List<Row> found =
        identities(
            rows,
            identity.getField(IdentityExpression.FIRST),
            identity.getField(IdentityExpression.SECOND));
    assertThat(found).isEqualTo(identities(rows, xxhash64(hashes), hash(hashes)));
    assertThat(found).doesNotHaveDuplicates();
  }

  @Test
  void of_noneOfTwoValuesAndTheOther_areTwo() {
    Dataset<Row> rows =
        spark.sql("SELECT * FROM VALUES ('a', NULL), (NULL, 'a'), (NULL, '') AS t(x, y)");
    Column identity = IdentityExpression.of(List.of(col("x"), col("y")));
    assertThat(rows.select(identity.getField(IdentityExpression.FIRST)).collectAsList())
        .doesNotHaveDuplicates();
  }

  @Test
  void of_noColumns_isOneForAll() {
    Dataset<Row> rows = spark.range(2).toDF();
    assertThat(rows.select(IdentityExpression.of(List.of())).distinct().count()).isEqualTo(1);
  }
}
