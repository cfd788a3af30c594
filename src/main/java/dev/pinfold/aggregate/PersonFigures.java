// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.CountingPlan.FunnelPlan;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.KpiDefinition.Source;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what one person adds to every figure. Rows come person by person, in order of time; since
 * a person's rows come together, distinct people, first days, funnels and the bounds of
 * contributions need no further pass. Not thread-safe.
 *
 * <p>Call {@link #row} for each row of a person, then {@link #end}.
 */
public final class PersonFigures {
  /** The number of the value that stands for a total. */
  public static final int TOTAL = 0;

  private static final int NO_DAY = -1;

  /** What stands for the whole period, as a day. */
  static final int PERIOD = -1;

  private static final int MASKED_ENDPOINTS = 64;
  private static final int[][] NO_PARTS = {};

  private final CountingPlan plan;
  private final List<Counting> countings;
  private final List<FunnelPlan> funnels;
  private final int activity;

  /** Of which countings a person is in the groups in which they began. */
  private final BitSet asBegun = new BitSet();

  private final List<CountingPlan.Undated> undated;

  // Of the present person.
  private final CellTable cells = new CellTable(64);
  private final CellTable undatedCells = new CellTable(16);
  private final Map<Long, Integer> endpoints = new HashMap<>();
  private final Map<Long, BitSet> manyEndpoints = new HashMap<>();
  private final Set<Long> counted = new HashSet<>();
  private final FunnelState[] states;
  private int firstDay = NO_DAY;
  private int[] firstValues;
  private int[][] firstParts = NO_PARTS;
  private boolean hasEndpointRow;
  private int[][] parts = NO_PARTS;

  /** By cell of the person, its slot in the table of all; used again for the next. */
  private int[] places = new int[64];

  private static final class FunnelState {
    private int next;
    private long entered;
    private int enteredDay;
    private int[] enteredValues;
    private int[][] enteredParts;
  }

  public PersonFigures(CountingPlan plan) {
    this.plan = plan;
    this.countings = plan.countings();
    this.funnels = plan.funnels();
    this.activity = plan.activity();
    this.undated = plan.undated();
    for (int i = 0; i < countings.size(); i++) {
      asBegun.set(i, countings.get(i).cohort() || isOfNewPeople(countings.get(i)));
    }
    this.states = new FunnelState[funnels.size()];
    for (int i = 0; i < states.length; i++) {
      states[i] = new FunnelState();
    }
  }

  /**
   * Says where the values of the rows that follow lie.
   *
   * @param numbers by number of the group, the numbers that stand for the row's value together with
   *     those of the groups around it
   */
  void parts(int[][] numbers) {
    parts = numbers;
  }

  /**
   * Takes a row in.
   *
   * @param isEvent or else an endpoint, dated by its creation
   * @param day days since 1970, UTC
   * @param millis since 1970
   * @param endpoint a number that stands for the endpoint; 0 where there is none
   * @param holds bit by bit, which conditions the row meets
   * @param weights what the row adds, by number of the weight
   * @param once numbers that stand for the row's values by which it counts once, by number of the
   *     field; 0 where it has none
   * @param values numbers of the row's values, by number of the group
   */
  public void row(
      boolean isEvent,
      int day,
      long millis,
      long endpoint,
      long[] holds,
      double[] weights,
      long[] once,
      int[] values) {
    int number = endpoint == 0 ? -1 : endpoints.computeIfAbsent(endpoint, e -> endpoints.size());
    boolean isFirstEndpoint = !isEvent && !hasEndpointRow;
    hasEndpointRow |= !isEvent;
    if (isEvent && firstDay == NO_DAY && isMet(holds, activity)) {
      firstDay = day;
      if (!asBegun.isEmpty()) {
        firstValues = values.clone();
        firstParts = Arrays.stream(parts).map(int[]::clone).toArray(int[][]::new);
      }
    }
    for (int i = 0; i < countings.size(); i++) {
      Counting counting = countings.get(i);
      if (counting.condition() < 0
          || !isMet(holds, counting.condition())
          || !isOf(counting.source(), isEvent, isFirstEndpoint)) {
        continue;
      }
      if (counting.sinceFirst() != null || counting.cohort()) {
        if (firstDay == NO_DAY
            || (counting.sinceFirst() != null && !counting.sinceFirst().contains(day - firstDay))) {
          continue;
        }
      }
      if (counting.once() >= 0 && !isFirst(i, number, once[counting.once()])) {
        continue;
      }
      double weight = counting.weight() < 0 ? 1 : weights[counting.weight()];
      boolean isAsBegun = asBegun.get(i);
      add(
          i,
          counting,
          counting.cohort() ? firstDay : day,
          weight,
          number,
          isAsBegun ? firstValues : values,
          isAsBegun ? firstParts : parts);
    }
    if (isEvent) {
      for (int i = 0; i < states.length; i++) {
        step(funnels.get(i), states[i], day, millis, number, holds, values);
      }
    }
  }

  /**
   * Takes in an endpoint without a usable day of creation. No KPI counts it; the demographics do,
   * so that few of them are told by the difference of the two tables.
   *
   * @param values numbers of the row's values, by number of the group
   */
  public void undatedEndpoint(int[] values) {
    for (CountingPlan.Undated counting : undated) {
      for (int group = 0; group < values.length; group++) {
        int value = group == 0 ? TOTAL : values[group];
        long key = CellKey.of(counting.number(), Grain.PERIOD, group, NO_DAY, value);
        undatedCells.add(undatedCells.slot(key), 1, 0, 0);
      }
    }
  }

  /** Whether a counting is of those who are new on a day, beside whom cohorts are put. */
  private boolean isOfNewPeople(Counting counting) {
    return counting.sinceFirst() != null
        && counting.sinceFirst().isFirstDay()
        && counting.condition() == activity
        && counting.weight() < 0
        && counting.once() < 0;
  }

  /** Rows come in order of time, so that what counts once counts by its first. */
  private boolean isFirst(int counting, int endpoint, long value) {
    return value == 0
        || counted.add(CellTable.mix(value ^ CellTable.mix(((long) counting << 32) + endpoint)));
  }

  private static boolean isMet(long[] holds, int condition) {
    return (holds[condition >> 6] >> condition & 1) != 0;
  }

  private static boolean isOf(Source source, boolean isEvent, boolean isFirstEndpoint) {
    return switch (source) {
      case EVENTS -> isEvent;
      case ENDPOINTS -> !isEvent;
      case USERS -> isFirstEndpoint;
    };
  }

  private void step(
      FunnelPlan funnel,
      FunnelState state,
      int day,
      long millis,
      int endpoint,
      long[] holds,
      int[] values) {
    if (state.next == funnel.conditions().length
        || !isMet(holds, funnel.conditions()[state.next])
        || (state.next > 0 && millis - state.entered > funnel.windowMillis())) {
      return;
    }
    if (state.next == 0) {
      state.entered = millis;
      state.enteredDay = day;
      state.enteredValues = values.clone();
      state.enteredParts = Arrays.stream(parts).map(int[]::clone).toArray(int[][]::new);
    }
    int counting = funnel.countings()[state.next++];
    add(
        counting,
        countings.get(counting),
        state.enteredDay,
        1,
        endpoint,
        state.enteredValues,
        state.enteredParts);
  }

  private void add(
      int number,
      Counting counting,
      int day,
      double weight,
      int endpoint,
      int[] values,
      int[][] parts) {
    for (Grain grain : counting.grains()) {
      int date = dateOf(grain, day);
      add(CellKey.of(number, grain, 0, date, TOTAL), weight, endpoint);
      for (int group : counting.groups()) {
        add(CellKey.of(number, grain, group, date, values[group]), weight, endpoint);
        int[] around = plan.parentGroups(group);
        for (int i = 0; i < around.length && parts.length > 0; i++) {
          if (counting.isSplitBy(around[i])) {
            add(CellKey.of(number, grain, group, date, parts[group][i]), weight, endpoint);
          }
        }
      }
    }
  }

  private void add(long key, double weight, int endpoint) {
    int slot = cells.slot(key);
    cells.add(slot, weight, 0, 0);
    if (endpoint >= MASKED_ENDPOINTS) {
      manyEndpoints.computeIfAbsent(key, k -> new BitSet()).set(endpoint - MASKED_ENDPOINTS);
    } else if (endpoint >= 0) {
      cells.mark(slot, endpoint);
    }
  }

  /** The day that stands for the date at a grain; -1 for the whole period. */
  static int dateOf(Grain grain, int day) {
    return switch (grain) {
      case DAY -> day;
      case WEEK -> day - Math.floorMod(day + 3, 7); // 1970-01-01 was a Thursday
      case MONTH -> (int) LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay();
      case PERIOD -> PERIOD;
    };
  }

  /** Ends the present person: adds what it counted up to the figures of all. */
  void end(CellTable all, RestFigures rests) {
    int size = cells.size();
    if (places.length < size) {
      places = new int[2 * size];
    }
    // The table of all is large: alone, the loads of many places from memory go side by side.
    all.reserve(size);
    for (int n = 0; n < size; n++) {
      places[n] = all.slot(cells.key(cells.slotAt(n)));
    }
    for (int n = 0; n < size; n++) {
      int slot = cells.slotAt(n);
      long distinct = distinctEndpoints(slot);
      all.add(places[n], cells.sum(slot), distinct, 1);
      rests.add(cells.key(slot), cells.sum(slot), distinct);
    }
    rests.end(all);
    for (int n = 0; n < undatedCells.size(); n++) {
      int slot = undatedCells.slotAt(n);
      double endpointsOfPerson = undatedCells.sum(slot);
      int place = all.slot(undatedCells.key(slot));
      all.add(place, endpointsOfPerson, (long) endpointsOfPerson, 1);
    }
    clear();
  }

  /** The same, of what a person may add at most. */
  void end(CellTable all, BoundedCells bounded, ContributionBounds bounds, long whose) {
    for (long key : bounded.of(cells, whose)) {
      int slot = cells.slot(key);
      int counting = CellKey.counting(key);
      all.add(
          all.slot(key),
          bounds.clamped(counting, cells.sum(slot)),
          bounds.clampedEndpoints(counting, distinctEndpoints(slot)),
          1);
    }
    clear();
  }

  private long distinctEndpoints(int slot) {
    long distinct = Long.bitCount(cells.endpoints(slot));
    BitSet more = manyEndpoints.isEmpty() ? null : manyEndpoints.get(cells.key(slot));
    return more == null ? distinct : distinct + more.cardinality();
  }

  private void clear() {
    cells.clear();
    undatedCells.clear();
    endpoints.clear();
    manyEndpoints.clear();
    counted.clear();
    firstDay = NO_DAY;
    hasEndpointRow = false;
    parts = NO_PARTS;
    for (FunnelState state : states) {
      state.next = 0;
    }
  }

  CountingPlan plan() {
    return plan;
  }
}
