// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.classify.DecisionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fits the confidence curves: for each kind of decision, a logistic regression of whether a verdict
 * is right on the features that the decision rested on. Columns are taken in every variant, since
 * real columns are no better than the harder ones.
 */
final class CalibrationFit {
  private static final int ROUNDS = 50;

  /** Keeps a curve from growing without end where hardly a verdict is wrong. */
  private static final double RIDGE = 0.3;

  private static final int FEATURES = 3;

  /** From a name that says the type and nothing else to one that holds it. */
  private static final double STEP = 0.3;

  /** What deviates less is the same in all columns. */
  private static final double CONSTANT = 1e-6;

  /**
   * A guess is as good as what was thought of that looks alike and is something else, and strange
   * tables hold more of it than a benchmark: of guesses, so many more are taken to be wrong.
   */
  private static final double UNSEEN_WRONG = 0.15;

  private final Map<DecisionKind, List<double[]>> rows = new EnumMap<>(DecisionKind.class);
  private final Map<DecisionKind, List<Double>> right = new EnumMap<>(DecisionKind.class);

  CalibrationFit() {
    for (DecisionKind kind : DecisionKind.values()) {
      rows.put(kind, new ArrayList<>());
      right.put(kind, new ArrayList<>());
    }
  }

  void learn(PinfoldDetector detector, List<LabelledColumn> columns) {
    for (Variant variant : Variant.values()) {
      for (LabelledColumn column : variant.of(columns)) {
        add(
            column,
            detector.judge(column.name(), column.values(), column.isNumeric(), column.beside()));
      }
    }
  }

  private void add(LabelledColumn column, PinfoldDetector.Judgement judged) {
    judged
        .features()
        .ifPresent(
            features -> {
              boolean isRight = judged.column().type().name().equals(column.type());
              rows.get(features.kind())
                  .add(new double[] {1, features.share(), features.nameStrength()});
              right.get(features.kind()).add(isRight ? 1.0 : 0.0);
            });
  }

  /** Intercept, weight of the share, weight of the name, for each kind that was seen. */
  Map<DecisionKind, double[]> solve() {
    Map<DecisionKind, double[]> solved = new EnumMap<>(DecisionKind.class);
    addUnseen();
    for (DecisionKind kind : DecisionKind.values()) {
      if (!rows.get(kind).isEmpty()) {
        solved.put(kind, solve(rows.get(kind), right.get(kind)));
      }
    }
    return solved;
  }

  /** Wrong guesses on the same features as those that were seen. */
  private void addUnseen() {
    List<double[]> seen = List.copyOf(rows.get(DecisionKind.GUESS));
    long unseen = Math.round(seen.size() * UNSEEN_WRONG / (1 - UNSEEN_WRONG));
    for (int i = 0; i < unseen; i++) {
      rows.get(DecisionKind.GUESS).add(seen.get((int) (i * seen.size() / unseen)));
      right.get(DecisionKind.GUESS).add(0.0);
    }
  }

  /** How many verdicts of a kind were learnt from, and how many of them are right. */
  String learnt(DecisionKind kind) {
    double sum = right.get(kind).stream().mapToDouble(one -> one).sum();
    return String.format(Locale.ROOT, "%s %d, right %.0f", kind, rows.get(kind).size(), sum);
  }

  /**
   * By Newton's method. More evidence never makes less sure: a weight that would be negative is
   * held at nothing and the others are fitted without it. Features are fitted about their mean in
   * units of a step that means something, so that the ridge does not flatten what differs rarely
   * but says much: nearly all names are whole, and those that are not are often wrong.
   */
  private static double[] solve(List<double[]> rows, List<Double> right) {
    double[] means = new double[FEATURES];
    boolean[] isHeld = new boolean[FEATURES];
    for (int a = 1; a < FEATURES; a++) {
      int feature = a;
      double mean = rows.stream().mapToDouble(row -> row[feature]).average().orElse(0);
      double square =
          rows.stream().mapToDouble(row -> Math.pow(row[feature] - mean, 2)).average().orElse(0);
      means[a] = mean;
      isHeld[a] = Math.sqrt(square) < CONSTANT;
    }
    List<double[]> scaled = rows.stream().map(row -> scaled(row, means, isHeld)).toList();
    double[] weights = newton(scaled, right, isHeld);
    while (weights[1] < 0 || weights[2] < 0) {
      isHeld[weights[1] <= weights[2] ? 1 : 2] = true;
      weights = newton(scaled, right, isHeld);
    }
    for (int a = 1; a < FEATURES; a++) {
      weights[a] = isHeld[a] ? 0 : weights[a] / STEP;
      weights[0] -= weights[a] * means[a];
    }
    return weights;
  }

  private static double[] scaled(double[] row, double[] means, boolean[] isConstant) {
    double[] scaled = row.clone();
    for (int a = 1; a < FEATURES; a++) {
      scaled[a] = isConstant[a] ? 0 : (row[a] - means[a]) / STEP;
    }
    return scaled;
  }

  private static double[] newton(List<double[]> rows, List<Double> right, boolean[] isHeld) {
    double[] weights = new double[FEATURES];
    for (int round = 0; round < ROUNDS; round++) {
      double[] gradient = new double[FEATURES];
      double[][] curvature = new double[FEATURES][FEATURES];
      for (int i = 0; i < rows.size(); i++) {
        double[] row = rows.get(i);
        double odds = row[0] * weights[0] + row[1] * weights[1] + row[2] * weights[2];
        double said = 1 / (1 + Math.exp(-odds));
        for (int a = 0; a < FEATURES; a++) {
          gradient[a] += (right.get(i) - said) * row[a];
          for (int b = 0; b < FEATURES; b++) {
            curvature[a][b] += said * (1 - said) * row[a] * row[b];
          }
        }
      }
      for (int a = 0; a < FEATURES; a++) {
        gradient[a] -= RIDGE * weights[a];
        curvature[a][a] += RIDGE;
        if (isHeld[a]) {
          hold(a, gradient, curvature);
        }
      }
      double[] step = solve(curvature, gradient);
      for (int a = 0; a < FEATURES; a++) {
        weights[a] += step[a];
      }
    }
    return weights;
  }

  private static void hold(int feature, double[] gradient, double[][] curvature) {
    gradient[feature] = 0;
    for (int b = 0; b < FEATURES; b++) {
      curvature[feature][b] = 0;
      curvature[b][feature] = 0;
    }
    curvature[feature][feature] = 1;
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

  /** Puts the curves into the file, whose comments stay. */
  static void write(Path file, Map<DecisionKind, double[]> curves) throws IOException {
    String text = Files.readString(file);
    for (Map.Entry<DecisionKind, double[]> curve : curves.entrySet()) {
      double[] weights = curve.getValue();
      text =
          text.replaceAll(
              "(?m)^  " + curve.getKey().name().toLowerCase(Locale.ROOT) + ": \\{.*$",
              String.format(
                  Locale.ROOT,
                  "  %s: {intercept: %.2f, per_share: %.2f, per_name: %.2f}",
                  curve.getKey().name().toLowerCase(Locale.ROOT),
                  weights[0],
                  weights[1],
                  weights[2]));
    }
    Files.writeString(file, text);
  }
}
