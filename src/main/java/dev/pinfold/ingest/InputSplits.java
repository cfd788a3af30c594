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

  /** Groups may be larger than asked for by this factor, so that all cores end together. */
  private static final double MOST_ABOVE_TARGET = 1.1;

  /** A group consists of about so many parts of files at least, so that groups come out alike. */
  private static final int PARTS_OF_A_GROUP = 2;

  private InputSplits() {}

  /** The same for one core. */
  public static List<List<InputSplit>> plan(List<InputFile> files, long targetBytes) {
    return plan(files, targetBytes, 1);
  }

  /**
   * The work of one task each, the largest first; a group holds about {@code targetBytes}, the cost
   * of opening counted, or one file that cannot be split and is larger. Where files can be split
   * and there are more groups than cores, there are as many for each core, and all hold about the
   * same: each split goes where there is least, the longest first (R. L. Graham, "Bounds on
   * multiprocessing timing anomalies", 1969).
   *
   * @param cores how many groups are worked on at a time
   */
  public static List<List<InputSplit>> plan(List<InputFile> files, long targetBytes, int cores) {
    if (targetBytes < 1 || cores < 1) {
      throw new IllegalArgumentException("targetBytes and cores must be at least 1");
    }
    // A file that is a group by itself leaves the others no more groups than they need.
    long total =
        files.stream()
            .mapToLong(
                file -> file.splittable() ? file.bytes() : Math.min(file.bytes(), targetBytes))
            .map(bytes -> bytes + OPEN_COST_BYTES)
            .sum();
    int number = number((double) total / targetBytes, cores);
    long share = Math.max(1, total / number);
    List<InputSplit> splits = new ArrayList<>();
    for (InputFile file : files) {
      if (number == 1) {
        splits.add(InputSplit.whole(file));
      } else {
        addSplits(file, share, splits);
      }
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
        .map(Group::inOrder)
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

    /** As the files hold them, so that the first that a task finds of something is the first. */
    List<InputSplit> inOrder() {
      return splits.stream()
          .sorted(
              Comparator.comparing((InputSplit split) -> split.file().path())
                  .thenComparingLong(InputSplit::start))
          .toList();
    }

    void add(InputSplit split) {
      splits.add(split);
      cost += split.length() + OPEN_COST_BYTES;
    }
  }

  private static void addSplits(InputFile file, long share, List<InputSplit> splits) {
    if (!file.splittable() || PARTS_OF_A_GROUP * file.bytes() <= share) {
      splits.add(InputSplit.whole(file));
      return;
    }
    long pieces = Math.max(2, Math.round((double) PARTS_OF_A_GROUP * file.bytes() / share));
    long length = (file.bytes() + pieces - 1) / pieces;
    for (long start = 0; start < file.bytes(); start += length) {
      splits.add(new InputSplit(file, start, Math.min(length, file.bytes() - start)));
    }
  }
}
