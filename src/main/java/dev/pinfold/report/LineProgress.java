// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import java.io.PrintStream;
import java.time.InstantSource;

/** A line as each stage begins and ends: for logs. */
public final class LineProgress implements Progress {
  private final PrintStream log;
  private final InstantSource clock;
  private String stage = "";
  private long startedMillis;

  public LineProgress(PrintStream log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  @Override
  public synchronized void stage(String name) {
    finish();
    stage = name;
    startedMillis = clock.millis();
    log.printf("%s %s: started%n", clock.instant(), stage);
  }

  @Override
  public void tasks(int done, int total) {
    // A log does not need every task.
  }

  @Override
  public synchronized void finish() {
    if (!stage.isEmpty()) {
      log.printf(
          "%s %s: done in %.1f s%n",
          clock.instant(), stage, (clock.millis() - startedMillis) / 1000.0);
      stage = "";
    }
  }
}
