// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import dev.pinfold.aggregate.PartitionFigures;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Counts endpoints, person by person, in the buckets of the demographics. All of a person's
 * endpoints come together, so that distinct people need no set of them. Gives a figure a bucket
 * with its endpoints as the sum, its users as the endpoints, and its people. Not thread-safe.
 */
final class BucketCounts {
  /** Of a breakdown that lies in no other. */
  static final int NOWHERE = -1;

  private static final UTF8String ALL = UTF8String.fromString("");
  private static final UTF8String NO_GROUP = UTF8String.fromString(PartitionFigures.NO_GROUP);

  private final List<Breakdown> breakdowns;

  /** By number; 0 is the total, of one bucket. */
  private final Dimension[] dimensions;

  /** By breakdown, which it is of those of its dimension that lie in others. */
  private final int[] places;

  /** By breakdown, the values of the group that it lies in; null where in none. */
  private final Dimension[] groups;

  private final LabelReader reader = new LabelReader();

  /**
   * Endpoints by the values of one dimension. Dimension 0 is the total; the labels of the others
   * are in the rows, in order.
   *
   * @param around number of the dimension in whose values these are parts, or {@link #NOWHERE};
   *     behind those of the dimensions, of a group of KPIs
   * @param group number of that group; 0 where it is none
   */
  record Breakdown(int dimension, int around, int group) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** All of a dimension. */
    static Breakdown of(int dimension) {
      return new Breakdown(dimension, NOWHERE, 0);
    }
  }

  BucketCounts(List<Breakdown> breakdowns) {
    this.breakdowns = breakdowns;
    this.dimensions =
        new Dimension[breakdowns.stream().mapToInt(Breakdown::dimension).max().orElse(0) + 1];
    Arrays.setAll(dimensions, i -> new Dimension());
    this.places = new int[breakdowns.size()];
    this.groups = new Dimension[places.length];
    for (int i = 0; i < places.length; i++) {
      Breakdown one = breakdowns.get(i);
      if (one.around() != NOWHERE) {
        places[i] = dimensions[one.dimension()].parts++;
      }
      groups[i] = one.group() == 0 ? null : new Dimension();
    }
    dimensions[0].present.add(dimensions[0].of(ALL));
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

  /** A value, and how many have it: all, and by the value around where it is a part. */
  private static final class Label {
    private static final Parts[] NONE = {};

    private final UTF8String text;
    private final Counts whole = new Counts();
    private final Parts[] parts;

    Label(UTF8String text, int parts) {
      this.text = text;
      this.parts = parts == 0 ? NONE : new Parts[parts];
      Arrays.setAll(this.parts, i -> new Parts());
    }
  }

  private static final class Parts {
    private final Map<Label, Counts> counts = new HashMap<>(2);

    Counts in(Label around) {
      Counts found = counts.get(around);
      if (found == null) {
        found = new Counts();
        counts.put(around, found);
      }
      return found;
    }
  }

  private static final class Dimension {
    private final Map<UTF8String, Label> labels = new HashMap<>();

    /** Of the present endpoint. */
    private final List<Label> present = new ArrayList<>();

    /** In how many others it is broken down. */
    private int parts;

    Label of(UTF8String text) {
      Label found = labels.get(text);
      if (found == null) {
        UTF8String own = text.clone(); // rows are reused
        found = new Label(own, parts);
        labels.put(own, found);
      }
      return found;
    }

    void read(LabelReader reader) {
      present.clear();
      int values = reader.next();
      for (int i = 0; i < values; i++) {
        UTF8String value = reader.value();
        Label label = of(value == null ? LabelsOf.UNKNOWN : value);
        if (i == 0 || !present.contains(label)) {
          present.add(label);
        }
      }
      if (values == 0) {
        present.add(of(LabelsOf.UNKNOWN));
      }
    }
  }

  /**
   * Takes an endpoint in.
   *
   * @param labels of {@link LabelBytes}
   * @param person a number from 1 on that stands for whose it is
   * @param isUser whether that is a known user
   * @param values of the groups of KPIs, by number; null is none
   */
  void add(byte[] labels, long person, boolean isUser, IntFunction<UTF8String> values) {
    reader.read(labels);
    for (int i = 1; i < dimensions.length; i++) {
      dimensions[i].read(reader);
    }
    for (int i = 0; i < places.length; i++) {
      Breakdown one = breakdowns.get(i);
      List<Label> present = dimensions[one.dimension()].present;
      Label around = one.around() == NOWHERE ? null : around(i, values);
      for (int j = 0; j < present.size(); j++) {
        Label label = present.get(j);
        Counts counts = around == null ? label.whole : label.parts[places[i]].in(around);
        counts.add(person, isUser);
      }
    }
  }

  private Label around(int breakdown, IntFunction<UTF8String> values) {
    Breakdown one = breakdowns.get(breakdown);
    if (one.group() == 0) {
      return dimensions[one.around()].present.get(0);
    }
    UTF8String value = values.apply(one.group());
    return groups[breakdown].of(value == null ? NO_GROUP : value);
  }

  /** Hands all figures on, as buckets. */
  void flush(Consumer<FigureCell> sink) {
    for (int i = 0; i < places.length; i++) {
      Breakdown one = breakdowns.get(i);
      for (Label label : dimensions[one.dimension()].labels.values()) {
        if (one.around() == NOWHERE) {
          if (label.whole.endpoints > 0) {
            sink.accept(figure(one, null, label, label.whole));
          }
        } else {
          label.parts[places[i]].counts.forEach(
              (around, counts) ->
                  sink.accept(
                      figure(
                          one,
                          new FigureCell.Around(one.around(), around.text.toString()),
                          label,
                          counts)));
        }
      }
    }
  }

  private static FigureCell figure(
      Breakdown breakdown, FigureCell.Around around, Label label, Counts counts) {
    return new FigureCell(
        FigureCell.BUCKET,
        Grain.DAY,
        0,
        breakdown.dimension(),
        label.text.toString(),
        around,
        counts.endpoints,
        counts.users,
        counts.people);
  }

  /** Puts the parts of buckets from several tasks together. */
  static List<FigureCell> together(Iterator<FigureCell> parts) {
    Map<FigureCell.Place, FigureCell> whole = new HashMap<>();
    parts.forEachRemaining(part -> whole.merge(part.place(), part, FigureCell::plus));
    return new ArrayList<>(whole.values());
  }
}
