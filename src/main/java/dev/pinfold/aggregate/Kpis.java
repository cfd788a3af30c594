// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Source;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All that {@code kpis.yaml} says.
 *
 * @param privacy which figures are hidden or blurred
 * @param dimensions of the demographics, by name
 * @param fields what expressions may use, by name
 * @param groups what KPIs can be split by, by name
 * @param sums which KPIs' numerators add up to another's
 * @param activity which events make a person active, in SQL over the fields
 * @param activityPlace file, line and column where that is declared
 * @param notComputed Pinpoint's metrics that no event history holds
 */
public record Kpis(
    Privacy privacy,
    Map<String, Dimension> dimensions,
    Map<String, Field> fields,
    Map<String, Group> groups,
    List<KpiDefinition> definitions,
    List<Funnel> funnels,
    List<Sum> sums,
    String activity,
    String activityPlace,
    List<NotComputed> notComputed) {

  /** The dimension of the demographics whose one bucket has all endpoints. */
  public static final String TOTAL = "total";

  /**
   * A column under a short name.
   *
   * @param source {@code EVENTS} or {@code ENDPOINTS}; users have the fields of endpoints
   * @param column path below the table; empty where it is what {@code holds} finds
   * @param type what it is read as: string, double, long, country or age_band
   * @param holds personal-data types: the field is the endpoint's column that was found to hold one
   */
  public record Field(Source source, String column, String type, List<String> holds) {
    /** A type of text: ISO 3166 codes, of which alpha-3 ones are read as alpha-2. */
    static final String COUNTRY = "country";

    /** A type of text: bands of ages, also from years of birth; see {@link AgeBands}. */
    static final String AGE_BAND = "age_band";

    /** A column of endpoints as it is. */
    static Field ofEndpoints(String column) {
      return new Field(Source.ENDPOINTS, column, "string", List.of());
    }

    /** The same of a column that is in no dump: null. */
    Field absent() {
      return new Field(source, "", type, holds);
    }

    public boolean isCountry() {
      return type.equals(COUNTRY);
    }

    public boolean isAgeBand() {
      return type.equals(AGE_BAND);
    }

    /** Spark SQL's name of the type that it has in expressions. */
    public String sqlType() {
      return isCountry() || isAgeBand() ? "string" : type;
    }

    private Field found(Function<List<String>, Optional<String>> columnOf) {
      return holds.isEmpty()
          ? this
          : new Field(source, columnOf.apply(holds).orElse(column), type, holds);
    }
  }

  /**
   * What the demographics sort endpoints by.
   *
   * @param field of endpoints
   * @param within the dimension whose buckets these divide, as regions do countries
   * @param place file, line and column where it is declared, and its name
   */
  public record Dimension(Field field, Optional<String> within, String place) {

    /** Path below {@code endpoints}; empty where no column holds what the field asks for. */
    public String column() {
      return field.column();
    }
  }

  /**
   * What a KPI can be split by.
   *
   * @param within the groups whose values these divide, as a campaign's activities do; each value
   *     of this group lies in one of each, or is the sum of parts that do
   */
  public record Group(String field, List<String> within) {
    public Group {
      within = List.copyOf(within);
    }
  }

  /**
   * Says that figures of some KPIs add up to that of another, so that suppression in one must not
   * be undone by the others. A figure is a KPI's numerator, {@code KPI/minus} or {@code
   * KPI/denominator}.
   *
   * @param group what the total is split by, where only its groups are the sum; else empty
   * @param value the one group that is the sum of the parts' totals; empty where each group, but
   *     {@code (none)}, is the sum of the parts' same group
   * @param rest whether there is a further part, that no KPI shows
   */
  public record Sum(String total, String group, String value, List<String> parts, boolean rest) {

    /** What can be added up. */
    static Set<String> figures(List<KpiDefinition> definitions) {
      Set<String> figures = new LinkedHashSet<>();
      for (KpiDefinition kpi : definitions) {
        figures.add(kpi.name());
        kpi.numerator().minus().ifPresent(minus -> figures.add(minusOf(kpi)));
        kpi.denominator().ifPresent(measure -> figures.add(denominatorOf(kpi)));
      }
      return figures;
    }

    static String minusOf(KpiDefinition kpi) {
      return kpi.name() + "/minus";
    }

    static String denominatorOf(KpiDefinition kpi) {
      return kpi.name() + "/denominator";
    }
  }

  /** Metrics that cannot be computed, and why. */
  public record NotComputed(List<String> names, String reason) {}

  public Kpis {
    dimensions = new LinkedHashMap<>(dimensions);
    fields = new LinkedHashMap<>(fields);
    groups = new LinkedHashMap<>(groups);
    definitions = List.copyOf(definitions);
    funnels = List.copyOf(funnels);
    sums = List.copyOf(sums);
    notComputed = List.copyOf(notComputed);
  }

  /** Without funnels, sums and a definition of activity: every event makes active. */
  public Kpis(
      Privacy privacy,
      Map<String, Dimension> dimensions,
      Map<String, Field> fields,
      Map<String, Group> groups,
      List<KpiDefinition> definitions) {
    this(
        privacy,
        dimensions,
        fields,
        groups,
        definitions,
        List.of(),
        List.of(),
        "true",
        "activity",
        List.of());
  }

  /**
   * These, with every field that is found by what it holds given the column that was found. A
   * dimension for which none was found is left out.
   *
   * @param columnOf path below {@code endpoints} by personal-data types, any of which will do
   */
  public Kpis resolved(Function<List<String>, Optional<String>> columnOf) {
    Map<String, Field> found = new LinkedHashMap<>();
    fields.forEach((name, field) -> found.put(name, field.found(columnOf)));
    Map<String, Dimension> asked = new LinkedHashMap<>();
    dimensions.forEach(
        (name, dimension) ->
            asked.put(
                name,
                new Dimension(
                    dimension.field().found(columnOf), dimension.within(), dimension.place())));
    Map<String, Dimension> present = only(asked, dimension -> !dimension.column().isEmpty());
    return new Kpis(
        privacy,
        present,
        found,
        groups,
        definitions,
        funnels,
        sums,
        activity,
        activityPlace,
        notComputed);
  }

  /**
   * Some of the dimensions. What divided one that is left out divides what that one did.
   *
   * @param all in order, so that what a dimension divides stands before it
   */
  static Map<String, Dimension> only(Map<String, Dimension> all, Predicate<Dimension> isKept) {
    Map<String, Dimension> kept = new LinkedHashMap<>();
    all.forEach(
        (name, dimension) -> {
          Optional<String> outer = dimension.within();
          while (outer.isPresent() && !kept.containsKey(outer.get())) {
            outer = all.get(outer.get()).within();
          }
          if (isKept.test(dimension)) {
            kept.put(name, new Dimension(dimension.field(), outer, dimension.place()));
          }
        });
    return kept;
  }
}
