// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import dev.pinfold.jobs.bench.PatternRecognizerDetector;
import dev.pinfold.jobs.bench.presidio.PresidioPatterns;
import java.util.Locale;
import org.apache.spark.sql.api.java.UDF2;

/**
 * Which patterns stand for Presidio.
 *
 * @param name as the tables call them
 * @param entity of a value and the name of its column, or null
 * @param told how much of Presidio they are, for above the tables
 */
record Recognizers(String name, UDF2<String, String, String> entity, String told) {
  /** One detector a JVM. */
  private static final class Holder {
    static final PatternRecognizerDetector DETECTOR = new PatternRecognizerDetector();
  }

  /** The short list of this project, with checksums. */
  static Recognizers ofShortList() {
    return new Recognizers(
        "Presidio's way: " + Holder.DETECTOR.size() + " patterns as a UDF",
        (value, column) -> Holder.DETECTOR.best(value, column.toLowerCase(Locale.ROOT)),
        "Presidio's patterns are a short list of ours; --presidio takes its own.");
  }

  /** Presidio's own, from its source. */
  static Recognizers of(PresidioPatterns patterns) {
    return new Recognizers(
        "Presidio: its " + patterns.size() + " patterns as a UDF",
        new PresidioEntity(patterns),
        patterns.told());
  }
}
