// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.Privacy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class SpreadFieldsTest {
  /** Fields of both sources in turns, of all types that fields have. */
  private static Kpis kpis() {
    Map<String, Kpis.Field> fields = new LinkedHashMap<>();
    fields.put("type", field(Source.EVENTS, "string"));
    fields.put("country", field(Source.ENDPOINTS, "country"));
    fields.put("price", field(Source.EVENTS, "double"));
    fields.put("age", field(Source.ENDPOINTS, "age_band"));
    fields.put("start", field(Source.EVENTS, "long"));
    return new Kpis(Privacy.DEFAULT, Map.of(), fields, Map.of(), List.of());
  }

  private static Kpis.Field field(Source source, String type) {
    return new Kpis.Field(source, "c", type, List.of());
  }

  private static InternalRow row(InternalRow event, InternalRow endpoint) {
    Object[] values = new Object[CountedRows.OF_ENDPOINT + 1];
    values[CountedRows.OF_EVENT] = event;
    values[CountedRows.OF_ENDPOINT] = endpoint;
    return InternalRows.of(values);
  }

  private static UTF8String text(String text) {
    return UTF8String.fromString(text);
  }

  /** The fields by name, as conditions find them. */
  private static List<Object> spread(SpreadFields fields, Kpis kpis, InternalRow row) {
    InternalRow spread = fields.of(row);
    return kpis.fields().keySet().stream()
        .map(
            name -> {
              int at = CountedRows.schema(kpis).fieldIndex(name);
              return spread.isNullAt(at)
                  ? null
                  : spread.get(at, CountedRows.schema(kpis).apply(at).dataType());
            })
        .toList();
  }

  @Test
  void of_bothStructs_hasEachFieldInItsPlace() {
    Kpis kpis = kpis();
    assertThat(
            spread(
                new SpreadFields(kpis),
                kpis,
                row(
                    InternalRows.of(text("_session.start"), 2.5, 7L),
                    InternalRows.of(text("DE"), text("30-39")))))
        .isEqualTo(Arrays.asList(text("_session.start"), text("DE"), 2.5, text("30-39"), 7L));
  }

  @Test
  void of_aRowAfterAnother_keepsNothingOfTheFirst() {
    Kpis kpis = kpis();
    SpreadFields fields = new SpreadFields(kpis);
    fields.of(row(InternalRows.of(text("a"), 1.0, 1L), InternalRows.of(text("DE"), text("30-39"))));
    // An endpoint has no event; of an event, no endpoint may be known, and values may lack.
    assertThat(spread(fields, kpis, row(null, InternalRows.of(text("FR"), null))))
        .isEqualTo(Arrays.asList(null, text("FR"), null, null, null));
    assertThat(spread(fields, kpis, row(InternalRows.of(text("b"), null, null), null)))
        .isEqualTo(Arrays.asList(text("b"), null, null, null, null));
  }
}
