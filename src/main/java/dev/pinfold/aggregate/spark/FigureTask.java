// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.ContributionBounds;
import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.PartitionFigures;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One task of the counting: rows of {@link CountedRows}, person by person, into figures of KPIs and
 * buckets of the demographics, which are of the same endpoints.
 */
final class FigureTask implements FlatMapFunction<Iterator<InternalRow>, FigureCell> {
  private static final long serialVersionUID = 1L;

  /**
   * What a task holds beside figures.
   *
   * @param labels of endpoints, before buckets go in parts
   * @param kinds of endpoints that are remembered; there are few, unless a field is as good as an
   *     ID
   */
  record Limits(int labels, int kinds) implements Serializable {
    private static final long serialVersionUID = 1L;

    static final Limits USUAL = new Limits(1 << 16, 1 << 13);
  }

  /** Longer fields hardly come again, and take room. */
  private static final int LONGEST = 512;

  private final CountingPlan plan;
  private final SpreadFields fields;
  private final FieldExpressions expressions;
  private final ContributionBounds bounds;
  private final ArrayList<BucketCounts.Breakdown> breakdowns;
  private final Limits limits;

  /**
   * @param fields out of the rows
   * @param expressions what is counted of a row
   * @param bounds on what a person adds; null where there are none
   * @param breakdowns that the endpoints are counted in; none where KPIs alone are
   */
  FigureTask(
      CountingPlan plan,
      SpreadFields fields,
      FieldExpressions expressions,
      ContributionBounds bounds,
      List<BucketCounts.Breakdown> breakdowns) {
    this(plan, fields, expressions, bounds, breakdowns, Limits.USUAL);
  }

  private FigureTask(
      CountingPlan plan,
      SpreadFields fields,
      FieldExpressions expressions,
      ContributionBounds bounds,
      List<BucketCounts.Breakdown> breakdowns,
      Limits limits) {
    this.plan = plan;
    this.fields = fields;
    this.expressions = expressions;
    this.bounds = bounds;
    this.breakdowns = new ArrayList<>(breakdowns);
    this.limits = limits;
  }

  /** The same with other limits; it counts the same. */
  FigureTask within(Limits others) {
    return new FigureTask(plan, fields, expressions, bounds, breakdowns, others);
  }

  /** Whether it counts buckets of endpoints too. */
  boolean countsBuckets() {
    return !breakdowns.isEmpty();
  }

  @Override
  public Iterator<FigureCell> call(Iterator<InternalRow> rows) {
    return new Figures(rows);
  }

  /**
   * What the fields of a row are counted by.
   *
   * @param isOfKpis whether any KPI is about it; if none is, only the groups mean anything, and
   *     those only of an endpoint
   * @param groups the row's values, by number of the group; null is none
   */
  private record Facts(
      boolean isOfKpis, long[] holds, double[] weights, long[] once, UTF8String[] groups) {
    /** The same, which stays when the next row comes. */
    Facts kept() {
      UTF8String[] own = groups.clone();
      for (int i = 0; i < own.length; i++) {
        own[i] = own[i] == null ? null : own[i].clone();
      }
      return new Facts(isOfKpis, holds.clone(), weights.clone(), once.clone(), own);
    }
  }

  private final class Figures implements Iterator<FigureCell> {
    private final Iterator<InternalRow> rows;
    private final Queue<FigureCell> ready = new ArrayDeque<>();
    private final PartitionFigures figures = new PartitionFigures(plan, bounds, ready::add);
    private final int[] values = new int[plan.groupNames().size()];
    private final UTF8String[] groups = new UTF8String[values.length];
    private final BucketCounts buckets =
        countsBuckets() ? new BucketCounts(breakdowns, limits.labels()) : null;
    private final Map<InternalRow, Facts> ofEndpoints = new HashMap<>();
    private UTF8String person;
    private long people;
    private boolean hasEvent;
    private long millis;
    private long digest;
    private boolean isCounted;
    private boolean finished;

    Figures(Iterator<InternalRow> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && !finished) {
        if (rows.hasNext()) {
          take(rows.next());
        } else if (!isCounted) {
          if (person != null) {
            figures.endPerson(person.hashCode());
          }
          figures.flush();
          isCounted = true;
        } else {
          // Not before all figures of KPIs are out: both may be many.
          if (buckets != null) {
            buckets.flush(ready::add);
          }
          finished = true;
        }
      }
      return !ready.isEmpty();
    }

    @Override
    public FigureCell next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private int number(UTF8String value) {
      if (value == null) {
        return figures.number((String) null);
      }
      Integer known = figures.known(value);
      return known == null ? figures.number(value.clone(), value.toString()) : known;
    }

    private void take(InternalRow row) {
      boolean isEvent = row.getBoolean(CountedRows.IS_EVENT);
      boolean isInBuckets = !isEvent && buckets != null;
      Facts facts = isEvent ? facts(row, true) : endpoint(row);
      if (!facts.isOfKpis() && !isInBuckets) {
        return;
      }
      UTF8String whose = row.getUTF8String(CountedRows.PERSON);
      if (!whose.equals(person)) {
        begin(whose);
      }
      if (isEvent && isOnceMore(row)) {
        return;
      }
      if (isInBuckets) {
        byte[] labels = row.getBinary(CountedRows.LABELS);
        buckets.add(labels, people, row.getBoolean(CountedRows.IS_USER), facts.groups());
      }
      if (facts.isOfKpis()) {
        count(row, isEvent, facts);
      }
    }

    /** Until the next row. */
    private Facts facts(InternalRow row, boolean isEvent) {
      boolean isOfKpis = expressions.takeIn(fields.of(row), isEvent);
      for (int group = 1; group < groups.length && (isOfKpis || !isEvent); group++) {
        groups[group] = expressions.group(group);
      }
      return new Facts(
          isOfKpis, expressions.holds(), expressions.weights(), expressions.once(), groups);
    }

    /** Of endpoints all depends on their own fields, in which many are alike. */
    private Facts endpoint(InternalRow row) {
      InternalRow own = SpreadFields.ofEndpoint(row, fields.ofEndpoints());
      Facts known = own == null ? null : ofEndpoints.get(own);
      if (known != null) {
        return known;
      }
      Facts facts = facts(row, false);
      if (own instanceof UnsafeRow key
          && key.getSizeInBytes() <= LONGEST
          && ofEndpoints.size() < limits.kinds()) {
        ofEndpoints.put(key.copy(), facts.kept());
      }
      return facts;
    }

    /** Whether the person's last event is the same one, which was delivered before. */
    private boolean isOnceMore(InternalRow row) {
      long when = row.getLong(CountedRows.MILLIS);
      long what = row.getLong(CountedRows.DIGEST);
      boolean isSame = hasEvent && when == millis && what == digest;
      hasEvent = true;
      millis = when;
      digest = what;
      return isSame;
    }

    private void begin(UTF8String next) {
      if (person != null) {
        figures.endPerson(person.hashCode());
      }
      if (buckets != null && buckets.isFull()) {
        buckets.flush(ready::add);
      }
      person = next.clone(); // rows are reused
      people++;
      hasEvent = false;
    }

    private void count(InternalRow row, boolean isEvent, Facts facts) {
      for (int group = 1; group < values.length; group++) {
        values[group] = number(facts.groups()[group]);
      }
      int day = row.getInt(CountedRows.DAY);
      if (day == CountedRows.NO_DAY) {
        figures.person().undatedEndpoint(values);
        return;
      }
      figures.learn(values);
      figures
          .person()
          .row(
              isEvent,
              day,
              row.getLong(CountedRows.MILLIS),
              row.getLong(CountedRows.ENDPOINT),
              facts.holds(),
              facts.weights(),
              facts.once(),
              values);
    }
  }
}
