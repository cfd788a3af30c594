// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Cuts the files of a dump into groups of about the same work, the same for the same files. */
public final class InputSplits {
  /** What opening a file costs, in bytes that could have been read meanwhile. */
  static final long OPEN_COST_BYTES = 1 << 20;

  private InputSplits() {}

  /** Groups may be larger than asked for by this factor, so that all cores end together. */
  private static final double MOST_ABOVE_TARGET = 1.25;

  /** A group consists of so many parts of files at least, so that groups come out alike. */
  private static final int PARTS_OF_A_GROUP = 2;

  /** The same for one core. */
  public static List<List<InputSplit>> plan(List<InputFile> files, long targetBytes) {
    return plan(files, targetBytes, 1);
  }

  /**
   * The work of one task each, the largest first; a group holds about {@code targetBytes}, the cost
   * of opening counted, or one file that cannot be split and is larger. There are as many for each
   * core where there are more than cores, and all hold about the same: each split goes where there
   * is least, the longest first (R. L. Graham, "Bounds on multiprocessing timing anomalies", 1969).
   *
   * @param cores how many groups are worked on at a time
   */
  public static List<List<InputSplit>> plan(List<InputFile> files, long targetBytes, int cores) {
    if (targetBytes < 1 || cores < 1) {
      throw new IllegalArgumentException("targetBytes and cores must be at least 1");
    }
    long total = files.stream().mapToLong(file -> file.bytes() + OPEN_COST_BYTES).sum();
    int number = number((double) total / targetBytes, cores);
    long share = Math.max(1, total / number);
    List<InputSplit> splits = new ArrayList<>();
    for (InputFile file : files) {
      addSplits(file, share, splits);
    }
    splits.sort(
        Comparator.comparingLong(InputSplit::length)
            .reversed()
            .thenComparing(split -> split.file().path())
            .thenComparingLong(InputSplit::start));
    PriorityQueue<Group> groups =
        new PriorityQueue<>(
            Comparator.comparingLong(Group::cost).thenComparingInt(group -> group.number));
    for (int i = 0; i < Math.min(number, splits.size()); i++) {
      groups.add(new Group(i));
    }
    for (InputSplit split : splits) {
      Group least = groups.remove();
      least.add(split);
      groups.add(least);
    }
    return groups.stream()
        .sorted(
            Comparator.comparingLong(Group::cost)
                .reversed()
                .thenComparingInt(group -> group.number))
        .map(group -> List.copyOf(group.splits))
        .toList();
  }

  /**
   * How many groups there are.
   *
   * @param wanted as many as the target asks for
   */
  private static int number(double wanted, int cores) {
    if (wanted <= cores) {
      return (int) Math.max(1, Math.ceil(wanted));
    }
    int fewer = (int) (wanted / cores) * cores;
    return wanted <= MOST_ABOVE_TARGET * fewer ? fewer : fewer + cores;
  }

  private static final class Group {
    private final int number;
    private final List<InputSplit> splits = new ArrayList<>();
    private long cost;

    Group(int number) {
      this.number = number;
    }

    long cost() {
      return cost;
    }

    void add(InputSplit split) {
      splits.add(split);
      cost += split.length() + OPEN_COST_BYTES;
    }
  }

  private static void addSplits(InputFile file, long share, List<InputSplit> splits) {
    if (!file.splittable() || file.bytes() <= share) {
      splits.add(InputSplit.whole(file));
      return;
    }
    long pieces = Math.round((double) PARTS_OF_A_GROUP * file.bytes() / share);
    long length = (file.bytes() + pieces - 1) / pieces;
    for (long start = 0; start < file.bytes(); start += length) {
      splits.add(new InputSplit(file, start, Math.min(length, file.bytes() - start)));
    }
  }
}
