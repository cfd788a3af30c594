// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import dev.pinfold.jobs.bench.throughput.MarkdownTable;
import java.util.Locale;

/** What was tried, in order, and what came of it: printed as it happens, and as a table. */
final class Attempts {
  private final MarkdownTable table =
      new MarkdownTable(
          7, "no.", "night", "disturbed", "at s", "in stage", "the run before", "outcome");
  private int attempts;
  private int failures;

  /** The number of the next attempt. */
  int next() {
    return attempts + 1;
  }

  /**
   * Enters one.
   *
   * @param night from 1
   * @param disturbed what was done to it, or {@code -}
   * @param seconds after its start; 0 where nothing was done
   * @param before what it did about the run before it
   */
  void add(
      int night, String disturbed, double seconds, String stage, String before, Outcome outcome) {
    attempts++;
    if (!outcome.isGood()) {
      failures++;
    }
    String at = seconds == 0 ? "-" : String.format(Locale.ROOT, "%.1f", seconds);
    String text = (outcome.isGood() ? "" : "WRONG: ") + outcome.text();
    table.add(
        Integer.toString(attempts), Integer.toString(night), disturbed, at, stage, before, text);
    System.out.printf(
        Locale.ROOT,
        "%d: night %d, %s, at %s s, %s; run before: %s; %s%n",
        attempts,
        night,
        disturbed,
        at,
        stage,
        before,
        text);
  }

  int failures() {
    return failures;
  }

  String text() {
    return table.text();
  }

  /** How an attempt ended, and whether that is as it should be. */
  record Outcome(boolean isGood, String text) {
    static Outcome good(String text) {
      return new Outcome(true, text);
    }

    static Outcome bad(String text) {
      return new Outcome(false, text);
    }
  }
}
