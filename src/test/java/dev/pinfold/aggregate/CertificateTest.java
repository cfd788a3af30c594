// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CertificateTest {
  private static final int CELLS = 24;

  private static List<int[]> randomSums(Random random) {
    List<int[]> sums = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      sums.add(random.ints(0, CELLS).distinct().limit(3 + random.nextInt(4)).toArray());
    }
    return sums;
  }

  @Test
  void holdsWithout_anyFurtherCell_isRightThatTheCellCanStillBeTold() {
    int holding = 0;
    int broken = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      LinkedSums sums = new LinkedSums(randomSums(random), CELLS);
      BitSet unknown = new BitSet();
      random.ints(12, 0, CELLS).forEach(unknown::set);
      List<Certificate> certificates = new ArrayList<>();
      RecoverableCells solver = new RecoverableCells(sums);
      BitSet told = solver.find(unknown, unknown, unknown, certificates);
      assertThat(certificates).hasSize(told.cardinality());
      for (Certificate certificate : certificates) {
        for (int cell = unknown.nextClearBit(0);
            cell < CELLS;
            cell = unknown.nextClearBit(cell + 1)) {
          if (!certificate.holdsWithout(cell, sums)) {
            broken++;
            continue;
          }
          holding++;
          BitSet more = (BitSet) unknown.clone();
          more.set(cell);
          assertThat(ExactSolver.determined(randomSums(new Random(seed)), CELLS, more))
              .matches(found -> found.get(certificate.cell()));
        }
      }
    }
    assertThat(holding).isGreaterThan(500);
    assertThat(broken).isGreaterThan(500);
  }
}
