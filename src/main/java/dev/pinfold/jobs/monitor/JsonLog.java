// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Pinfold's own lines in a log of JSON: what else goes to standard error for people to read goes
 * here, so that every line there can be parsed. Silent where the log is text.
 */
public final class JsonLog {
  private static final Logger LOG = LogManager.getLogger("dev.pinfold.run");

  private JsonLog() {}

  public static boolean isOn() {
    return LogFormat.current() == LogFormat.JSON;
  }

  /**
   * What the command line says of a failure.
   *
   * @param message as it would be printed; holds no data
   * @param frames class names and stack frames; empty where they were not asked for
   */
  public static void failure(String message, List<String> frames) {
    RunEvent event = new RunEvent("failed", message);
    write(Level.ERROR, frames.isEmpty() ? event : event.with("frames", frames));
  }

  /** Something that an operator should mend, though the run is good. */
  public static void warning(String message) {
    write(Level.WARN, new RunEvent("warning", message));
  }

  static void runBegun(String command, String runId) {
    write(
        Level.INFO, new RunEvent("run_begun", "Run " + runId + " began").with("command", command));
  }

  static void stageBegun(String stage) {
    write(Level.INFO, new RunEvent("stage_begun", stage + ": started").with("stage", stage));
  }

  static void stageEnded(String stage, Duration took) {
    write(
        Level.INFO,
        new RunEvent("stage_ended", stage + ": done")
            .with("stage", stage)
            .with("seconds", seconds(took)));
  }

  /**
   * The last line of a run.
   *
   * @param status as in the {@code runs} table
   * @param failure the classes of what was thrown, the innermost last; null where nothing was
   */
  static void runEnded(
      String command,
      String runId,
      String status,
      Duration took,
      Map<String, Long> counts,
      String failure) {
    RunEvent event =
        new RunEvent("run_ended", "Run " + runId + " ended: " + status)
            .with("command", command)
            .with("status", status)
            .with("seconds", seconds(took))
            .with("counts", counts);
    write(
        failure == null ? Level.INFO : Level.ERROR,
        failure == null ? event : event.with("failure", failure));
  }

  private static double seconds(Duration took) {
    return took.toMillis() / 1000.0;
  }

  private static void write(Level level, RunEvent event) {
    if (isOn()) {
      LOG.log(level, event);
    }
  }
}
