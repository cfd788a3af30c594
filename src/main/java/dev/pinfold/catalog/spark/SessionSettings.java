// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Settings of a session for as long as something runs. */
public final class SessionSettings {
  private SessionSettings() {}

  /**
   * Runs something under settings, and sets them back, also where it fails; what Spark does not
   * know is taken away again. The session is one for all its threads: whatever these plan meanwhile
   * is planned under the settings too.
   */
  public static <T> T with(SparkSession spark, Map<String, String> settings, Supplier<T> work) {
    RuntimeConfig session = spark.conf();
    Map<String, Option<String>> before = new HashMap<>();
    // One of Delta's is not even known by its default until Delta has done something.
    settings.keySet().forEach(key -> before.put(key, session.getOption(key)));
    try {
      settings.forEach(session::set);
      return work.get();
    } finally {
      before.forEach(
          (key, value) -> {
            if (value.isDefined()) {
              session.set(key, value.get());
            } else {
              session.unset(key);
            }
          });
    }
  }
}
