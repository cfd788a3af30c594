// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.util.Locale;

/** What a dump is full of. */
enum DumpShape {
  /** Endpoints, and a tenth of the events. */
  ENDPOINTS,
  /** Events, and a tenth of the endpoints. */
  EVENTS,
  /**
   * A quarter of both, where each endpoint has 250 custom attributes and each event 40 of 2,000:
   * Pinpoint's limits of both.
   */
  WIDE,
  /** As {@link #EVENTS}, where nine of ten events are one user's, and lie in one file. */
  SKEWED;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether ordinary dumps are compared with it, and not it with them. */
  boolean isOrdinary() {
    return this == ENDPOINTS || this == EVENTS;
  }

  int endpoints(int asked) {
    return switch (this) {
      case ENDPOINTS -> asked;
      case EVENTS, SKEWED -> Math.max(1, asked / 10);
      case WIDE -> Math.max(1, asked / 4);
    };
  }

  int events(int asked) {
    return switch (this) {
      case ENDPOINTS -> Math.max(1, asked / 10);
      case EVENTS, SKEWED -> asked;
      case WIDE -> Math.max(1, asked / 4);
    };
  }
}
