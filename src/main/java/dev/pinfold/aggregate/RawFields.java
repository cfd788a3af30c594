// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Measure;
import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the KPIs and dimensions that need values which protection takes away: a filter, a sum or a
 * group by what is a token or gone. Whether such a column is null can still be asked, and the
 * people behind it can be counted.
 */
public final class RawFields {
  private static final Pattern NULL_TEST =
      Pattern.compile("(?i)[A-Za-z_][A-Za-z0-9_.]*\\s+IS\\s+(?:NOT\\s+)?NULL");

  private static final Pattern ALTERNATIVES = Pattern.compile("(?i)\\bcoalesce\\s*\\(");

  private final Kpis kpis;
  private final Function<ColumnPath, Optional<String>> protectedAs;
  private final Function<ColumnPath, Optional<String>> doubtfulAs;
  private final Set<String> dispensable;

  /**
   * @param protectedAs why the values of a column cannot be read, such as {@code EMAIL_ADDRESS,
   *     tokenize}; empty where they can
   */
  public RawFields(Kpis kpis, Function<ColumnPath, Optional<String>> protectedAs) {
    this(kpis, protectedAs, path -> Optional.empty());
  }

  /**
   * @param doubtfulAs why the values of a column cannot be read that was not found to be personal,
   *     only not surely harmless: a KPI that is split by it loses that split alone
   */
  public RawFields(
      Kpis kpis,
      Function<ColumnPath, Optional<String>> protectedAs,
      Function<ColumnPath, Optional<String>> doubtfulAs) {
    this.kpis = kpis;
    this.protectedAs = protectedAs;
    this.doubtfulAs = doubtfulAs;
    this.dispensable = dispensable();
  }

  /**
   * Fields of events that only tell before endpoints do what a group is split by ({@code
   * coalesce(device_platform, platform)}): where their values cannot be read, it is split by those
   * of endpoints alone.
   */
  private Set<String> dispensable() {
    Set<String> fields = new LinkedHashSet<>();
    Set<String> needed = new LinkedHashSet<>(FieldNames.in(kpis.activity()));
    kpis.definitions().forEach(kpi -> addAll(kpi, needed));
    for (Funnel funnel : kpis.funnels()) {
      funnel.steps().forEach(step -> needed.addAll(FieldNames.in(step.condition())));
    }
    for (Kpis.Group group : kpis.groups().values()) {
      Set<String> names = FieldNames.in(group.field());
      boolean hasOther =
          ALTERNATIVES.matcher(group.field()).find()
              && names.stream().anyMatch(name -> isOfEndpoints(name) && any(name).isEmpty());
      for (String name : names) {
        if (hasOther && !isOfEndpoints(name) && any(name).isPresent()) {
          fields.add(name);
        } else {
          needed.add(name);
        }
      }
    }
    fields.removeAll(needed);
    return fields;
  }

  private static void addAll(KpiDefinition kpi, Set<String> fields) {
    Stream.concat(Stream.of(kpi.numerator()), kpi.denominator().stream())
        .forEach(
            measure -> {
              fields.addAll(FieldNames.in(measure.expression()));
              fields.addAll(FieldNames.in(measure.condition()));
              measure.minus().ifPresent(condition -> fields.addAll(FieldNames.in(condition)));
              measure.once().ifPresent(fields::add);
            });
  }

  private boolean isOfEndpoints(String field) {
    return kpis.fields().get(field).source() == Source.ENDPOINTS;
  }

  /** The fields whose values a group needs. */
  private Set<String> fieldsOf(String group) {
    Set<String> fields = new LinkedHashSet<>(FieldNames.in(kpis.groups().get(group).field()));
    fields.removeAll(dispensable);
    return fields;
  }

  /** By the place of the KPI or dimension, what it must not use and why. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    kpis.dimensions()
        .forEach(
            (name, dimension) ->
                any(Source.ENDPOINTS, dimension.column())
                    .ifPresent(
                        reason -> problems.add(dimension.place() + ": groups by " + reason)));
    add(kpis.activityPlace(), inComparisons(kpis.activity()), List.of(), problems);
    for (KpiDefinition kpi : kpis.definitions()) {
      add(kpi.place(), compared(kpi), kpi.groups(), problems);
    }
    for (Funnel funnel : kpis.funnels()) {
      add(funnel.place(), compared(funnel), funnel.groups(), problems);
    }
    return problems;
  }

  private void add(String place, Set<String> compared, List<String> groups, List<String> problems) {
    for (String field : compared) {
      any(field).ifPresent(reason -> problems.add(uses(place, field, reason)));
    }
    for (String group : groups) {
      for (String field : fieldsOf(group)) {
        any(field)
            .filter(reason -> !compared.contains(field))
            .ifPresent(
                reason ->
                    problems.add(
                        isProtected(field)
                            ? uses(place, field, reason)
                            : place + ": is split by '" + group + "', that is, " + reason));
      }
    }
  }

  private static String uses(String place, String field, String reason) {
    return place + ": uses field '" + field + "', that is, " + reason;
  }

  private Set<String> compared(Funnel funnel) {
    Set<String> fields = new LinkedHashSet<>();
    funnel.steps().forEach(step -> fields.addAll(inComparisons(step.condition())));
    return fields;
  }

  private Set<String> compared(KpiDefinition kpi) {
    Set<String> fields = new LinkedHashSet<>();
    addFields(kpi.numerator(), fields);
    kpi.denominator().ifPresent(measure -> addFields(measure, fields));
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

  private Optional<String> any(String field) {
    Kpis.Field known = kpis.fields().get(field);
    return any(known.source(), known.column());
  }

  private Optional<String> any(Source source, String column) {
    return reason(source, column, protectedAs, "whose raw value is protected")
        .or(
            () ->
                reason(
                    source,
                    column,
                    doubtfulAs,
                    "whose values are not shown, to be on the safe side"));
  }

  private boolean isProtected(String field) {
    Kpis.Field known = kpis.fields().get(field);
    return reason(known.source(), known.column(), protectedAs, "").isPresent();
  }

  private static Optional<String> reason(
      Source source, String column, Function<ColumnPath, Optional<String>> why, String what) {
    if (column.isEmpty()) {
      return Optional.empty();
    }
    Dataset dataset = source == Source.EVENTS ? Dataset.EVENTS : Dataset.ENDPOINTS;
    ColumnPath path = ColumnPath.parse(dataset.label() + "." + column);
    return why.apply(path)
        .map(
            protection ->
                path
                    + ", "
                    + what
                    + " ("
                    + protection
                    + "); count people or endpoints instead, or change the policy");
  }

  private boolean isReadable(Set<String> compared, List<String> groups) {
    return compared.stream().allMatch(field -> any(field).isEmpty())
        && groups.stream().flatMap(group -> fieldsOf(group).stream()).noneMatch(this::isProtected);
  }

  private List<String> readableGroups(List<String> groups) {
    return groups.stream()
        .filter(group -> fieldsOf(group).stream().allMatch(field -> any(field).isEmpty()))
        .toList();
  }

  /** Whether it is about first days, which the definition of activity decides. */
  private static boolean needsActivity(KpiDefinition kpi) {
    return kpi.cohort()
        || kpi.numerator().sinceFirst().isPresent()
        || kpi.denominator().flatMap(Measure::sinceFirst).isPresent();
  }

  /**
   * Without those KPIs and dimensions that need protected values, and without splits by doubtful
   * ones. What a split can do without is read as null.
   */
  public Kpis withoutThem() {
    Map<String, Kpis.Dimension> dimensions =
        Kpis.only(
            kpis.dimensions(), dimension -> any(Source.ENDPOINTS, dimension.column()).isEmpty());
    boolean knowsActivity = isReadable(inComparisons(kpis.activity()), List.of());
    List<KpiDefinition> definitions =
        kpis.definitions().stream()
            .filter(kpi -> knowsActivity || !needsActivity(kpi))
            .filter(kpi -> isReadable(compared(kpi), kpi.groups()))
            .map(kpi -> kpi.withGroups(readableGroups(kpi.groups())))
            .toList();
    Set<String> left = Kpis.Sum.figures(definitions);
    List<Kpis.Sum> sums =
        kpis.sums().stream()
            .filter(sum -> left.contains(sum.total()) && left.containsAll(sum.parts()))
            .toList();
    Map<String, Kpis.Field> fields = new LinkedHashMap<>(kpis.fields());
    dispensable.forEach(name -> fields.computeIfPresent(name, (key, field) -> field.absent()));
    return new Kpis(
        kpis.privacy(),
        dimensions,
        fields,
        kpis.groups(),
        definitions,
        kpis.funnels().stream()
            .filter(funnel -> isReadable(compared(funnel), funnel.groups()))
            .map(funnel -> funnel.withGroups(readableGroups(funnel.groups())))
            .toList(),
        sums,
        knowsActivity ? kpis.activity() : "false",
        kpis.activityPlace(),
        kpis.notComputed());
  }
}
