// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;

/**
 * A column of a Parquet file. Most columns of a dump are null in most records, so nulls are counted
 * and written when a value comes, or the column is looked at: Parquet's own record consumer asks
 * several maps about each of them.
 */
final class LeafColumn {
  private final ColumnDescriptor descriptor;
  private ColumnWriter writer;
  private int nulls;
  private int repetitionOfNulls;
  private int definitionOfNulls;

  LeafColumn(ColumnDescriptor descriptor) {
    this.descriptor = descriptor;
  }

  /** What comes from here on goes into another row group. */
  void goTo(ColumnWriteStore store) {
    writer = store.getColumnWriter(descriptor);
  }

  /**
   * @param repetition level, as Parquet counts them
   * @param definition likewise
   */
  void addNull(int repetition, int definition) {
    if (nulls > 0 && (repetition != repetitionOfNulls || definition != definitionOfNulls)) {
      writeNulls();
    }
    repetitionOfNulls = repetition;
    definitionOfNulls = definition;
    nulls++;
  }

  /** What takes the next value; all nulls before it are written. */
  ColumnWriter next() {
    if (nulls > 0) {
      writeNulls();
    }
    return writer;
  }

  void writeNulls() {
    for (; nulls > 0; nulls--) {
      writer.writeNull(repetitionOfNulls, definitionOfNulls);
    }
  }
}
