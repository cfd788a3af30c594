// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.ProtectionAction;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What every column of a table says of itself, in its comment and in {@code pinfold.type}, {@code
 * pinfold.categories}, {@code pinfold.sensitivity} and {@code pinfold.action}.
 */
public final class ColumnMetadata {
  private static final String COMMENT = "comment";

  private ColumnMetadata() {}

  /**
   * @param words what the column is, before its type in the comment; may be empty
   */
  public static Metadata of(String words, Classification column, ProtectionAction action) {
    List<String> categories = column.categories().stream().map(DataCategory::name).toList();
    String facts = column.type() + "; " + String.join(", ", categories) + "; " + action.label();
    return new MetadataBuilder()
        .putString(COMMENT, words.isEmpty() ? facts : words + ". " + facts)
        .putString("pinfold.type", column.type().name())
        .putStringArray("pinfold.categories", categories.toArray(String[]::new))
        .putString("pinfold.sensitivity", column.sensitivity().name())
        .putString("pinfold.action", action.label())
        .build();
  }

  /**
   * A schema whose columns say what they are.
   *
   * @param columns what each top-level column is, by its path; every one is asked for
   */
  public static StructType describe(
      String table, StructType schema, Function<ColumnPath, Classification> columns) {
    StructType described = new StructType();
    for (StructField field : schema.fields()) {
      Classification column = columns.apply(ColumnPath.of(table, field.name()));
      described =
          described.add(
              new StructField(
                  field.name(),
                  field.dataType(),
                  field.nullable(),
                  of(comment(field), column, ProtectionAction.KEEP)));
    }
    return described;
  }

  /** A field's comment, or nothing. */
  static String comment(StructField field) {
    return field.metadata().contains(COMMENT) ? field.metadata().getString(COMMENT) : "";
  }
}
