// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Settings of a session for as long as something runs. */
public final class SessionSettings {
  /** By session and key, what holds now; guarded by the class. */
  private static final Map<SparkSession, Map<String, Held>> HELD = new WeakHashMap<>();

  private SessionSettings() {}

  /** What a key was before anybody set it, and who has set it since, the last one last. */
  private static final class Held {
    private final Option<String> before;
    private final List<Use> uses = new ArrayList<>();

    Held(Option<String> before) {
      this.before = before;
    }
  }

  /** Told apart by itself, not by its value. */
  private static final class Use {
    private final String value;

    Use(String value) {
      this.value = value;
    }
  }

  /**
   * Runs something under settings, and sets them back, also where it fails; what Spark does not
   * know is taken away again. The session is one for all its threads: whatever these plan meanwhile
   * is planned under the settings too. Where several run side by side, whoever ends last sets back
   * what was there before the first; of a key that they set otherwise, the last one's value holds.
   */
  public static <T> T with(SparkSession spark, Map<String, String> settings, Supplier<T> work) {
    Map<String, Use> uses = new HashMap<>();
    settings.forEach((key, value) -> uses.put(key, new Use(value)));
    try {
      uses.forEach((key, use) -> set(spark, key, use));
      return work.get();
    } finally {
      uses.forEach((key, use) -> setBack(spark, key, use));
    }
  }

  private static synchronized void set(SparkSession spark, String key, Use use) {
    // One of Delta's is not even known by its default until Delta has done something.
    HELD.computeIfAbsent(spark, session -> new HashMap<>())
        .computeIfAbsent(key, unset -> new Held(spark.conf().getOption(key)))
        .uses
        .add(use);
    spark.conf().set(key, use.value);
  }

  private static synchronized void setBack(SparkSession spark, String key, Use use) {
    Map<String, Held> keys = HELD.getOrDefault(spark, Map.of());
    Held held = keys.get(key);
    if (held == null || !held.uses.remove(use)) {
      return; // it was never set
    }
    RuntimeConfig session = spark.conf();
    if (!held.uses.isEmpty()) {
      session.set(key, held.uses.get(held.uses.size() - 1).value);
      return;
    }
    keys.remove(key);
    if (held.before.isDefined()) {
      session.set(key, held.before.get());
    } else {
      session.unset(key);
    }
  }
}
