// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static java.util.Objects.requireNonNull;

import dev.pinfold.catalog.Dataset;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code pinfold.yaml} says, checked. Lives on the driver alone.
 *
 * @param file where it was read from
 * @param datasets globs relative to the input directory; every dataset has at least one
 * @param splitBytes about the least input of a task; longer plain JSON files are read in parts
 */
public record PinfoldSettings(
    Path file,
    Profile profile,
    Map<Dataset, List<String>> datasets,
    Limits limits,
    int splitBytes,
    ConfigurationFiles files,
    KeySettings keys,
    OutputSettings output,
    DriftSettings drift,
    HistorySettings history,
    MaintenanceSettings maintenance,
    MetricsSettings metrics,
    AwsSettings aws) {

  /** How careful a run is with its keys. */
  public enum Profile {
    /** Makes its own keys; for trying only. */
    DEMO,
    /** Refuses keysets that nothing wraps. */
    PRODUCTION;

    /** As it is written in the file. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is quarantined rather than read.
   *
   * @param maximumValueBytes of one string, in UTF-8
   * @param maximumRecordBytes of one record's text
   * @param maximumDepth of nesting, JSON inside strings included
   * @param maximumColumns names in one object; further names share one column
   */
  public record Limits(
      int maximumValueBytes, int maximumRecordBytes, int maximumDepth, int maximumColumns) {
    public static final Limits DEFAULT = new Limits(1 << 20, 16 << 20, 64, 10_000);
  }

  /**
   * The other files that a person edits, resolved against the settings file's directory.
   *
   * @param identifiers a directory of identifier files
   */
  public record ConfigurationFiles(Path policy, Path identifiers, Path kpis, Path detection) {}

  /**
   * Where keysets lie and what wraps them; at most one of the two wrappings is there.
   *
   * @param directory empty: {@code keys} under the output
   * @param wrappingKey a local file that holds the wrapping key
   * @param kmsUri a key of a key management service, such as {@code aws-kms://...}
   */
  public record KeySettings(
      Optional<String> directory, Optional<String> wrappingKey, Optional<String> kmsUri) {
    public boolean isWrapped() {
      return wrappingKey.isPresent() || kmsUri.isPresent();
    }
  }

  /**
   * How tables are written.
   *
   * @param targetFileBytes how much input goes into one file of a table, about, at most
   */
  public record OutputSettings(int targetFileBytes) {
    public static final OutputSettings DEFAULT = new OutputSettings(128 << 20);
  }

  /**
   * What is told of a column that changed since the run before.
   *
   * @param share by how much the share of filled records, or of values of the type, must move, 0 to
   *     1
   * @param fails whether a run ends with exit code 3 where there is any, as with {@code
   *     --fail-on-drift}
   */
  public record DriftSettings(double share, boolean fails) {
    public static final DriftSettings DEFAULT = new DriftSettings(0.2, false);
  }

  /**
   * Which past runs {@code pinfold maintain} leaves listed: those younger than so many days, and
   * the latest so many.
   */
  public record HistorySettings(int keepDays, int keepRuns) {
    public static final HistorySettings DEFAULT = new HistorySettings(400, 100);
  }

  /**
   * How {@code pinfold maintain} packs tables.
   *
   * @param targetFileBytes how large a file of a table becomes, at most
   * @param vacuumHours how long older versions of the tables can be read
   */
  public record MaintenanceSettings(int targetFileBytes, int vacuumHours) {
    public static final MaintenanceSettings DEFAULT = new MaintenanceSettings(128 << 20, 168);
  }

  /**
   * Where a run's figures go beside Spark's metrics system.
   *
   * @param textfile a file for the textfile collector of Prometheus' node_exporter
   */
  public record MetricsSettings(Optional<Path> textfile) {
    public static final MetricsSettings DEFAULT = new MetricsSettings(Optional.empty());
  }

  public PinfoldSettings {
    requireNonNull(file, "file is null");
    requireNonNull(profile, "profile is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(files, "files is null");
    requireNonNull(keys, "keys is null");
    requireNonNull(output, "output is null");
    requireNonNull(drift, "drift is null");
    requireNonNull(history, "history is null");
    requireNonNull(maintenance, "maintenance is null");
    requireNonNull(metrics, "metrics is null");
    requireNonNull(aws, "aws is null");
    Map<Dataset, List<String>> copy = new EnumMap<>(Dataset.class);
    datasets.forEach((dataset, patterns) -> copy.put(dataset, List.copyOf(patterns)));
    datasets = Map.copyOf(copy);
  }
}
