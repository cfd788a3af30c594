// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * One task of the demographics: endpoints, person by person, into buckets. All of a person's
 * endpoints come together, so that distinct people need no set of them. In: rows of the person,
 * whether it is a known user, and an array of (dimension, bucket, parent); out: a figure a bucket
 * with its endpoints as the sum, its users as the endpoints, and its people.
 */
final class BucketTask implements FlatMapFunction<Iterator<InternalRow>, FigureCell> {
  private static final long serialVersionUID = 1L;

  private static final int PERSON = 0;
  private static final int IS_USER = 1;
  private static final int BUCKETS = 2;

  private final int[] around;

  /**
   * @param around by dimension, the number of the one that its parents are of
   */
  BucketTask(int[] around) {
    this.around = around.clone();
  }

  private record Bucket(int dimension, UTF8String label, UTF8String parent) {}

  private static final class Counts {
    private long endpoints;
    private long users;
    private long people;
    private long lastPerson;
    private long lastUser;
  }

  @Override
  public Iterator<FigureCell> call(Iterator<InternalRow> rows) {
    Map<Bucket, Counts> counts = new HashMap<>();
    UTF8String person = null;
    long number = 0;
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      UTF8String whose = row.getUTF8String(PERSON);
      if (!whose.equals(person)) {
        person = whose.clone(); // rows are reused
        number++;
      }
      add(row.getArray(BUCKETS), number, row.getBoolean(IS_USER), counts);
    }
    List<FigureCell> figures = new ArrayList<>();
    counts.forEach((bucket, count) -> figures.add(figure(bucket, count)));
    return figures.iterator();
  }

  private static void add(
      ArrayData buckets, long person, boolean isUser, Map<Bucket, Counts> counts) {
    for (int i = 0; i < buckets.numElements(); i++) {
      InternalRow item = buckets.getStruct(i, 3);
      Bucket bucket = new Bucket(item.getInt(0), text(item, 1), text(item, 2));
      Counts count = counts.get(bucket);
      if (count == null) {
        count = new Counts();
        counts.put(
            new Bucket(bucket.dimension(), copy(bucket.label()), copy(bucket.parent())), count);
      }
      count.endpoints++;
      if (count.lastPerson != person) {
        count.lastPerson = person;
        count.people++;
      }
      if (isUser && count.lastUser != person) {
        count.lastUser = person;
        count.users++;
      }
    }
  }

  private static UTF8String text(InternalRow item, int ordinal) {
    return item.isNullAt(ordinal) ? null : item.getUTF8String(ordinal);
  }

  private static UTF8String copy(UTF8String text) {
    return text == null ? null : text.clone();
  }

  private FigureCell figure(Bucket bucket, Counts count) {
    return new FigureCell(
        0,
        Grain.DAY,
        0,
        bucket.dimension(),
        bucket.label().toString(),
        bucket.parent() == null
            ? null
            : new FigureCell.Around(around[bucket.dimension()], bucket.parent().toString()),
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
