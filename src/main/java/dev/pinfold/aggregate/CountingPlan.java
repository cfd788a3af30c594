// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Kind;
import dev.pinfold.aggregate.KpiDefinition.Measure;
import dev.pinfold.aggregate.KpiDefinition.Source;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What {@code kpis.yaml} asks for, taken apart: the conditions that rows are tested for, each once;
 * the expressions that are summed; the fields by which rows count once; the countings; and which
 * figure of which KPI each counting is. Shipped to executors; immutable.
 */
public final class CountingPlan implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What a row is tested for. */
  public record Condition(Source source, String sql) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Which of a KPI's figures a counting is. */
  public enum Role {
    NUMERATOR,
    MINUS,
    DENOMINATOR
  }

  /**
   * One figure of one KPI at one grain and for one group.
   *
   * @param group number of the group; 0 is the total
   */
  public record Use(int counting, Grain grain, int group, String kpi, Role role, Kind kind) {}

  /**
   * A sum among countings: in each cell of the total, the parts add up to it.
   *
   * @param group of the total's cells; -1: all groups
   * @param value of the total's cells; null: all values
   * @param named whether {@code (none)} is left out of all values
   * @param samePlace whether the parts are those of the same group and value, or else their totals
   * @param rest the {@link RestCounting} of a further, unpublished part, such as what was lost
   *     between two steps; -1 where there is none
   */
  public record Relation(
      int total,
      int group,
      String value,
      boolean named,
      List<Integer> parts,
      boolean samePlace,
      int rest)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of all values or of one. */
    public Relation(
        int total, int group, String value, List<Integer> parts, boolean samePlace, int rest) {
      this(total, group, value, false, parts, samePlace, rest);
    }

    boolean isAbout(FigureCell figure) {
      return figure.counting() == total
          && !figure.isPart()
          && (group < 0 || figure.group() == group)
          && (value == null || figure.value().equals(value))
          && !(named && figure.value().equals(PartitionFigures.NO_GROUP));
    }
  }

  /**
   * People of some days that are a part of those of another date. Who comes back on a day is of the
   * cohorts of days before. And who is active in a week or month is new on one of its days, or was
   * before; in the history's first one all are new.
   *
   * @param all counting of those who come back, by day; or of all who are active
   * @param cohort counting of a cohort, by its first day
   * @param daysLater when those of the cohort came back who are in that counting; 0 where they are
   *     those who are new
   */
  public record Return(int all, int cohort, int daysLater) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A counting of all endpoints by the day of their creation. The demographics show them all, those
   * without such a day too.
   *
   * @param number of the counting of those without, behind those of the plan; of no KPI
   */
  public record Undated(int counting, int number) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A counting of all endpoints, or of all users, by the day of their creation: over the whole
   * history the demographics show them too, in buckets.
   *
   * @param ofUsers whether it is of users: those of the buckets, where each endpoint has one
   * @param number of the counting that the buckets come as, behind those without a day
   */
  public record Shown(int counting, boolean ofUsers, int number) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A funnel's numbers.
   *
   * @param conditions one a step
   * @param countings one a step
   */
  record FunnelPlan(int[] conditions, int[] countings, long windowMillis) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final ArrayList<Condition> conditions = new ArrayList<>();
  private final ArrayList<String> weights = new ArrayList<>();
  private final ArrayList<String> onceFields = new ArrayList<>();
  private final ArrayList<Counting> countings = new ArrayList<>();
  private final ArrayList<FunnelPlan> funnels = new ArrayList<>();
  private final ArrayList<Relation> relations = new ArrayList<>();
  private final ArrayList<RestCounting> rests = new ArrayList<>();
  private final ArrayList<Return> returns = new ArrayList<>();
  private final ArrayList<String> groupNames = new ArrayList<>();
  private final int[][] parentGroups;
  private final int activity;
  private final transient List<Use> uses = new ArrayList<>();

  private record Key(
      Source source, int condition, int weight, int once, DayRange sinceFirst, boolean cohort) {
    Key {
      // On the first day itself, the row's date and the first day are one.
      cohort = cohort && !(sinceFirst != null && sinceFirst.isFirstDay());
    }
  }

  private record Split(Set<Grain> grains, Set<Integer> groups) {}

  private CountingPlan(Kpis kpis) {
    groupNames.add("");
    groupNames.addAll(kpis.groups().keySet());
    parentGroups = new int[groupNames.size()][0];
    kpis.groups()
        .forEach(
            (name, group) ->
                parentGroups[groupNames.indexOf(name)] =
                    group.within().stream().mapToInt(groupNames::indexOf).toArray());
    activity = condition(Source.EVENTS, kpis.activity());
    Map<Key, Split> splits = new LinkedHashMap<>();
    Map<Key, Integer> numbers = new HashMap<>();
    Map<String, Integer> figures = new HashMap<>();
    for (KpiDefinition kpi : kpis.definitions()) {
      Key key = key(kpi, kpi.numerator());
      figures.put(kpi.name(), use(kpi, key, Role.NUMERATOR, splits, numbers));
      kpi.numerator()
          .minus()
          .ifPresent(
              minus -> {
                Key taken =
                    new Key(
                        kpi.source(), condition(kpi.source(), minus), -1, -1, null, kpi.cohort());
                figures.put(Kpis.Sum.minusOf(kpi), use(kpi, taken, Role.MINUS, splits, numbers));
              });
      kpi.denominator()
          .ifPresent(
              measure ->
                  figures.put(
                      Kpis.Sum.denominatorOf(kpi),
                      use(kpi, key(kpi, measure), Role.DENOMINATOR, splits, numbers)));
    }
    splits.forEach(
        (key, split) ->
            countings.add(
                new Counting(
                    key.source(),
                    key.condition(),
                    key.weight(),
                    key.once(),
                    key.sinceFirst(),
                    key.cohort(),
                    EnumSet.copyOf(split.grains()),
                    split.groups().stream().mapToInt(Integer::intValue).toArray())));
    kpis.funnels().forEach(this::addFunnel);
    funnels.forEach(this::addLosses);
    addReturns();
    kpis.sums().forEach(sum -> addSum(sum, figures));
  }

  private void addSum(Kpis.Sum sum, Map<String, Integer> figures) {
    int total = figures.get(sum.total());
    List<Integer> parts = sum.parts().stream().map(figures::get).toList();
    if (!sum.group().isEmpty()) {
      int group = groupNames.indexOf(sum.group());
      boolean isOfOne = !sum.value().isEmpty();
      int rest = sum.rest() ? rest(total, parts, List.of(group), isOfOne ? sum.value() : null) : -1;
      relations.add(
          isOfOne
              ? new Relation(total, group, sum.value(), parts, false, rest)
              : new Relation(total, group, null, true, parts, true, rest));
      return;
    }
    List<Integer> groups = new ArrayList<>(List.of(0));
    for (int group : countings.get(total).groups()) {
      // A part that is not split by the group says nothing of the group's values.
      if (parts.stream().allMatch(part -> isSplitBy(part, group))) {
        groups.add(group);
      }
    }
    int rest = sum.rest() ? rest(total, parts, groups, null) : -1;
    groups.forEach(group -> relations.add(new Relation(total, group, null, parts, true, rest)));
  }

  private int rest(int total, List<Integer> parts, List<Integer> groups, String value) {
    int number = countings.size() + rests.size();
    Set<Kind> kinds = kindsOf(total);
    parts.forEach(part -> kinds.retainAll(kindsOf(part)));
    if (kinds.isEmpty()) {
      kinds.addAll(EnumSet.allOf(Kind.class));
    }
    rests.add(
        new RestCounting(
            number,
            total,
            parts.stream().mapToInt(Integer::intValue).toArray(),
            groups.stream().mapToInt(Integer::intValue).toArray(),
            value,
            kinds));
    return number;
  }

  /** What is shown of a counting; counts and sums are one figure of it. */
  private Set<Kind> kindsOf(int counting) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    uses.stream()
        .filter(use -> use.counting() == counting)
        .forEach(use -> kinds.add(use.kind() == Kind.COUNT ? Kind.SUM : use.kind()));
    return kinds;
  }

  private void addReturns() {
    for (int i = 0; i < countings.size(); i++) {
      for (int j = 0; j < countings.size(); j++) {
        Counting all = countings.get(i);
        Counting cohort = countings.get(j);
        if (isOfReturning(all) && cohort.cohort() && isOfOneDay(cohort) && all.isLike(cohort)) {
          returns.add(new Return(i, j, cohort.sinceFirst().first()));
        } else if (isOfAll(all) && isOfFirstDay(cohort) && all.isLike(cohort)) {
          returns.add(new Return(i, j, 0));
        }
      }
    }
  }

  private static boolean isOfAll(Counting counting) {
    return counting.sinceFirst() == null && !counting.cohort();
  }

  private static boolean isOfReturning(Counting counting) {
    return counting.sinceFirst() != null
        && counting.sinceFirst().isEveryLaterDay()
        && !counting.cohort();
  }

  private static boolean isOfOneDay(Counting counting) {
    return counting.sinceFirst() != null && counting.sinceFirst().isOneDay();
  }

  private static boolean isOfFirstDay(Counting counting) {
    return counting.sinceFirst() != null && counting.sinceFirst().isFirstDay();
  }

  private boolean isSplitBy(int counting, int group) {
    return IntStream.of(countings.get(counting).groups()).anyMatch(own -> own == group);
  }

  /** The plan for these KPIs. */
  public static CountingPlan of(Kpis kpis) {
    return new CountingPlan(kpis);
  }

  private Key key(KpiDefinition kpi, Measure measure) {
    int weight = measure.kind() == Kind.SUM ? number(weights, measure.expression()) : -1;
    int once = measure.once().map(field -> number(onceFields, field)).orElse(-1);
    return new Key(
        kpi.source(),
        condition(kpi.source(), measure.condition()),
        weight,
        once,
        measure.sinceFirst().orElse(null),
        kpi.cohort());
  }

  private int condition(Source source, String sql) {
    return number(conditions, new Condition(source, sql));
  }

  private static <T> int number(List<T> all, T one) {
    int known = all.indexOf(one);
    if (known < 0) {
      known = all.size();
      all.add(one);
    }
    return known;
  }

  private int use(
      KpiDefinition kpi, Key key, Role role, Map<Key, Split> splits, Map<Key, Integer> numbers) {
    int number = numbers.computeIfAbsent(key, k -> numbers.size());
    Split split =
        splits.computeIfAbsent(key, k -> new Split(EnumSet.noneOf(Grain.class), new TreeSet<>()));
    split.grains().add(kpi.grain());
    split.grains().add(Grain.PERIOD);
    List<Integer> groups = new ArrayList<>(List.of(0));
    kpi.groups().forEach(name -> groups.add(groupNames.indexOf(name)));
    Kind kind =
        role == Role.NUMERATOR
            ? kpi.numerator().kind()
            : role == Role.MINUS ? Kind.COUNT : kpi.denominator().orElseThrow().kind();
    for (int group : groups) {
      if (group > 0) {
        split.groups().add(group);
      }
      uses.add(new Use(number, kpi.grain(), group, kpi.name(), role, kind));
      uses.add(new Use(number, Grain.PERIOD, group, kpi.name(), role, kind));
    }
    return number;
  }

  private void addFunnel(Funnel funnel) {
    int[] groups = funnel.groups().stream().mapToInt(groupNames::indexOf).toArray();
    int size = funnel.steps().size();
    int[] stepConditions = new int[size];
    int[] stepCountings = new int[size];
    for (int i = 0; i < size; i++) {
      Funnel.Step step = funnel.steps().get(i);
      stepConditions[i] = condition(Source.EVENTS, step.condition());
      stepCountings[i] = countings.size();
      countings.add(
          new Counting(
              Source.EVENTS, -1, -1, -1, null, true, EnumSet.of(Grain.DAY, Grain.PERIOD), groups));
      for (Grain grain : List.of(Grain.DAY, Grain.PERIOD)) {
        addUse(stepCountings[i], grain, 0, funnel.kpi(step), stepCountings[0]);
        for (int group : groups) {
          addUse(stepCountings[i], grain, group, funnel.kpi(step), stepCountings[0]);
        }
      }
    }
    funnels.add(new FunnelPlan(stepConditions, stepCountings, funnel.withinDays() * 86_400_000L));
  }

  /** Those who were lost between two steps are a group too, told by subtraction. */
  private void addLosses(FunnelPlan funnel) {
    int[] steps = funnel.countings();
    List<Integer> groups = new ArrayList<>(List.of(0));
    IntStream.of(countings.get(steps[0]).groups()).forEach(groups::add);
    for (int i = 1; i < steps.length; i++) {
      List<Integer> next = List.of(steps[i]);
      int lost = rest(steps[i - 1], next, groups, null);
      relations.add(new Relation(steps[i - 1], -1, null, next, true, lost));
    }
  }

  private void addUse(int counting, Grain grain, int group, String kpi, int entered) {
    uses.add(new Use(counting, grain, group, kpi, Role.NUMERATOR, Kind.PEOPLE));
    uses.add(new Use(entered, grain, group, kpi, Role.DENOMINATOR, Kind.PEOPLE));
  }

  /** The row conditions, by number. */
  public List<Condition> conditions() {
    return conditions;
  }

  /** The summed expressions, by number. */
  public List<String> weights() {
    return weights;
  }

  /** The fields by which an endpoint's rows count once, by number. */
  public List<String> onceFields() {
    return onceFields;
  }

  /** The names of the groups, by number; number 0 is the total, without a name. */
  public List<String> groupNames() {
    return groupNames;
  }

  /** Which figure of which KPI each counting is; on the driver only. */
  public List<Use> uses() {
    return uses;
  }

  List<Counting> countings() {
    return countings;
  }

  List<RestCounting> rests() {
    return rests;
  }

  /** The countings of all endpoints, with those of which they lack a day. */
  public List<Undated> undated() {
    List<Undated> undated = new ArrayList<>();
    for (int i = 0; i < countings.size(); i++) {
      if (countsAll(countings.get(i), Source.ENDPOINTS)) {
        undated.add(new Undated(i, countings.size() + rests.size() + undated.size()));
      }
    }
    return undated;
  }

  /** The countings whose figures the demographics show too. */
  public List<Shown> shown() {
    int before = countings.size() + rests.size() + undated().size();
    List<Shown> shown = new ArrayList<>();
    for (int i = 0; i < countings.size(); i++) {
      boolean ofUsers = countsAll(countings.get(i), Source.USERS);
      if (ofUsers || countsAll(countings.get(i), Source.ENDPOINTS)) {
        shown.add(new Shown(i, ofUsers, before + shown.size()));
      }
    }
    return shown;
  }

  /** The groups that a counting is split by, by number; not the total. */
  public int[] groupsOf(int counting) {
    return countings.get(counting).groups().clone();
  }

  private boolean countsAll(Counting counting, Source source) {
    return counting.source() == source
        && counting.condition() >= 0
        && conditions.get(counting.condition()).sql().equals("true");
  }

  /** Whether a counting is of what is left of another, which no KPI shows. */
  public boolean isRest(int counting) {
    return counting >= countings.size();
  }

  List<FunnelPlan> funnels() {
    return funnels;
  }

  /** Countings that show distinct people or endpoints alone, whose days add up to nothing. */
  public Set<Integer> distinctCountings() {
    Set<Integer> distinct = new HashSet<>();
    uses.forEach(use -> distinct.add(use.counting()));
    uses.forEach(
        use -> {
          if (use.kind() == Kind.COUNT || use.kind() == Kind.SUM) {
            distinct.remove(use.counting());
          }
        });
    // Whoever counts on one day only makes days add up all the same.
    distinct.removeIf(number -> ContributionBounds.isOfOneDay(countings.get(number)));
    return distinct;
  }

  /** By counting, a number that the countings share which sums join. */
  public int[] families() {
    List<Undated> undated = undated();
    List<Shown> shown = shown();
    int size = countings.size() + rests.size() + undated.size() + shown.size();
    int[] families = IntStream.range(0, size).toArray();
    for (Relation relation : relations) {
      relation.parts().forEach(part -> join(families, part, relation.total()));
    }
    undated.forEach(one -> join(families, one.number(), one.counting()));
    // As many new users as new endpoints are one figure, so that they are judged together.
    shown.forEach(
        one -> {
          join(families, one.number(), one.counting());
          join(families, one.counting(), shown.get(0).counting());
        });
    rests.forEach(rest -> join(families, rest.number(), rest.total()));
    returns.forEach(one -> join(families, one.cohort(), one.all()));
    return families;
  }

  /**
   * By counting, a number that the countings share which sums or KPIs join: all figures of a KPI,
   * and of those that decide what is shown of it, have one number. On the driver only.
   */
  public int[] publications() {
    int[] publications = families();
    Map<String, Integer> first = new HashMap<>();
    for (Use use : uses) {
      join(publications, use.counting(), first.computeIfAbsent(use.kpi(), kpi -> use.counting()));
    }
    return publications;
  }

  private static void join(int[] families, int one, int other) {
    int from = families[one];
    int to = families[other];
    for (int i = 0; i < families.length; i++) {
      families[i] = families[i] == from ? to : families[i];
    }
  }

  /** Which cohorts those who come back are of. */
  public List<Return> returns() {
    return returns;
  }

  /** What adds up beside groups and days. */
  public List<Relation> relations() {
    return relations;
  }

  /** The number of the condition that makes a person active. */
  int activity() {
    return activity;
  }

  /** The groups whose values those of another divide. */
  int[] parentGroups(int group) {
    return parentGroups[group];
  }
}
