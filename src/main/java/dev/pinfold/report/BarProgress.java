// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;

/** One line that is drawn over and over: the stage's name, a bar, and the tasks done. */
public final class BarProgress implements Progress {
  private static final int WIDTH = 30;
  private static final String ERASE_LINE = "\r\u001B[2K";

  private final PrintStream terminal;
  private final InstantSource clock;
  private String stage = "";
  private long startedMillis;

  public BarProgress(PrintStream terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  @Override
  public synchronized void stage(String name) {
    close();
    stage = name;
    startedMillis = clock.millis();
    tasks(0, 0);
  }

  @Override
  public synchronized void tasks(int done, int total) {
    if (stage.isEmpty()) {
      return;
    }
    int filled = total == 0 ? 0 : (int) ((long) WIDTH * done / total);
    String bar = "#".repeat(filled) + ".".repeat(WIDTH - filled);
    String count = total == 0 ? "" : " " + done + "/" + total;
    terminal.printf("%s%-22s [%s]%s", ERASE_LINE, stage, bar, count);
    terminal.flush();
  }

  @Override
  public synchronized void finish() {
    close();
  }

  private void close() {
    if (!stage.isEmpty()) {
      Duration took = Duration.ofMillis(clock.millis() - startedMillis);
      terminal.printf("%s%-22s done in %.1f s%n", ERASE_LINE, stage, took.toMillis() / 1000.0);
      stage = "";
    }
  }
}
