// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.catalog.Classification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Fits the confidence curve: a logistic regression of whether a verdict is right on the share of
 * values that match and on whether the name speaks for the type. Columns are taken as they are,
 * with the name hidden, with few values, and with junk among the values, since real columns are no
 * better.
 */
final class CalibrationFit {
  private static final int ROUNDS = 50;

  /** Keeps the curve from growing without end where hardly a verdict is wrong. */
  private static final double RIDGE = 1.0;

  private final List<double[]> rows = new ArrayList<>();
  private final List<Double> right = new ArrayList<>();

  void learn(PinfoldDetector detector, List<LabelledColumn> columns) {
    Random random = new Random(11);
    int number = 0;
    for (LabelledColumn column : columns) {
      List<String> few = column.values().subList(0, Math.min(10, column.values().size()));
      List<String> mixed = new ArrayList<>(column.values());
      for (int i = 0; i < mixed.size(); i++) {
        if (random.nextInt(3) > 0) {
          mixed.set(i, "n/a " + i % 7);
        }
      }
      String hidden = "c" + number++;
      add(column, detector.classify(column.name(), column.values(), column.isNumeric()));
      add(column, detector.classify(hidden, column.values(), column.isNumeric()));
      add(column, detector.classify(hidden, few, column.isNumeric()));
      add(column, detector.classify(column.name(), mixed, false));
      add(column, detector.classify(hidden, mixed, false));
    }
  }

  private void add(LabelledColumn column, Classification verdict) {
    if (!verdict.type().isPersonal() || verdict.evidence().values() == 0) {
      return;
    }
    double share = Math.min(1, verdict.evidence().matches() / (double) verdict.evidence().values());
    double name = verdict.evidence().nameToken().isEmpty() ? 0 : 1;
    rows.add(new double[] {1, share, name});
    right.add(verdict.type().name().equals(column.type()) ? 1.0 : 0.0);
  }

  /** Intercept, weight of the share, weight of the name; by Newton's method. */
  double[] solve() {
    double[] weights = new double[3];
    for (int round = 0; round < ROUNDS; round++) {
      double[] gradient = new double[3];
      double[][] curvature = new double[3][3];
      for (int i = 0; i < rows.size(); i++) {
        double[] row = rows.get(i);
        double odds = row[0] * weights[0] + row[1] * weights[1] + row[2] * weights[2];
        double said = 1 / (1 + Math.exp(-odds));
        for (int a = 0; a < 3; a++) {
          gradient[a] += (right.get(i) - said) * row[a];
          for (int b = 0; b < 3; b++) {
            curvature[a][b] += said * (1 - said) * row[a] * row[b];
          }
        }
      }
      for (int a = 0; a < 3; a++) {
        gradient[a] -= RIDGE * weights[a];
        curvature[a][a] += RIDGE;
      }
      double[] step = solve(curvature, gradient);
      for (int a = 0; a < 3; a++) {
        weights[a] += step[a];
      }
    }
    weights[1] = Math.max(0, weights[1]);
    weights[2] = Math.max(0, weights[2]);
    return weights;
  }

  /** Cramer's rule. */
  private static double[] solve(double[][] m, double[] v) {
    double all = determinant(m);
    double[] solution = new double[3];
    for (int column = 0; column < 3; column++) {
      double[][] replaced = new double[3][3];
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          replaced[a][b] = b == column ? v[a] : m[a][b];
        }
      }
      solution[column] = determinant(replaced) / all;
    }
    return solution;
  }

  private static double determinant(double[][] m) {
    return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  }

  /** Puts the curve into the file, whose comments stay. */
  static void write(Path file, double[] weights) throws IOException {
    String text = Files.readString(file);
    text = replace(text, "intercept", weights[0]);
    text = replace(text, "per_share", weights[1]);
    Files.writeString(file, replace(text, "per_name", weights[2]));
  }

  private static String replace(String text, String key, double value) {
    return text.replaceAll(
        "(?m)^  " + key + ": .*$", String.format(Locale.ROOT, "  %s: %.2f", key, value));
  }
}
