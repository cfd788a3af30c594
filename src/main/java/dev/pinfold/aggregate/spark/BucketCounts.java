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
import java.util.stream.IntStream;
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

  /** Labels of texts that are users' own may be as many as users; beyond, figures go in parts. */
  private final int mostLabels;

  /** By number; 0 is the total, of one bucket. */
  private final Dimension[] dimensions;

  /** By breakdown, which it is of those of its dimension that lie in others. */
  private final int[] places;

  /** By number, the groups of KPIs, up to the last that a breakdown lies in. */
  private final Dimension[] groups;

  private final LabelReader reader = new LabelReader();
  private long endpoints;
  private int size;

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

  /**
   * @param mostLabels from how many labels on, and pairs of them, it is full
   */
  BucketCounts(List<Breakdown> breakdowns, int mostLabels) {
    this.breakdowns = breakdowns;
    this.mostLabels = mostLabels;
    this.dimensions = dimensions(breakdowns.stream().mapToInt(Breakdown::dimension));
    this.groups = dimensions(breakdowns.stream().mapToInt(Breakdown::group));
    this.places = new int[breakdowns.size()];
    for (int i = 0; i < places.length; i++) {
      Breakdown one = breakdowns.get(i);
      if (one.around() != NOWHERE) {
        places[i] = dimensions[one.dimension()].parts++;
      }
    }
  }

  private Dimension[] dimensions(IntStream numbers) {
    Dimension[] all = new Dimension[numbers.max().orElse(0) + 1];
    Arrays.setAll(all, i -> new Dimension());
    return all;
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
  private final class Label {
    private final UTF8String text;
    private final Counts whole = new Counts();
    private final Parts[] parts;

    /** The number of the endpoint that had it last. */
    private long endpoint;

    Label(UTF8String text, int parts) {
      this.text = text;
      this.parts = new Parts[parts];
      Arrays.setAll(this.parts, i -> new Parts());
    }
  }

  private final class Parts {
    private final Map<Label, Counts> counts = new HashMap<>(2);

    Counts in(Label around) {
      Counts found = counts.get(around);
      if (found == null) {
        found = new Counts();
        counts.put(around, found);
        size++;
      }
      return found;
    }
  }

  private final class Dimension {
    private final Map<UTF8String, Label> labels = new HashMap<>();

    /** Of the present endpoint. */
    private final List<Label> present = new ArrayList<>();

    /** In how many others it is broken down. */
    private int parts;

    void begin() {
      present.clear();
    }

    void add(UTF8String text) {
      Label label = labels.get(text);
      if (label == null) {
        UTF8String own = text.clone(); // rows are reused
        label = new Label(own, parts);
        labels.put(own, label);
        size++;
      }
      if (label.endpoint != endpoints) {
        label.endpoint = endpoints;
        present.add(label);
      }
    }

    void clear() {
      labels.clear();
      present.clear();
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
  void add(byte[] labels, long person, boolean isUser, UTF8String[] values) {
    endpoints++;
    reader.read(labels);
    dimensions[0].begin();
    dimensions[0].add(ALL);
    for (int i = 1; i < dimensions.length; i++) {
      read(dimensions[i]);
    }
    for (int i = 1; i < groups.length; i++) {
      groups[i].begin();
      groups[i].add(values[i] == null ? NO_GROUP : values[i]);
    }
    for (int i = 0; i < places.length; i++) {
      List<Label> present = dimensions[breakdowns.get(i).dimension()].present;
      Label around = around(breakdowns.get(i));
      for (int j = 0; j < present.size(); j++) {
        Label label = present.get(j);
        Counts counts = around == null ? label.whole : label.parts[places[i]].in(around);
        counts.add(person, isUser);
      }
    }
  }

  private void read(Dimension dimension) {
    dimension.begin();
    int values = reader.next();
    for (int i = 0; i < values; i++) {
      UTF8String value = reader.value();
      dimension.add(value == null ? LabelsOf.UNKNOWN : value);
    }
    if (values == 0) {
      dimension.add(LabelsOf.UNKNOWN);
    }
  }

  /** The value that a breakdown's buckets are parts of; null where they are whole. */
  private Label around(Breakdown one) {
    if (one.around() == NOWHERE) {
      return null;
    }
    return (one.group() == 0 ? dimensions[one.around()] : groups[one.group()]).present.get(0);
  }

  /**
   * Whether so many labels, and pairs of them, are held that figures had better be handed on
   * between two people.
   */
  boolean isFull() {
    return size > mostLabels;
  }

  /** Hands all figures on, as buckets, and begins anew; not within a person. */
  void flush(Consumer<FigureCell> sink) {
    for (int i = 0; i < places.length; i++) {
      Breakdown one = breakdowns.get(i);
      for (Label label : dimensions[one.dimension()].labels.values()) {
        if (one.around() == NOWHERE) {
          sink.accept(figure(one, null, label, label.whole));
        } else {
          for (Map.Entry<Label, Counts> part : label.parts[places[i]].counts.entrySet()) {
            String value = part.getKey().text.toString();
            FigureCell.Around around = new FigureCell.Around(one.around(), value);
            sink.accept(figure(one, around, label, part.getValue()));
          }
        }
      }
    }
    Arrays.stream(dimensions).forEach(Dimension::clear);
    Arrays.stream(groups).forEach(Dimension::clear);
    size = 0;
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
