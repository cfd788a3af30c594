// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.monitor;

import dev.pinfold.report.Progress;
import java.time.Duration;
import java.time.InstantSource;

/** Measures the stages and tells of them: to the log where that is JSON, else to people. */
final class WatchedProgress implements Progress {
  private final Progress forPeople;
  private final RunFigures figures;
  private final InstantSource clock;
  private final boolean isJson = JsonLog.isOn();
  private String stage = "";
  private long startedMillis;

  WatchedProgress(Progress forPeople, RunFigures figures, InstantSource clock) {
    this.forPeople = forPeople;
    this.figures = figures;
    this.clock = clock;
  }

  @Override
  public synchronized void stage(String name) {
    end();
    stage = name;
    startedMillis = clock.millis();
    if (isJson) {
      JsonLog.stageBegun(name);
    } else {
      forPeople.stage(name);
    }
  }

  @Override
  public void tasks(int done, int total) {
    if (!isJson) {
      forPeople.tasks(done, total);
    }
  }

  @Override
  public synchronized void finish() {
    end();
    if (!isJson) {
      forPeople.finish();
    }
  }

  private void end() {
    if (!stage.isEmpty()) {
      Duration took = Duration.ofMillis(clock.millis() - startedMillis);
      figures.took(stage, took);
      if (isJson) {
        JsonLog.stageEnded(stage, took);
      }
      stage = "";
    }
  }
}
