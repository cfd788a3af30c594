// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Cuts the files of a dump into groups of about the same work, the same for the same files. */
public final class InputSplits {
  /** What opening a file costs, in bytes that could have been read meanwhile. */
  static final long OPEN_COST_BYTES = 1 << 20;

  private InputSplits() {}

  /**
   * The work of one task each, the largest first; a group holds about {@code targetBytes}, the cost
   * of opening counted, or one file that cannot be split and is larger.
   */
  public static List<List<InputSplit>> plan(List<InputFile> files, long targetBytes) {
    if (targetBytes < 1) {
      throw new IllegalArgumentException("targetBytes must be at least 1");
    }
    List<InputSplit> splits = new ArrayList<>();
    for (InputFile file : files) {
      addSplits(file, targetBytes, splits);
    }
    splits.sort(
        Comparator.comparingLong(InputSplit::length)
            .reversed()
            .thenComparing(split -> split.file().path())
            .thenComparingLong(InputSplit::start));
    List<List<InputSplit>> groups = new ArrayList<>();
    List<InputSplit> group = new ArrayList<>();
    long room = targetBytes;
    for (InputSplit split : splits) {
      long cost = split.length() + OPEN_COST_BYTES;
      if (!group.isEmpty() && cost > room) {
        groups.add(List.copyOf(group));
        group.clear();
        room = targetBytes;
      }
      group.add(split);
      room -= cost;
    }
    if (!group.isEmpty()) {
      groups.add(List.copyOf(group));
    }
    return List.copyOf(groups);
  }

  private static void addSplits(InputFile file, long targetBytes, List<InputSplit> splits) {
    if (!file.splittable() || file.bytes() <= targetBytes) {
      splits.add(InputSplit.whole(file));
      return;
    }
    long pieces = (file.bytes() + targetBytes - 1) / targetBytes;
    long length = (file.bytes() + pieces - 1) / pieces;
    for (long start = 0; start < file.bytes(); start += length) {
      splits.add(new InputSplit(file, start, Math.min(length, file.bytes() - start)));
    }
  }
}
