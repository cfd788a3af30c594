// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SparkSessionsTest {
  @Test
  void open_warehouse_isNoneOfTheUsersDirectories() throws Exception {
    try (SparkSession spark = SparkSessions.open("test")) {
      Path warehouse = Path.of(spark.conf().get("spark.sql.warehouse.dir").replace("file:", ""));
      assertThat(warehouse).hasParentRaw(Path.of(System.getProperty("java.io.tmpdir")));
    }
  }

  @Test
  void open_embedded_choosesTasksForTheSession_andNotInTheUsersName() throws Exception {
    try (SparkSession spark = SparkSessions.open("test", 2)) {
      assertThat(spark.conf().get(Interpreted.TASKS)).isEqualTo("4");
      assertThat(spark.sparkContext().getConf().contains(Interpreted.TASKS)).isFalse();
    }
  }
}
