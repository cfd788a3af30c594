// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.CountingPlan.Role;
import dev.pinfold.aggregate.CountingPlan.Use;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Source;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the rows of KPIs from figures: puts the figures of each KPI side by side, and hides one
 * that needs a hidden figure. Of small groups whose labels are of no list, one row without the
 * label is left. Shipped to executors; immutable.
 */
public final class KpiRows implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No day. */
  public static final int NEVER = -1;

  /** Figures of a counting, at a grain and for a group. */
  private record Series(int counting, Grain grain, int group) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Whose figure a counting is. */
  private record Part(KpiShape kpi, Role role, KpiDefinition.Kind kind) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** A breakdown's own date; there is one unit at least. */
  private record UnitPlace(int counting, Grain grain, int day, int group) {}

  private record RowPlace(String kpi, Grain grain, int day, int group, String value) {}

  private final HashMap<Series, ArrayList<Part>> parts = new HashMap<>();
  private final BitSet unitGroups = new BitSet();
  private final BitSet countingsOfEvents = new BitSet();
  private final ArrayList<String> groupNames;
  private final BitSet listedGroups = new BitSet();
  private final boolean isNoisy;

  /**
   * @param isNoisy whether figures that are too small are absent, instead of hidden
   */
  public KpiRows(Kpis kpis, CountingPlan plan, boolean isNoisy) {
    this.isNoisy = isNoisy;
    this.groupNames = new ArrayList<>(plan.groupNames());
    listedGroups.set(0);
    for (int group = 1; group < groupNames.size(); group++) {
      listedGroups.set(
          group, ListedLabels.has(kpis.groups().get(groupNames.get(group)), kpis.fields()));
    }
    Map<String, KpiDefinition> definitions =
        kpis.definitions().stream().collect(Collectors.toMap(KpiDefinition::name, kpi -> kpi));
    Set<String> rates = kpisWith(plan, Role.DENOMINATOR);
    Set<String> differences = kpisWith(plan, Role.MINUS);
    Map<String, KpiShape> shapes = new HashMap<>();
    for (Use use : plan.uses()) {
      KpiDefinition definition = definitions.get(use.kpi());
      KpiShape shape =
          shapes.computeIfAbsent(
              use.kpi(),
              name ->
                  new KpiShape(
                      name,
                      rates.contains(name),
                      differences.contains(name),
                      definition == null ? 0 : definition.lastingDays(),
                      definition == null
                          ? 0
                          : definition.numerator().unit().map(groupNames::indexOf).orElse(0)));
      if (shape.unit() > 0) {
        unitGroups.set(shape.unit());
      }
      if (definition != null && definition.source() == Source.EVENTS) {
        countingsOfEvents.set(use.counting());
      }
      parts
          .computeIfAbsent(
              new Series(use.counting(), use.grain(), use.group()), key -> new ArrayList<>())
          .add(new Part(shape, use.role(), use.kind()));
    }
  }

  private static Set<String> kpisWith(CountingPlan plan, Role role) {
    return plan.uses().stream()
        .filter(use -> use.role() == role)
        .map(Use::kpi)
        .collect(Collectors.toSet());
  }

  /** The day of a figure, where it tells how far the events go; {@link #NEVER} of others. */
  public int eventDay(FigureCell figure) {
    return figure.grain() == Grain.DAY && countingsOfEvents.get(figure.counting())
        ? figure.day()
        : NEVER;
  }

  /**
   * The rows of whole KPIs.
   *
   * @param figures all of some KPIs; those that no KPI shows are passed over
   * @param hidden by index, which must not be shown
   * @param lastDay the last day with any event that is counted; {@link #NEVER} where there is none
   */
  public List<KpiRow> of(List<FigureCell> figures, BitSet hidden, int lastDay) {
    Map<UnitPlace, Integer> units = units(figures);
    Map<RowPlace, KpiSides> sides = new LinkedHashMap<>();
    for (int i = 0; i < figures.size(); i++) {
      FigureCell figure = figures.get(i);
      Series series = new Series(figure.counting(), figure.grain(), figure.group());
      if (figure.isPart()) {
        continue;
      }
      for (Part part : parts.getOrDefault(series, new ArrayList<>())) {
        KpiShape kpi = part.kpi();
        RowPlace place =
            new RowPlace(kpi.name(), figure.grain(), figure.day(), figure.group(), figure.value());
        KpiSides side = sides.computeIfAbsent(place, key -> new KpiSides(kpi));
        side.add(part.role(), part.kind(), figure, hidden.get(i));
        // A row of one unit is never of several.
        if (part.role() == Role.NUMERATOR && kpi.unit() > 0 && kpi.unit() != figure.group()) {
          UnitPlace all =
              new UnitPlace(figure.counting(), figure.grain(), figure.day(), kpi.unit());
          side.setUnits(units.getOrDefault(all, 1));
        }
      }
    }
    Collection<KpiRow> rows = isNoisy ? new ArrayList<>() : new LinkedHashSet<>();
    sides.forEach((place, side) -> rows.add(row(place, side, lastDay)));
    return withDates(rows);
  }

  private Map<UnitPlace, Integer> units(List<FigureCell> figures) {
    Map<UnitPlace, Integer> units = new HashMap<>();
    for (FigureCell figure : figures) {
      if (!figure.isPart() && unitGroups.get(figure.group())) {
        UnitPlace place =
            new UnitPlace(figure.counting(), figure.grain(), figure.day(), figure.group());
        units.merge(place, 1, Integer::sum);
      }
    }
    return units;
  }

  private KpiRow row(RowPlace place, KpiSides side, int lastDay) {
    boolean isHidden = isNoisy ? !side.isWhole() : side.isHidden();
    boolean hasLabel = isNoisy || !isHidden || listedGroups.get(place.group());
    boolean isOfPeriod = place.grain() == Grain.PERIOD;
    // A cohort's rate is a rate when all of its days are over; until then it only rises.
    boolean isOver = isOfPeriod || side.isOver(place.day(), lastDay);
    return new KpiRow(
        place.kpi(),
        isOfPeriod,
        place.day(),
        groupNames.get(place.group()),
        hasLabel ? place.value() : ListedLabels.SUPPRESSED,
        isHidden ? null : side.numerator(isNoisy),
        isHidden ? null : side.denominator(),
        isHidden || !isOver ? null : side.value(isNoisy),
        isHidden,
        null,
        null);
  }

  /** With the first and the last day that each KPI's total has a row of. */
  private static List<KpiRow> withDates(Collection<KpiRow> rows) {
    Map<String, Integer> first = new HashMap<>();
    Map<String, Integer> last = new HashMap<>();
    for (KpiRow row : rows) {
      if (!row.ofPeriod() && row.groupBy().isEmpty()) {
        first.merge(row.kpi(), row.day(), Math::min);
        last.merge(row.kpi(), row.day(), Math::max);
      }
    }
    return rows.stream()
        .map(row -> row.ofPeriod() ? row.within(first.get(row.kpi()), last.get(row.kpi())) : row)
        .toList();
  }
}
