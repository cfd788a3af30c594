// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One task of the demographics: endpoints, person by person, into buckets. All of a person's
 * endpoints come together, so that distinct people need no set of them. In: rows of the person,
 * whether it is a known user, and the values of the dimensions, as text or an array of texts; out:
 * a figure a bucket with its endpoints as the sum, its users as the endpoints, and its people.
 */
final class BucketTask implements FlatMapFunction<Iterator<InternalRow>, FigureCell> {
  private static final long serialVersionUID = 1L;

  /** Of a breakdown that lies in no other. */
  static final int NOWHERE = -1;

  private static final int PERSON = 0;
  private static final int IS_USER = 1;
  private static final int FIRST_DIMENSION = 2;
  private static final UTF8String UNKNOWN = UTF8String.fromString(Demographics.UNKNOWN);
  private static final UTF8String ALL = UTF8String.fromString("");

  private final List<Breakdown> breakdowns;

  /**
   * Endpoints by the values of one dimension. Dimension 0 is the total, and has no column; the
   * others follow in the rows, in order.
   *
   * @param around number of the dimension in whose values these are parts, or {@link #NOWHERE}
   * @param isArray whether an endpoint may have several values
   */
  record Breakdown(int dimension, int around, boolean isArray) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  BucketTask(List<Breakdown> breakdowns) {
    this.breakdowns = new ArrayList<>(breakdowns);
  }

  private static final class Counts {
    private long endpoints;
    private long users;
    private long people;
    private long lastPerson;
    private long lastUser;

    void add(long person, boolean isUser) {
      endpoints++;
      if (lastPerson != person) {
        lastPerson = person;
        people++;
      }
      if (isUser && lastUser != person) {
        lastUser = person;
        users++;
      }
    }
  }

  /** The buckets of one breakdown, by the value around and the value. */
  private static final class Buckets {
    private final Map<UTF8String, Map<UTF8String, Counts>> counts = new HashMap<>();

    Counts of(UTF8String parent, UTF8String label) {
      Map<UTF8String, Counts> within = counts.get(parent);
      if (within == null) {
        within = new HashMap<>();
        counts.put(parent.clone(), within); // rows are reused
      }
      Counts found = within.get(label);
      if (found == null) {
        found = new Counts();
        within.put(label.clone(), found);
      }
      return found;
    }
  }

  @Override
  public Iterator<FigureCell> call(Iterator<InternalRow> rows) {
    List<Buckets> all = new ArrayList<>();
    breakdowns.forEach(breakdown -> all.add(new Buckets()));
    UTF8String person = null;
    long number = 0;
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      UTF8String whose = row.getUTF8String(PERSON);
      if (!whose.equals(person)) {
        person = whose.clone();
        number++;
      }
      boolean isUser = row.getBoolean(IS_USER);
      for (int i = 0; i < breakdowns.size(); i++) {
        add(row, breakdowns.get(i), all.get(i), number, isUser);
      }
    }
    List<FigureCell> figures = new ArrayList<>();
    for (int i = 0; i < breakdowns.size(); i++) {
      Breakdown breakdown = breakdowns.get(i);
      all.get(i)
          .counts
          .forEach(
              (parent, labels) ->
                  labels.forEach(
                      (label, count) -> figures.add(figure(breakdown, parent, label, count))));
    }
    return figures.iterator();
  }

  private static void add(
      InternalRow row, Breakdown breakdown, Buckets buckets, long person, boolean isUser) {
    int column = ordinal(breakdown.dimension());
    UTF8String parent =
        breakdown.around() == NOWHERE ? ALL : label(row, ordinal(breakdown.around()));
    if (!breakdown.isArray() || row.isNullAt(column)) {
      buckets.of(parent, label(row, column)).add(person, isUser);
      return;
    }
    ArrayData values = row.getArray(column);
    if (values.numElements() == 0) {
      buckets.of(parent, UNKNOWN).add(person, isUser);
    } else if (values.numElements() == 1) { // nearly always
      buckets.of(parent, label(values, 0)).add(person, isUser);
    } else {
      for (UTF8String label : labels(values)) {
        buckets.of(parent, label).add(person, isUser);
      }
    }
  }

  private static int ordinal(int dimension) {
    return dimension == 0 ? NOWHERE : FIRST_DIMENSION + dimension - 1;
  }

  private static UTF8String label(InternalRow row, int ordinal) {
    return ordinal == NOWHERE ? ALL : label((SpecializedGetters) row, ordinal);
  }

  private static UTF8String label(SpecializedGetters values, int at) {
    return values.isNullAt(at) ? UNKNOWN : values.getUTF8String(at);
  }

  /** Each value once. */
  private static Set<UTF8String> labels(ArrayData values) {
    Set<UTF8String> labels = new HashSet<>();
    for (int i = 0; i < values.numElements(); i++) {
      labels.add(label(values, i));
    }
    return labels;
  }

  private static FigureCell figure(
      Breakdown breakdown, UTF8String parent, UTF8String label, Counts count) {
    return new FigureCell(
        0,
        Grain.DAY,
        0,
        breakdown.dimension(),
        label.toString(),
        breakdown.around() == NOWHERE
            ? null
            : new FigureCell.Around(breakdown.around(), parent.toString()),
        count.endpoints,
        count.users,
        count.people);
  }

  /** Puts the parts of buckets from several tasks together. */
  static List<FigureCell> together(Iterator<FigureCell> parts) {
    Map<FigureCell.Place, FigureCell> whole = new HashMap<>();
    parts.forEachRemaining(part -> whole.merge(part.place(), part, FigureCell::plus));
    return new ArrayList<>(whole.values());
  }
}
