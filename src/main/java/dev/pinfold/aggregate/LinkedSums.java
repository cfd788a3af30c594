// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.List;

/** Sums among numbered cells, found by the cells that stand in them. Immutable. */
final class LinkedSums {
  private final int[][] sums;
  private final int[][] sumsOf;

  /**
   * @param sums a total and its parts each
   * @param cells how many cells there are
   */
  LinkedSums(List<int[]> sums, int cells) {
    this.sums = sums.toArray(int[][]::new);
    int[] counts = new int[cells];
    for (int[] sum : this.sums) {
      for (int cell : sum) {
        counts[cell]++;
      }
    }
    sumsOf = new int[cells][];
    for (int cell = 0; cell < cells; cell++) {
      sumsOf[cell] = new int[counts[cell]];
    }
    for (int i = 0; i < this.sums.length; i++) {
      for (int cell : this.sums[i]) {
        sumsOf[cell][--counts[cell]] = i;
      }
    }
  }

  int cells() {
    return sumsOf.length;
  }

  /** How many sums there are. */
  int count() {
    return sums.length;
  }

  /** A total and its parts; not to be changed. */
  int[] get(int sum) {
    return sums[sum];
  }

  /** The numbers of the sums that a cell stands in; not to be changed. */
  int[] of(int cell) {
    return sumsOf[cell];
  }
}
