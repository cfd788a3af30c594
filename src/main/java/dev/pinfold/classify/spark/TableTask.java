// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.spark.Shared;
import dev.pinfold.classify.RecordProfiler;
import dev.pinfold.classify.spark.ProfileOutput.PartProfile;
import dev.pinfold.ingest.JsonTape.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Profiles the rows of a table that Spark reads (Parquet, Delta); columns of any type. */
final class TableTask implements FlatMapFunction<Iterator<Row>, ProfileOutput> {
  private static final long serialVersionUID = 1L;

  private final String root;
  private final StructType schema;
  private final Shared<TaskIdentifiers> identifiers;

  TableTask(String root, StructType schema, Shared<TaskIdentifiers> identifiers) {
    this.root = root;
    this.schema = schema;
    this.identifiers = identifiers;
  }

  @Override
  public Iterator<ProfileOutput> call(Iterator<Row> rows) {
    RecordProfiler profiler = identifiers.value().profiler();
    ColumnPath table = ColumnPath.of(root);
    for (long number = 0; rows.hasNext(); number++) {
      Row row = rows.next();
      profiler.addRow(root, RowRegion.of(schema, row));
      addStruct(profiler, table, schema, row, number);
    }
    List<ProfileOutput> parts = new ArrayList<>();
    profiler.snapshot().forEach((path, profile) -> parts.add(new PartProfile(path, profile)));
    return parts.iterator();
  }

  private void addStruct(
      RecordProfiler profiler, ColumnPath path, StructType type, Row row, long number) {
    StructField[] fields = type.fields();
    for (int i = 0; i < fields.length; i++) {
      add(profiler, path.child(fields[i].name()), fields[i].dataType(), row.get(i), number);
    }
  }

  private void add(
      RecordProfiler profiler, ColumnPath path, DataType type, Object value, long number) {
    if (value == null) {
      profiler.addValue(path, Kind.NULL, null, root, number);
    } else if (type instanceof StructType) {
      addStruct(profiler, path, (StructType) type, (Row) value, number);
    } else if (type instanceof ArrayType) {
      DataType element = ((ArrayType) type).elementType();
      CollectionConverters.asJava((scala.collection.Iterable<?>) value)
          .forEach(item -> add(profiler, path, element, item, number));
    } else if (type instanceof MapType) {
      addMap(profiler, path, (MapType) type, (scala.collection.Map<?, ?>) value, number);
    } else {
      profiler.addValue(path, kind(type), text(type, value), root, number);
    }
  }

  private void addMap(
      RecordProfiler profiler,
      ColumnPath path,
      MapType type,
      scala.collection.Map<?, ?> map,
      long number) {
    CollectionConverters.asJava(map)
        .forEach(
            (key, item) ->
                add(profiler, path.child(String.valueOf(key)), type.valueType(), item, number));
  }

  private static Kind kind(DataType type) {
    if (type instanceof NumericType) {
      return Kind.NUMBER;
    }
    return type instanceof BooleanType ? Kind.BOOLEAN : Kind.STRING;
  }

  private static String text(DataType type, Object value) {
    if (type instanceof BinaryType) {
      return new String((byte[]) value, StandardCharsets.UTF_8);
    }
    if (value instanceof java.math.BigDecimal) {
      return ((java.math.BigDecimal) value).toPlainString();
    }
    return value.toString();
  }
}
