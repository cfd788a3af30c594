// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import dev.pinfold.jobs.bench.presidio.PresidioPatterns;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.api.java.UDF2;

/** The entity that Presidio's patterns see in a value of a column, or null. */
final class PresidioEntity implements UDF2<String, String, String> {
  private static final long serialVersionUID = 1L;

  private final PresidioPatterns patterns;

  /** By column; a task has its own. */
  private transient volatile Map<String, boolean[]> contexts;

  PresidioEntity(PresidioPatterns patterns) {
    this.patterns = patterns;
  }

  @Override
  public String call(String value, String column) {
    Map<String, boolean[]> known = contexts;
    if (known == null) {
      known = new ConcurrentHashMap<>();
      contexts = known;
    }
    return patterns.best(value, known.computeIfAbsent(column, patterns::inContext));
  }
}
