// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.protect.plan.ColumnPlan;
import dev.pinfold.protect.plan.ProtectionPlan;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The schema of a protected table: the plan's columns, the encrypted rest, and the bookkeeping.
 * Every column says in its comment and metadata ({@code pinfold.type}, {@code pinfold.categories},
 * {@code pinfold.action}) what it is.
 */
public final class PlanSchema {
  /** The cells behind the plan's: file, position, run. */
  static final int BOOKKEEPING = 3;

  private PlanSchema() {}

  public static StructType of(ProtectionPlan plan) {
    return struct(plan.root())
        .add(
            ProtectionPlan.OTHER,
            DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType),
            true,
            comment("What no other column could take, by path; encrypted JSON"))
        .add("_file", DataTypes.StringType, true, comment("Input file, relative to the input"))
        .add(
            "_position",
            DataTypes.LongType,
            true,
            comment("The record's first byte in the decompressed file, from 0"))
        .add("_run_id", DataTypes.StringType, true, comment("The run that wrote the row"));
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

  private static Metadata comment(String text) {
    return new MetadataBuilder().putString("comment", text).build();
  }

  private static Metadata metadata(ColumnPlan column) {
    if (column.isStruct()) {
      return Metadata.empty();
    }
    Classification classification = column.classification();
    String[] categories =
        classification.categories().stream().map(DataCategory::name).toArray(String[]::new);
    String action = column.decision().action().label();
    String comment =
        classification.type()
            + "; "
            + classification.categories().stream()
                .map(DataCategory::name)
                .collect(Collectors.joining(", "))
            + "; "
            + action;
    return new MetadataBuilder()
        .putString("comment", comment)
        .putString("pinfold.type", classification.type().name())
        .putStringArray("pinfold.categories", categories)
        .putString("pinfold.sensitivity", classification.sensitivity().name())
        .putString("pinfold.action", action)
        .build();
  }
}
