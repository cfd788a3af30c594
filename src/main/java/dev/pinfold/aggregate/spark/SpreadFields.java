// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The fields of {@code kpis.yaml} out of the two structs in which they travel: on the way, what is
 * copied again and again is one value, and where conditions ask for a field again and again, it
 * lies there as it is. Holds the fields of the last row; one a task.
 */
final class SpreadFields implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<Part> parts = new ArrayList<>();
  private final GenericInternalRow spread;

  /** The fields of one source: where they go, and what they are. */
  private record Part(int struct, int[] places, DataType[] types) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  SpreadFields(Kpis kpis) {
    StructType schema = CountedRows.schema(kpis);
    this.spread = new GenericInternalRow(new Object[schema.length()]);
    parts.add(part(kpis, Source.EVENTS, CountedRows.OF_EVENT, schema));
    parts.add(part(kpis, Source.ENDPOINTS, CountedRows.OF_ENDPOINT, schema));
  }

  private static Part part(Kpis kpis, Source source, int struct, StructType schema) {
    List<String> names = CountedRows.fields(kpis, source);
    return new Part(
        struct,
        names.stream().mapToInt(schema::fieldIndex).toArray(),
        names.stream().map(name -> schema.apply(name).dataType()).toArray(DataType[]::new));
  }

  /**
   * The fields of a row, as {@link CountedRows#schema} has them.
   *
   * @return stays in use until the next one
   */
  InternalRow of(InternalRow row) {
    for (Part part : parts) {
      int[] places = part.places();
      InternalRow struct =
          row.isNullAt(part.struct()) ? null : row.getStruct(part.struct(), places.length);
      for (int i = 0; i < places.length; i++) {
        spread.update(places[i], struct == null ? null : Values.at(struct, i, part.types()[i]));
      }
    }
    return spread;
  }

  /** The fields of the row's endpoint, as they travel; null where it has none. */
  static InternalRow ofEndpoint(InternalRow row, int size) {
    return row.isNullAt(CountedRows.OF_ENDPOINT)
        ? null
        : row.getStruct(CountedRows.OF_ENDPOINT, size);
  }

  /** How many fields endpoints have. */
  int ofEndpoints() {
    return parts.get(1).places().length;
  }
}
