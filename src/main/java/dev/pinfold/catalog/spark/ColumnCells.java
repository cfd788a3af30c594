// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Cells of one place in a row, nested ones included, on their way into the columns of a Parquet
 * file. Levels are those of Dremel: a column's repetition level tells which list goes on, and its
 * definition level how much of its path is there (Melnik et al., Dremel: Interactive Analysis of
 * Web-Scale Datasets, VLDB 2010, section 4.1).
 */
abstract class ColumnCells {
  ColumnCells() {}

  /** Whether cells of a type can be written here, and so all that is in them. */
  static boolean canBe(DataType type) {
    if (type instanceof StructType struct) {
      return struct.length() > 0
          && Arrays.stream(struct.fields()).allMatch(field -> canBe(field.dataType()));
    }
    if (type instanceof ArrayType array) {
      return canBe(array.elementType());
    }
    if (type instanceof MapType map) {
      return canBe(map.keyType()) && canBe(map.valueType());
    }
    return LeafCells.TYPES.contains(type);
  }

  /** Takes a cell that is not null, and is in a row or list at that place. */
  abstract void write(SpecializedGetters from, int at, int repetition);

  /** Takes a null, or that there is nothing at all because of a null or empty list above. */
  abstract void writeNull(int repetition, int definition);

  private void writeOrNull(SpecializedGetters from, int at, int repetition, int definition) {
    if (from.isNullAt(at)) {
      writeNull(repetition, definition);
    } else {
      write(from, at, repetition);
    }
  }

  /**
   * The cells of a whole row.
   *
   * @param physical of the rows; all columns may be null
   * @param leaves the file's columns, in its order
   * @param bounds of columns that statistics tell of, by their path
   */
  static Rows of(StructType physical, List<LeafColumn> leaves, ColumnBounds bounds) {
    return new Rows(new Struct(physical, 0, 0, new Places(leaves, bounds), List.of()));
  }

  /** Whole rows. */
  static final class Rows {
    private final Struct cells;

    private Rows(Struct cells) {
      this.cells = cells;
    }

    void write(InternalRow row) {
      cells.writeFields(row, 0);
    }

    /** Takes several rows, one column after the other: its writer's memory is fetched once. */
    void write(InternalRow[] rows, int count) {
      cells.writeFields(new Rounds(rows, count));
    }
  }

  /** The structs that several rows hold in one place. */
  private static final class Rounds {
    private final int count;
    private final InternalRow[] structs;

    /** By row, the definition level of what is missing, where the struct is null. */
    private final int[] missing;

    /** Whole rows. */
    Rounds(InternalRow[] rows, int count) {
      this.count = count;
      this.structs = rows;
      this.missing = null;
    }

    /** What these hold in one of their fields. */
    private Rounds(Rounds around, int field, int width, int definition) {
      this.count = around.count;
      this.structs = new InternalRow[count];
      this.missing = new int[count];
      for (int i = 0; i < count; i++) {
        InternalRow struct = around.structs[i];
        if (struct == null) {
          missing[i] = around.missing[i];
        } else if (struct.isNullAt(field)) {
          missing[i] = definition;
        } else {
          structs[i] = struct.getStruct(field, width);
        }
      }
    }

    boolean areAllMissing() {
      for (int i = 0; i < count; i++) {
        if (structs[i] != null) {
          return false;
        }
      }
      return true;
    }
  }

  /** Where the next leaf that is asked for goes to. */
  private static final class Places {
    private final List<LeafColumn> leaves;
    private final ColumnBounds bounds;
    private int next;

    Places(List<LeafColumn> leaves, ColumnBounds bounds) {
      this.leaves = leaves;
      this.bounds = bounds;
    }

    /** By the levels of what is around, and null where there is a list around it. */
    ColumnCells of(DataType type, int definition, int repetition, List<String> path) {
      CellBounds own = path == null ? null : bounds.of(path);
      if (type instanceof StructType struct) {
        return new Struct(struct, definition, repetition, this, path);
      }
      if (type instanceof ArrayType array) {
        return new Items(array, definition, repetition, this, own);
      }
      if (type instanceof MapType map) {
        return new Entries(map, definition, repetition, this, own);
      }
      return LeafCells.of(type, leaves.get(next++), definition, own);
    }
  }

  private static final class Struct extends ColumnCells {
    private final int definition;
    private final ColumnCells[] fields;
    private final LeafColumn[] leaves;

    /**
     * @param path null where there is a list around it
     */
    Struct(StructType type, int definition, int repetition, Places places, List<String> path) {
      this.definition = definition;
      this.fields = new ColumnCells[type.length()];
      int first = places.next;
      for (int i = 0; i < fields.length; i++) {
        StructField field = type.apply(i);
        fields[i] =
            places.of(
                field.dataType(),
                field.nullable() ? definition + 1 : definition,
                repetition,
                path == null ? null : ColumnBounds.below(path, field.name()));
      }
      this.leaves = places.leaves.subList(first, places.next).toArray(LeafColumn[]::new);
    }

    @Override
    void write(SpecializedGetters from, int at, int repetition) {
      writeFields(from.getStruct(at, fields.length), repetition);
    }

    void writeFields(InternalRow row, int repetition) {
      for (int i = 0; i < fields.length; i++) {
        fields[i].writeOrNull(row, i, repetition, definition);
      }
    }

    /** The same of several structs that no list holds. */
    void writeFields(Rounds rounds) {
      for (int field = 0; field < fields.length; field++) {
        if (fields[field] instanceof Struct inner) {
          Rounds own = new Rounds(rounds, field, inner.fields.length, definition);
          if (own.areAllMissing()) {
            inner.writeNulls(own);
          } else {
            inner.writeFields(own);
          }
        } else {
          writeField(fields[field], field, rounds);
        }
      }
    }

    private void writeField(ColumnCells cells, int field, Rounds rounds) {
      for (int i = 0; i < rounds.count; i++) {
        InternalRow struct = rounds.structs[i];
        if (struct == null) {
          cells.writeNull(0, rounds.missing[i]);
        } else {
          cells.writeOrNull(struct, field, 0, definition);
        }
      }
    }

    private void writeNulls(Rounds rounds) {
      for (LeafColumn leaf : leaves) {
        for (int i = 0; i < rounds.count; i++) {
          leaf.addNull(0, rounds.missing[i]);
        }
      }
    }

    @Override
    void writeNull(int repetition, int definitionOfNull) {
      for (LeafColumn leaf : leaves) {
        leaf.addNull(repetition, definitionOfNull);
      }
    }
  }

  /** A list is a group in which a group repeats that holds an item. */
  private static final class Items extends ColumnCells {
    private final int definition;
    private final int repetitionOfItems;
    private final ColumnCells items;
    private final CellBounds bounds;

    Items(ArrayType type, int definition, int repetition, Places places, CellBounds bounds) {
      this.definition = definition;
      this.bounds = bounds;
      this.repetitionOfItems = repetition + 1;
      int each = definition + 1;
      this.items =
          places.of(
              type.elementType(),
              type.containsNull() ? each + 1 : each,
              repetitionOfItems,
              /* path= */ null);
    }

    @Override
    void write(SpecializedGetters from, int at, int repetition) {
      ArrayData list = from.getArray(at);
      int size = list.numElements();
      if (size == 0) {
        items.writeNull(repetition, definition);
      }
      for (int i = 0; i < size; i++) {
        items.writeOrNull(list, i, i == 0 ? repetition : repetitionOfItems, definition + 1);
      }
      if (bounds != null) {
        bounds.add();
      }
    }

    @Override
    void writeNull(int repetition, int definitionOfNull) {
      items.writeNull(repetition, definitionOfNull);
    }
  }

  /** As a list, of a key and a value each. */
  private static final class Entries extends ColumnCells {
    private final int definition;
    private final int repetitionOfEntries;
    private final ColumnCells keys;
    private final ColumnCells values;
    private final CellBounds bounds;

    Entries(MapType type, int definition, int repetition, Places places, CellBounds bounds) {
      this.definition = definition;
      this.bounds = bounds;
      this.repetitionOfEntries = repetition + 1;
      int each = definition + 1;
      this.keys = places.of(type.keyType(), each, repetitionOfEntries, /* path= */ null);
      this.values =
          places.of(
              type.valueType(),
              type.valueContainsNull() ? each + 1 : each,
              repetitionOfEntries,
              /* path= */ null);
    }

    @Override
    void write(SpecializedGetters from, int at, int repetition) {
      MapData map = from.getMap(at);
      int size = map.numElements();
      if (size == 0) {
        writeNull(repetition, definition);
      }
      ArrayData allKeys = map.keyArray();
      ArrayData allValues = map.valueArray();
      for (int i = 0; i < size; i++) {
        int level = i == 0 ? repetition : repetitionOfEntries;
        keys.write(allKeys, i, level);
        values.writeOrNull(allValues, i, level, definition + 1);
      }
      if (bounds != null) {
        bounds.add();
      }
    }

    @Override
    void writeNull(int repetition, int definitionOfNull) {
      keys.writeNull(repetition, definitionOfNull);
      values.writeNull(repetition, definitionOfNull);
    }
  }
}
