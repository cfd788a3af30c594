// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Measure;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.Origins;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which input columns the columns of the aggregates are made from. */
public final class AggregateLineage {
  private static final List<String> COLUMNS =
      List.of(
          "demographics.dimension",
          "demographics.bucket",
          "kpis.date",
          "kpis.group_by",
          "kpis.group_value",
          "kpis.numerator",
          "kpis.denominator",
          "kpis.value",
          "kpis.suppressed");

  private AggregateLineage() {}

  /**
   * @param attributes columns of custom attributes that are dimensions, by name
   */
  public static List<LineageEdge> of(Kpis kpis, Map<String, String> attributes) {
    List<LineageEdge> edges = new ArrayList<>();
    edges.add(edge("demographics.endpoints", "endpoints.Id", "count"));
    edges.add(edge("demographics.users", "endpoints.User.UserId", "distinct count"));
    edges.add(edge("demographics.as_of", "endpoints.EffectiveDate", "the newest record by then"));
    edges.add(edge("demographics.suppressed", "endpoints.User.UserId", "group size"));
    Map<String, String> standard = new LinkedHashMap<>();
    kpis.dimensions().forEach((name, dimension) -> standard.put(name, dimension.column()));
    for (Map<String, String> dimensions : List.of(standard, attributes)) {
      dimensions.forEach(
          (name, column) -> {
            edges.add(edge("demographics.bucket", "endpoints." + column, "dimension " + name));
            edges.add(edge("demographics.dimension", "endpoints." + column, "dimension " + name));
          });
    }
    for (KpiDefinition kpi : kpis.definitions()) {
      addKpi(kpis, kpi, edges);
    }
    addFunnels(kpis, edges);
    addColumnsOfTheConfiguration(edges);
    addTotals(edges);
    return edges.stream().distinct().toList();
  }

  private static void addFunnels(Kpis kpis, List<LineageEdge> edges) {
    for (Funnel funnel : kpis.funnels()) {
      for (Funnel.Step step : funnel.steps()) {
        String transform = "kpi " + funnel.kpi(step) + ": step of a funnel";
        edges.add(edge("kpis.date", date(Source.EVENTS), transform));
        for (String field : FieldNames.in(step.condition())) {
          column(kpis, field)
              .ifPresent(
                  column -> {
                    edges.add(edge("kpis.numerator", column, transform));
                    edges.add(edge("kpis.denominator", column, transform));
                    edges.add(edge("kpis.value", column, transform));
                  });
        }
      }
    }
  }

  /** The totals are made from the same columns as the rows by date. */
  private static void addTotals(List<LineageEdge> edges) {
    for (LineageEdge edge : List.copyOf(edges)) {
      if (edge.outputPath().equals("kpis.date")) {
        edges.add(edge("kpi_totals.first_date", edge.inputPath(), edge.transform()));
        edges.add(edge("kpi_totals.last_date", edge.inputPath(), edge.transform()));
      } else if (edge.outputPath().startsWith("kpis.")) {
        String output = "kpi_totals." + edge.outputPath().substring("kpis.".length());
        edges.add(edge(output, edge.inputPath(), edge.transform()));
      }
    }
  }

  /** A KPI's name is made from no data; nor is what no KPI fills. */
  private static void addColumnsOfTheConfiguration(List<LineageEdge> edges) {
    edges.add(edge("kpis.kpi", Origins.KPIS, "name of the KPI"));
    Set<String> made = new HashSet<>();
    edges.forEach(edge -> made.add(edge.outputPath()));
    for (String column : COLUMNS) {
      if (!made.contains(column)) {
        edges.add(edge(column, Origins.KPIS, "nothing that is configured fills it"));
      }
    }
  }

  private static void addKpi(Kpis kpis, KpiDefinition kpi, List<LineageEdge> edges) {
    String transform = "kpi " + kpi.name() + ": " + kpi.formula();
    edges.add(edge("kpis.date", date(kpi.source()), transform));
    for (String column : columns(kpis, kpi.source(), kpi.numerator())) {
      edges.add(edge("kpis.numerator", column, transform));
      edges.add(edge("kpis.value", column, transform));
    }
    kpi.denominator()
        .ifPresent(
            measure ->
                columns(kpis, kpi.source(), measure)
                    .forEach(
                        column -> {
                          edges.add(edge("kpis.denominator", column, transform));
                          edges.add(edge("kpis.value", column, transform));
                        }));
    for (String group : kpi.groups()) {
      for (String field : FieldNames.in(kpis.groups().get(group).field())) {
        column(kpis, field)
            .ifPresent(
                column -> {
                  edges.add(edge("kpis.group_value", column, "group " + group));
                  edges.add(edge("kpis.group_by", column, "group " + group));
                });
      }
    }
    edges.add(edge("kpis.suppressed", person(kpi.source()), "group size"));
  }

  private static Set<String> columns(Kpis kpis, Source source, Measure measure) {
    Set<String> columns = new LinkedHashSet<>();
    FieldNames.in(measure.expression()).forEach(name -> column(kpis, name).ifPresent(columns::add));
    FieldNames.in(measure.condition()).forEach(name -> column(kpis, name).ifPresent(columns::add));
    measure
        .minus()
        .ifPresent(
            condition ->
                FieldNames.in(condition)
                    .forEach(name -> column(kpis, name).ifPresent(columns::add)));
    measure.once().flatMap(field -> column(kpis, field)).ifPresent(columns::add);
    switch (measure.kind()) {
      case ENDPOINTS ->
          columns.add(source == Source.EVENTS ? "events.client.client_id" : "endpoints.Id");
      case PEOPLE -> columns.add(person(source));
      case COUNT, SUM -> {
        if (columns.isEmpty()) {
          columns.add(source == Source.EVENTS ? "events.event_type" : "endpoints.Id");
        }
      }
    }
    return columns;
  }

  /** Empty for a field that is found by what it holds, where nothing holds it. */
  private static Optional<String> column(Kpis kpis, String field) {
    Kpis.Field known = kpis.fields().get(field);
    return known.column().isEmpty()
        ? Optional.empty()
        : Optional.of(
            (known.source() == Source.EVENTS ? "events." : "endpoints.") + known.column());
  }

  private static String date(Source source) {
    return source == Source.EVENTS ? "events.event_timestamp" : "endpoints.CreationDate";
  }

  private static String person(Source source) {
    return source == Source.EVENTS ? "events.client.client_id" : "endpoints.User.UserId";
  }

  private static LineageEdge edge(String output, String input, String transform) {
    return new LineageEdge(output, input, transform);
  }
}
