// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.catalog.spark.SessionSettings;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * SQL as analysts' expressions are computed: what overflows, divides by zero or cannot be cast is
 * null. By ANSI rules one absurd event of millions would end the run.
 */
final class LenientSql {
  private static final String ANSI = "spark.sql.ansi.enabled";

  private LenientSql() {}

  /**
   * Puts a Dataset together under these rules. Expressions take them on when they are analysed,
   * which is then, and keep them when they are computed.
   */
  static <T> T in(SparkSession spark, Supplier<T> datasets) {
    return SessionSettings.with(spark, Map.of(ANSI, "false"), datasets);
  }
}
