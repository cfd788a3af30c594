// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * What Hadoop is told to do, on its way to tasks, without where each of a thousand settings comes
 * from: Hadoop's own form compresses each of these by itself, which takes longer than all the rest
 * that a stage sends. Thread-safe.
 */
public final class HadoopSettings implements Serializable {
  private static final long serialVersionUID = 1L;

  /** In one order, so that the same settings are mostly the same bytes. */
  private final TreeMap<String, String> values = new TreeMap<>();

  /** Null until it is asked for. */
  private transient Configuration configuration;

  HadoopSettings(Configuration configuration) {
    for (Map.Entry<String, String> setting : configuration) {
      values.put(setting.getKey(), setting.getValue());
    }
  }

  /** The settings as they are now, for the tasks of a stage. */
  public static Shared<HadoopSettings> shared(Configuration configuration) {
    return Shared.of(new HadoopSettings(configuration));
  }

  /**
   * The same object for all tasks of a process, none of which may change it. It finds classes as
   * the thread does that asks first, as Hadoop's file systems do, which a process keeps as well.
   */
  public synchronized Configuration configuration() {
    if (configuration == null) {
      Configuration made = new Configuration(/* loadDefaults= */ false);
      values.forEach(made::set);
      configuration = made;
    }
    return configuration;
  }
}
