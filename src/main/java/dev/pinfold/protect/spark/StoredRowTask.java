// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import dev.pinfold.protect.plan.Bookkeeping;
import dev.pinfold.protect.plan.ProtectionPlan;
import dev.pinfold.protect.plan.RecordProtector;
import dev.pinfold.protect.plan.StoredColumns;
import dev.pinfold.protect.plan.StoredColumns.Stored;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes of each stored row the record that it was, as far as it can be read, and protects that. It
 * is for few rows and rare: a run that takes new files reads records, not tables.
 */
final class StoredRowTask implements FlatMapFunction<Iterator<Row>, InternalRow> {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Behind the name of a column, what it held under an earlier plan. */
  private static final String BEFORE = "~before";

  private final ProtectionPlan plan;
  private final StoredColumns columns;
  private final StructType schema;

  StoredRowTask(ProtectionPlan plan, StoredColumns columns, StructType schema) {
    this.plan = plan.taking(columns);
    this.columns = columns;
    this.schema = schema;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<Row> rows) {
    Rows made = new Rows();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public InternalRow next() {
        return made.row(rows.next());
      }
    };
  }

  private final class Rows {
    private final RecordProtector protector = new RecordProtector(plan, new SparkCells());
    private final List<Bookkeeping> bookkeeping = Bookkeeping.in(plan.dataset());
    private final JsonTape tape = new JsonTape();

    /** By path, what is protected otherwise than the plan would. */
    private final Map<String, List<Object>> aside = new LinkedHashMap<>();

    InternalRow row(Row stored) {
      tape.clear();
      aside.clear();
      int record = tape.open(Kind.OBJECT, null, false);
      addFields(ColumnPath.of(plan.dataset()), schema, stored);
      tape.close(record);
      Object[] cells = protector.protect(tape, bookkeeping.size(), rest(stored));
      int first = cells.length - bookkeeping.size();
      for (int i = 0; i < bookkeeping.size(); i++) {
        if (bookkeeping.get(i) != Bookkeeping.OTHER) {
          Object value = stored.getAs(bookkeeping.get(i).column());
          cells[first + i] = value instanceof String text ? UTF8String.fromString(text) : value;
        }
      }
      return new GenericInternalRow(cells);
    }

    private Map<String, String> rest(Row stored) {
      Map<String, String> rest = new LinkedHashMap<>();
      int at = stored.fieldIndex(Bookkeeping.OTHER.column());
      if (!stored.isNullAt(at)) {
        rest.putAll(stored.<String, String>getJavaMap(at));
      }
      aside.forEach((path, values) -> rest.put(path + BEFORE, plan.seal(json(values))));
      return rest;
    }

    private void addFields(ColumnPath object, StructType type, Row row) {
      StructField[] fields = type.fields();
      for (int i = 0; i < fields.length; i++) {
        ColumnPath path = object.child(fields[i].name());
        Stored column = columns.column(path);
        if (column != null && !row.isNullAt(i)) {
          add(path, column, column.field(), fields[i].dataType(), row.get(i));
        }
      }
    }

    private void add(ColumnPath path, Stored column, String name, DataType type, Object value) {
      if (value == null) {
        tape.scalar(Kind.NULL, name, null); // an array's place
      } else if (type instanceof ArrayType array) {
        int open = tape.open(Kind.ARRAY, name, false);
        for (Object item : CollectionConverters.asJava((Seq<?>) value)) {
          add(path, column, null, array.elementType(), item);
        }
        tape.close(open);
      } else if (type instanceof StructType struct) {
        int open = tape.open(Kind.OBJECT, name, false);
        addFields(path, struct, (Row) value);
        tape.close(open);
      } else {
        addValue(path, column, name, value);
      }
    }

    private void addValue(ColumnPath path, Stored column, String name, Object value) {
      switch (column.transfer()) {
        case READ, LEAVE -> tape.scalar(kind(value), name, value.toString());
        case DECRYPT ->
            plan.open(column.domain(), value.toString())
                .ifPresentOrElse(
                    text -> tape.scalar(Kind.STRING, name, text),
                    () -> setAside(path, name, value));
        case SET_ASIDE -> setAside(path, name, value);
        case DROP -> keepPlace(name);
        case FIELDS -> throw new IllegalStateException("an object is no value");
      }
    }

    private void setAside(ColumnPath path, String name, Object value) {
      aside.computeIfAbsent(path.withoutRoot(), key -> new ArrayList<>(1)).add(value);
      keepPlace(name);
    }

    /** An array stays as long as it was. */
    private void keepPlace(String name) {
      if (name == null) {
        tape.scalar(Kind.NULL, null, null);
      }
    }
  }

  private static Kind kind(Object value) {
    if (value instanceof Boolean) {
      return Kind.BOOLEAN;
    }
    return value instanceof Number ? Kind.NUMBER : Kind.STRING;
  }

  private static String json(List<Object> values) {
    try {
      return JSON.writeValueAsString(values.size() == 1 ? values.get(0) : values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
