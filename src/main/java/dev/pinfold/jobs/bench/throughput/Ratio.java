// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.util.Locale;

/**
 * A ratio that has a goal.
 *
 * @param dump where it was measured
 * @param least of all rounds; as the value itself, where rounds have none
 * @param goal what must be reached
 * @param aim what is hoped for
 * @param isUpperBound whether less is better
 */
record Ratio(
    int number,
    String text,
    String dump,
    double value,
    double least,
    double most,
    double goal,
    double aim,
    boolean isUpperBound) {
  static Ratio atMost(
      int number, String text, Medians one, Medians other, double goal, double aim) {
    return of(number, text, one, other, goal, aim, true);
  }

  static Ratio atLeast(
      int number, String text, Medians one, Medians other, double goal, double aim) {
    return of(number, text, one, other, goal, aim, false);
  }

  private static Ratio of(
      int number,
      String text,
      Medians one,
      Medians other,
      double goal,
      double aim,
      boolean isUpperBound) {
    double[] times = one.timesWithin(other);
    return new Ratio(
        number,
        text,
        one.dump().label(),
        one.seconds() / other.seconds(),
        times[0],
        times[times.length - 1],
        goal,
        aim,
        isUpperBound);
  }

  /** Of what does not come from the same rounds. */
  static Ratio plain(int number, String text, String dump, double value, double goal) {
    return new Ratio(number, text, dump, value, value, value, goal, goal, true);
  }

  String verdict() {
    if (isUpperBound ? value <= aim : value >= aim) {
      return goal == aim ? "met" : "aim met";
    }
    return (isUpperBound ? value <= goal : value >= goal) ? "goal met" : "missed";
  }

  String wanted() {
    String bound = isUpperBound ? "at most " : "at least ";
    return bound + figure(goal) + (aim == goal ? "" : ", aim " + figure(aim));
  }

  private static String figure(double value) {
    return value == Math.rint(value) && value >= 10
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
