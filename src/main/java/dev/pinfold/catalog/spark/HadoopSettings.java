// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * What Hadoop is told to do, on its way to tasks, without where each of a thousand settings comes
 * from: Hadoop's own form compresses each of these by itself, which takes longer than all the rest
 * of a stage's function. Thread-safe.
 */
public final class HadoopSettings implements Serializable {
  private static final long serialVersionUID = 1L;

  /** In one order, so that the same settings are the same bytes. */
  private final TreeMap<String, String> values = new TreeMap<>();

  /** Null until it is asked for. */
  private transient Configuration configuration;

  private HadoopSettings(Configuration configuration) {
    for (Map.Entry<String, String> setting : configuration) {
      values.put(setting.getKey(), setting.getValue());
    }
  }

  /** As they are now. */
  public static Packed<HadoopSettings> of(Configuration configuration) {
    return Packed.of(new HadoopSettings(configuration));
  }

  /** The same object each time, which must not be changed. */
  public synchronized Configuration configuration() {
    if (configuration == null) {
      Configuration made = new Configuration(/* loadDefaults= */ false);
      values.forEach(made::set);
      configuration = made;
    }
    return configuration;
  }
}
