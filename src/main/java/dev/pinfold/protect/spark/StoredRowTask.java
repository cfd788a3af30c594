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
import dev.pinfold.protect.plan.StoredRest;
import java.math.BigDecimal;
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
import org.apache.spark.util.LongAccumulator;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Makes of each stored row the record that it was, as far as it can be read, and protects that. */
final class StoredRowTask implements FlatMapFunction<Iterator<Row>, InternalRow> {
  private static final long serialVersionUID = 1L;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ProtectionPlan plan;
  private final StoredColumns columns;
  private final StructType schema;

  /** Rows, and those of them whose rest is not empty. */
  private final LongAccumulator all;

  private final LongAccumulator others;

  StoredRowTask(
      ProtectionPlan plan,
      StoredColumns columns,
      StructType schema,
      LongAccumulator all,
      LongAccumulator others) {
    this.plan = plan.leaving(columns);
    this.columns = columns;
    this.schema = schema;
    this.all = all;
    this.others = others;
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

    private final StoredRest before = new StoredRest(plan, columns);

    /** By path, what is encrypted beside the columns now. */
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
      all.add(1);
      others.add(cells[first] == null ? 0 : 1);
      return new GenericInternalRow(cells);
    }

    private Map<String, String> rest(Row stored) {
      Map<String, String> rest = new LinkedHashMap<>();
      int at = stored.fieldIndex(Bookkeeping.OTHER.column());
      if (!stored.isNullAt(at)) {
        rest.putAll(before.of(stored.getJavaMap(at)));
      }
      aside.forEach(
          (path, values) ->
              rest.put(
                  RecordProtector.free(plan.dataset(), path, rest.keySet()),
                  plan.seal(json(values))));
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
        case VALUE -> addReadable(column, name, value);
        case SEAL -> setAside(path, column, name, value);
        case DROP -> keepPlace(name);
        case FIELDS -> throw new IllegalStateException("an object is no value");
      }
    }

    private void addReadable(Stored column, String name, Object value) {
      if (column.encryptedFor() != null) {
        tape.scalar(kind(column), name, opened(column, value));
      } else if (value instanceof Boolean) {
        tape.scalar(Kind.BOOLEAN, name, value.toString());
      } else if (value instanceof Number number) {
        tape.scalar(Kind.NUMBER, name, plain(number));
      } else {
        tape.scalar(kind(column), name, value.toString());
      }
    }

    private static Kind kind(Stored column) {
      return column.isNumeric() ? Kind.NUMBER : Kind.STRING;
    }

    private void setAside(ColumnPath path, Stored column, String name, Object value) {
      Object raw = column.encryptedFor() == null ? value : opened(column, value);
      aside.computeIfAbsent(path.withoutRoot(), key -> new ArrayList<>(1)).add(raw);
      keepPlace(name);
    }

    /** Fails where the keys are others than those of the run before, which no plan goes on with. */
    private String opened(Stored column, Object value) {
      return plan.open(column.encryptedFor(), value.toString())
          .orElseThrow(
              () -> new IllegalStateException("an encrypted value does not open with these keys"));
    }

    /** An array stays as long as it was. */
    private void keepPlace(String name) {
      if (name == null) {
        tape.scalar(Kind.NULL, null, null);
      }
    }
  }

  /** Whole numbers without a point, as they are mostly written. */
  private static String plain(Number number) {
    return number instanceof Double
        ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
        : number.toString();
  }

  private static String json(List<Object> values) {
    try {
      return JSON.writeValueAsString(values.size() == 1 ? values.get(0) : values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
