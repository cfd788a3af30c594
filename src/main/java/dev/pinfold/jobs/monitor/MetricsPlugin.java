// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.monitor;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.pinfold.catalog.Dataset;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Enters a run's figures into Spark's metrics system, from where every sink takes them that {@code
 * spark.metrics.conf} names. Named by {@code spark.plugins}, which {@code SparkSessions} sees to.
 */
public final class MetricsPlugin implements SparkPlugin {
  @Override
  public DriverPlugin driverPlugin() {
    return new Driver();
  }

  /** Executors have nothing to tell: what they counted, the driver adds up. */
  @Override
  public ExecutorPlugin executorPlugin() {
    return null;
  }

  private static final class Driver implements DriverPlugin {
    private final RunFigures figures = RunFigures.ofThisProcess();

    @Override
    public Map<String, String> init(SparkContext context, PluginContext plugin) {
      register(plugin.metricRegistry());
      return Map.of();
    }

    @Override
    public void shutdown() {
      figures.onNewStage(stage -> {});
    }

    private void register(MetricRegistry registry) {
      for (Figure figure : Figure.values()) {
        registry.register(figure.label(), gauge(() -> figures.value(figure)));
        if (figure.isOfDatasets()) {
          for (Dataset dataset : Dataset.values()) {
            registry.register(
                dataset.label() + "." + figure.label(),
                gauge(() -> figures.value(figure, dataset)));
          }
        }
      }
      figures.onNewStage(stage -> registerStage(registry, stage));
    }

    private void registerStage(MetricRegistry registry, String stage) {
      String name = "stage." + stage.toLowerCase(Locale.ROOT).replace(' ', '_') + ".seconds";
      if (!registry.getMetrics().containsKey(name)) {
        registry.register(name, gauge(() -> seconds(stage)));
      }
    }

    private OptionalDouble seconds(String stage) {
      Duration took = figures.stages().get(stage);
      return took == null ? OptionalDouble.empty() : OptionalDouble.of(took.toMillis() / 1000.0);
    }

    /** What is not known is no number. */
    private static Gauge<Number> gauge(Supplier<OptionalDouble> value) {
      return () -> {
        double found = value.get().orElse(Double.NaN);
        long whole = (long) found;
        return whole == found ? (Number) whole : (Number) found;
      };
    }
  }
}
