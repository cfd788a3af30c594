// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.spark.ColumnMetadata;
import dev.pinfold.protect.plan.Bookkeeping;
import dev.pinfold.protect.plan.ColumnPlan;
import dev.pinfold.protect.plan.ProtectionPlan;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The schema of a protected table: the plan's columns, the encrypted rest, and the bookkeeping.
 * Each column says what it is; see {@link ColumnMetadata}.
 */
public final class PlanSchema {
  private PlanSchema() {}

  public static StructType of(ProtectionPlan plan) {
    StructType schema = struct(plan.root());
    for (Bookkeeping column : Bookkeeping.in(plan.dataset())) {
      CatalogEntry entry =
          column.entry(
              plan.dataset(),
              column == Bookkeeping.OTHER ? plan.keptAsideCategories() : Set.of(),
              ColumnCount.NONE);
      schema =
          schema.add(
              new StructField(
                  column.column(),
                  type(column),
                  true,
                  ColumnMetadata.of(column.words(), entry.classification(), entry.action())));
    }
    return schema;
  }

  private static DataType type(Bookkeeping column) {
    return switch (column) {
      case OTHER -> DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
      case POSITION, DIGEST -> DataTypes.LongType;
      case FILE, RUN_ID -> DataTypes.StringType;
    };
  }

  private static StructType struct(ColumnPlan plan) {
    return new StructType(
        plan.columns().stream()
            .map(
                column ->
                    new StructField(column.output().leaf(), type(column), true, metadata(column)))
            .toArray(StructField[]::new));
  }

  private static DataType type(ColumnPlan column) {
    DataType type =
        switch (column.cell()) {
          case STRUCT -> struct(column);
          case STRING -> DataTypes.StringType;
          case LONG -> DataTypes.LongType;
          case DOUBLE -> DataTypes.DoubleType;
          case BOOLEAN -> DataTypes.BooleanType;
        };
    for (int depth = 0; depth < column.arrayDepth(); depth++) {
      type = DataTypes.createArrayType(type);
    }
    return type;
  }

  private static Metadata metadata(ColumnPlan column) {
    return column.isStruct()
        ? Metadata.empty()
        : ColumnMetadata.of("", column.classification(), column.decision().action());
  }
}
