// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.jobs.bench.ColumnDetector.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts right and wrong verdicts, by type. */
final class Score {
  private static final int BINS = 20;

  /** What one type got: true and false positives, false negatives. */
  static final class Counts {
    private int right;
    private int wrong;
    private int missed;

    double precision() {
      return right + wrong == 0 ? 1 : right / (double) (right + wrong);
    }

    double recall() {
      return right + missed == 0 ? 1 : right / (double) (right + missed);
    }

    double f1() {
      return right == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
    }

    int columns() {
      return right + missed;
    }
  }

  private final Map<String, Counts> byType = new TreeMap<>();
  private final List<String> mistakes = new ArrayList<>();
  private final int[] said = new int[BINS];
  private final double[] confidenceOfSaid = new double[BINS];
  private final int[] rightOfSaid = new int[BINS];
  private int negatives;
  private int alarms;

  void add(LabelledColumn column, Verdict verdict) {
    boolean isRight = verdict.type().equals(column.type());
    if (column.isNegative()) {
      negatives++;
      alarms += isRight ? 0 : 1;
    } else {
      counts(column.type()).right += isRight ? 1 : 0;
      counts(column.type()).missed += isRight ? 0 : 1;
    }
    if (!isRight && !verdict.type().equals("NONE")) {
      counts(verdict.type()).wrong++;
    }
    if (!verdict.type().equals("NONE")) {
      int bucket = Math.min(BINS - 1, (int) (verdict.confidence() * BINS));
      said[bucket]++;
      confidenceOfSaid[bucket] += verdict.confidence();
      rightOfSaid[bucket] += isRight ? 1 : 0;
    }
    if (!isRight) {
      mistakes.add(
          String.format(
              "%s %s (%s) -> %s %.2f  e.g. a value of %d characters",
              column.type(),
              column.name(),
              column.generator(),
              verdict.type(),
              verdict.confidence(),
              column.values().isEmpty() ? 0 : column.values().get(0).length()));
    }
  }

  private Counts counts(String type) {
    return byType.computeIfAbsent(type, key -> new Counts());
  }

  /** By type, those of which there are columns. */
  Map<String, Counts> byType() {
    Map<String, Counts> present = new TreeMap<>(byType);
    present.values().removeIf(counts -> counts.columns() == 0);
    return present;
  }

  double macroF1() {
    return byType().values().stream().mapToDouble(Counts::f1).average().orElse(0);
  }

  /** Over these types alone. */
  double macroF1(Set<String> types) {
    return byType().entrySet().stream()
        .filter(entry -> types.contains(entry.getKey()))
        .mapToDouble(entry -> entry.getValue().f1())
        .average()
        .orElse(0);
  }

  double falseAlarmRate() {
    return negatives == 0 ? 0 : alarms / (double) negatives;
  }

  /** Rows of the reliability table: from, to, columns, mean confidence, share that is right. */
  List<double[]> reliability() {
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < BINS; i++) {
      if (said[i] > 0) {
        rows.add(
            new double[] {
              i / (double) BINS,
              (i + 1) / (double) BINS,
              said[i],
              confidenceOfSaid[i] / said[i],
              rightOfSaid[i] / (double) said[i]
            });
      }
    }
    return rows;
  }

  int saidPersonal() {
    return Arrays.stream(said).sum();
  }

  /** Of the columns said to be personal. */
  double meanConfidence() {
    return Arrays.stream(confidenceOfSaid).sum() / Math.max(1, saidPersonal());
  }

  /** Of the columns said to be personal. */
  double shareRight() {
    return Arrays.stream(rightOfSaid).sum() / (double) Math.max(1, saidPersonal());
  }

  List<String> mistakes() {
    return mistakes;
  }
}
