// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.delta.constraints.Constraints;
import org.apache.spark.sql.delta.schema.DeltaInvariantViolationException;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A column that must not be null; then nothing that it is within is, either.
 *
 * @param path its place in the row, then that within the struct there, and so on
 * @param sizes how many fields each of these structs has
 */
record RequiredColumn(Constraints.NotNull constraint, List<Integer> path, List<Integer> sizes)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  RequiredColumn {
    path = List.copyOf(path);
    sizes = List.copyOf(sizes);
  }

  /** Empty where rows of the schema have no such column. */
  static Optional<RequiredColumn> of(Constraints.NotNull constraint, StructType schema) {
    List<Integer> path = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    DataType within = schema;
    for (String name : CollectionConverters.asJava(constraint.column())) {
      if (!(within instanceof StructType struct) || struct.getFieldIndex(name).isEmpty()) {
        return Optional.empty();
      }
      int at = (int) struct.getFieldIndex(name).get();
      path.add(at);
      sizes.add(struct.size());
      within = struct.apply(at).dataType();
    }
    return Optional.of(new RequiredColumn(constraint, path, sizes));
  }

  /**
   * @throws DeltaInvariantViolationException where one of the columns is null, as Delta itself
   *     does; it names the column
   */
  static void check(List<RequiredColumn> columns, InternalRow row) {
    for (RequiredColumn column : columns) {
      if (column.isMissing(row)) {
        throw DeltaInvariantViolationException.apply(column.constraint());
      }
    }
  }

  private boolean isMissing(InternalRow row) {
    InternalRow within = row;
    for (int i = 0; i < path.size(); i++) {
      if (within.isNullAt(path.get(i))) {
        return true;
      }
      if (i + 1 < path.size()) {
        within = within.getStruct(path.get(i), sizes.get(i + 1));
      }
    }
    return false;
  }
}
