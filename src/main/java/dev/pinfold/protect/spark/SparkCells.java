// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import dev.pinfold.protect.plan.CellFactory;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Spark's internal values: what {@code Row}s of external ones would be turned into cell by cell,
 * which costs as much as protecting them.
 */
final class SparkCells implements CellFactory {
  @Override
  public Object struct(Object[] cells) {
    return new GenericInternalRow(cells);
  }

  @Override
  public Object text(String text) {
    return UTF8String.fromString(text);
  }

  /** In an array of just its size, which Parquet's writer takes as it is. */
  @Override
  public Object text(byte[] utf8, int from, int to) {
    return UTF8String.fromBytes(Arrays.copyOfRange(utf8, from, to));
  }

  @Override
  public Object array(Object[] items) {
    return new GenericArrayData(items);
  }

  @Override
  public Object map(Map<String, String> entries) {
    Object[] keys = new Object[entries.size()];
    Object[] values = new Object[entries.size()];
    int next = 0;
    for (Map.Entry<String, String> entry : entries.entrySet()) {
      keys[next] = UTF8String.fromString(entry.getKey());
      values[next++] = UTF8String.fromString(entry.getValue());
    }
    return new ArrayBasedMapData(new GenericArrayData(keys), new GenericArrayData(values));
  }
}
