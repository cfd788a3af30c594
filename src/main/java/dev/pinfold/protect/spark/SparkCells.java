// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import dev.pinfold.protect.plan.CellFactory;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Spark's external row values. */
final class SparkCells implements CellFactory {
  @Override
  public Object struct(Object[] cells) {
    return RowFactory.create(cells);
  }

  @Override
  public Object array(Object[] items) {
    return items;
  }

  @Override
  public Object map(Map<String, String> entries) {
    return CollectionConverters.asScala(entries);
  }
}
