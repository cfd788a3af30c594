// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Measure;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds the KPIs and dimensions that need values which protection takes away: a filter, a sum or a
 * group by what is a token or gone. Whether such a column is null can still be asked, and the
 * people behind it can be counted.
 */
public final class RawFields {
  private static final Pattern NULL_TEST =
      Pattern.compile("(?i)[A-Za-z_][A-Za-z0-9_.]*\\s+IS\\s+(?:NOT\\s+)?NULL");

  private final Kpis kpis;
  private final Function<ColumnPath, Optional<String>> protectedAs;

  /**
   * @param protectedAs why the values of a column cannot be read, such as {@code EMAIL_ADDRESS,
   *     tokenize}; empty where they can
   */
  public RawFields(Kpis kpis, Function<ColumnPath, Optional<String>> protectedAs) {
    this.kpis = kpis;
    this.protectedAs = protectedAs;
  }

  /** By the name of the KPI or dimension, what it must not use and why. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    kpis.dimensions()
        .forEach(
            (name, dimension) ->
                reason(Source.ENDPOINTS, dimension.column())
                    .ifPresent(
                        reason -> problems.add(dimension.place() + ": groups by " + reason)));
    for (KpiDefinition kpi : kpis.definitions()) {
      for (String field : fields(kpi)) {
        Kpis.Field known = kpis.fields().get(field);
        reason(known.source(), known.column())
            .ifPresent(
                reason ->
                    problems.add(kpi.place() + ": uses field '" + field + "', that is, " + reason));
      }
    }
    for (Funnel funnel : kpis.funnels()) {
      for (String field : fields(funnel)) {
        Kpis.Field known = kpis.fields().get(field);
        reason(known.source(), known.column())
            .ifPresent(
                reason ->
                    problems.add(
                        "funnel "
                            + funnel.name()
                            + ": uses field '"
                            + field
                            + "', that is, "
                            + reason));
      }
    }
    return problems;
  }

  private Set<String> fields(Funnel funnel) {
    Set<String> fields = new LinkedHashSet<>();
    funnel.steps().forEach(step -> fields.addAll(inComparisons(step.condition())));
    for (String group : funnel.groups()) {
      fields.addAll(FieldNames.in(kpis.groups().get(group).field()));
    }
    return fields;
  }

  private Set<String> fields(KpiDefinition kpi) {
    Set<String> fields = new LinkedHashSet<>();
    addFields(kpi.numerator(), fields);
    kpi.denominator().ifPresent(measure -> addFields(measure, fields));
    for (String group : kpi.groups()) {
      fields.addAll(FieldNames.in(kpis.groups().get(group).field()));
    }
    return fields;
  }

  private static void addFields(Measure measure, Set<String> fields) {
    fields.addAll(FieldNames.in(measure.expression()));
    fields.addAll(inComparisons(measure.condition()));
    measure.minus().ifPresent(condition -> fields.addAll(inComparisons(condition)));
  }

  private static Set<String> inComparisons(String condition) {
    return FieldNames.in(NULL_TEST.matcher(condition).replaceAll("true"));
  }

  private Optional<String> reason(Source source, String column) {
    if (column.isEmpty()) {
      return Optional.empty();
    }
    Dataset dataset = source == Source.EVENTS ? Dataset.EVENTS : Dataset.ENDPOINTS;
    ColumnPath path = ColumnPath.parse(dataset.label() + "." + column);
    return protectedAs
        .apply(path)
        .map(
            why ->
                path
                    + ", whose raw value is protected ("
                    + why
                    + "); count people or endpoints instead, or change the policy");
  }

  private boolean isReadable(Set<String> fields) {
    return fields.stream()
        .map(kpis.fields()::get)
        .noneMatch(field -> reason(field.source(), field.column()).isPresent());
  }

  /** Without those KPIs and dimensions that need protected values. */
  public Kpis withoutThem() {
    Map<String, Kpis.Dimension> dimensions = new java.util.LinkedHashMap<>(kpis.dimensions());
    dimensions
        .values()
        .removeIf(dimension -> reason(Source.ENDPOINTS, dimension.column()).isPresent());
    dimensions.replaceAll(
        (name, dimension) ->
            new Kpis.Dimension(
                dimension.column(),
                dimension.within().filter(dimensions::containsKey),
                dimension.place()));
    List<KpiDefinition> definitions =
        kpis.definitions().stream().filter(kpi -> isReadable(fields(kpi))).toList();
    Set<String> left = new LinkedHashSet<>();
    definitions.forEach(kpi -> left.add(kpi.name()));
    List<Kpis.Sum> sums =
        kpis.sums().stream()
            .filter(sum -> left.contains(sum.total()) && left.containsAll(sum.parts()))
            .toList();
    return new Kpis(
        kpis.privacy(),
        dimensions,
        kpis.fields(),
        kpis.groups(),
        definitions,
        kpis.funnels().stream().filter(funnel -> isReadable(fields(funnel))).toList(),
        sums,
        kpis.activity(),
        kpis.notComputed());
  }
}
