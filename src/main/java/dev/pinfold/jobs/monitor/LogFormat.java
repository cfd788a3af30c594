// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.monitor;

import java.util.Locale;

/**
 * How the log is written. {@code conf/log4j2.properties} asks the same two places, so that what
 * Spark logs and what Pinfold says of a run agree.
 */
public enum LogFormat {
  /** Lines for people. */
  TEXT,
  /** One JSON object a line. */
  JSON;

  static final String PROPERTY = "pinfold.log.format";
  static final String VARIABLE = "PINFOLD_LOG_FORMAT";

  /** What the system property says, or else the environment; text where neither says anything. */
  public static LogFormat current() {
    return of(System.getProperty(PROPERTY, System.getenv(VARIABLE)));
  }

  static LogFormat of(String name) {
    return JSON.name().toLowerCase(Locale.ROOT).equals(name) ? JSON : TEXT;
  }
}
