// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that {@code kpis.yaml} says.
 *
 * @param suppression which figures are hidden
 * @param dimensions of the demographics: column of {@code endpoints} by name
 * @param fields what expressions may use, by name
 * @param groups field by the name of a group
 */
public record Kpis(
    Suppression suppression,
    Map<String, String> dimensions,
    Map<String, Field> fields,
    Map<String, String> groups,
    List<KpiDefinition> definitions) {

  /**
   * A column under a short name.
   *
   * @param source {@code EVENTS} or {@code ENDPOINTS}; users have the fields of endpoints
   * @param column path below the table
   * @param type Spark SQL name of the type that it is read as
   */
  public record Field(Source source, String column, String type) {}

  public Kpis {
    dimensions = new LinkedHashMap<>(dimensions);
    fields = new LinkedHashMap<>(fields);
    groups = new LinkedHashMap<>(groups);
    definitions = List.copyOf(definitions);
  }

  /** Whether rows of a source have a field. */
  public boolean has(Source source, String field) {
    Field known = fields.get(field);
    Source table = source == Source.USERS ? Source.ENDPOINTS : source;
    return known != null && known.source() == table;
  }
}
