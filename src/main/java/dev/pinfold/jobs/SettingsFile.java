// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.UserException;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import dev.pinfold.config.YamlMap;
import dev.pinfold.jobs.PinfoldSettings.ConfigurationFiles;
import dev.pinfold.jobs.PinfoldSettings.DriftSettings;
import dev.pinfold.jobs.PinfoldSettings.HistorySettings;
import dev.pinfold.jobs.PinfoldSettings.KeySettings;
import dev.pinfold.jobs.PinfoldSettings.Limits;
import dev.pinfold.jobs.PinfoldSettings.MaintenanceSettings;
import dev.pinfold.jobs.PinfoldSettings.MetricsSettings;
import dev.pinfold.jobs.PinfoldSettings.OutputSettings;
import dev.pinfold.jobs.PinfoldSettings.Profile;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/** Reads {@code pinfold.yaml} strictly: a file in, {@link PinfoldSettings} out. */
public final class SettingsFile {
  private static final int DEFAULT_SPLIT_BYTES = 32 << 20;

  /** Below this, the cost of opening a part outweighs reading it. */
  private static final int SMALLEST_PART_BYTES = 64 << 10;

  /** Smaller files than this are what packing is to do away with. */
  private static final int SMALLEST_PACKED_FILE_BYTES = 1 << 20;

  /**
   * A run that lost its lock while it stood still for minutes may still come to and write; and who
   * just opened a table reads it to the end.
   */
  private static final int LEAST_VACUUM_HOURS = 1;

  private final Path file;
  private final Problems problems;

  private SettingsFile(Path file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  /**
   * The settings of the file that {@link ConfigurationPlace} finds.
   *
   * @param config the {@code --config} option's value, or null
   * @throws UserException of kind {@code USAGE} with every problem of the file
   */
  public static PinfoldSettings find(Path config) {
    return load(ConfigurationPlace.find(config, System.getenv(), Path.of("")));
  }

  /**
   * Reads one file.
   *
   * @throws UserException of kind {@code USAGE} with every problem of the file
   */
  public static PinfoldSettings load(Path file) {
    Problems problems = new Problems();
    PinfoldSettings settings =
        new SettingsFile(file, problems).settings(YamlFile.read(file, problems));
    problems.throwIfAny();
    return settings;
  }

  private PinfoldSettings settings(YamlMap root) {
    root.allowOnly(
        "profile",
        "datasets",
        "limits",
        "split_bytes",
        "files",
        "keys",
        "output",
        "drift",
        "history",
        "maintenance",
        "metrics",
        "aws");
    Profile profile = root.choice("profile", Profile.class).orElse(Profile.DEMO);
    KeySettings keys =
        root.map("keys")
            .map(this::keys)
            .orElse(new KeySettings(Optional.empty(), Optional.empty(), Optional.empty()));
    if (profile == Profile.PRODUCTION && !keys.isWrapped() && problems.isEmpty()) {
      root.problem(
          "profile",
          "production needs wrapped keys; give keys.wrapping.kms_uri or keys.wrapping.local");
    }
    return new PinfoldSettings(
        file,
        profile,
        datasets(root.map("datasets")),
        root.map("limits").map(SettingsFile::limits).orElse(Limits.DEFAULT),
        atLeast(root, "split_bytes", SMALLEST_PART_BYTES, DEFAULT_SPLIT_BYTES),
        files(root.map("files")),
        keys,
        root.map("output").map(SettingsFile::output).orElse(OutputSettings.DEFAULT),
        root.map("drift").map(SettingsFile::drift).orElse(DriftSettings.DEFAULT),
        root.map("history").map(SettingsFile::history).orElse(HistorySettings.DEFAULT),
        root.map("maintenance").map(SettingsFile::maintenance).orElse(MaintenanceSettings.DEFAULT),
        root.map("metrics").map(this::metrics).orElse(MetricsSettings.DEFAULT),
        root.map("aws").map(AwsSettingsReader::read).orElse(AwsSettings.DEFAULT));
  }

  private static Map<Dataset, List<String>> datasets(Optional<YamlMap> map) {
    map.ifPresent(
        datasets ->
            datasets.allowOnly(
                Dataset.ENDPOINTS.label(),
                Dataset.EVENTS.label(),
                Dataset.IMPORTS.label(),
                Dataset.CONFIGURATION.label()));
    Map<Dataset, List<String>> patterns = new EnumMap<>(Dataset.class);
    for (Dataset dataset : Dataset.values()) {
      String label = dataset.label();
      List<String> given = map.map(datasets -> datasets.texts(label)).orElse(List.of());
      given.forEach(glob -> checkGlob(map.get(), label, glob));
      patterns.put(dataset, given.isEmpty() ? List.of(label + "/**") : given);
    }
    return patterns;
  }

  private static void checkGlob(YamlMap datasets, String label, String glob) {
    if (glob.isBlank() || glob.startsWith("/") || glob.contains("://")) {
      datasets.problem(label, "a pattern must be relative to the input directory: '" + glob + "'");
      return;
    }
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      datasets.problem(label, "is not a glob: '" + glob + "' (" + e.getDescription() + ")");
    }
  }

  private static Limits limits(YamlMap map) {
    map.allowOnly(
        "maximum_value_bytes", "maximum_record_bytes", "maximum_depth", "maximum_columns");
    Limits usual = Limits.DEFAULT;
    Limits limits =
        new Limits(
            atLeast(map, "maximum_value_bytes", 1, usual.maximumValueBytes()),
            atLeast(map, "maximum_record_bytes", 1, usual.maximumRecordBytes()),
            atLeast(map, "maximum_depth", 1, usual.maximumDepth()),
            atLeast(map, "maximum_columns", 1, usual.maximumColumns()));
    if (limits.maximumValueBytes() > limits.maximumRecordBytes()) {
      map.problem(
          "maximum_value_bytes",
          "must not exceed maximum_record_bytes (" + limits.maximumRecordBytes() + ")");
    }
    return limits;
  }

  private ConfigurationFiles files(Optional<YamlMap> map) {
    map.ifPresent(files -> files.allowOnly("policy", "identifiers", "kpis", "detection"));
    return new ConfigurationFiles(
        beside(map, "policy", "policy.yaml"),
        beside(map, "identifiers", "identifiers"),
        beside(map, "kpis", "kpis.yaml"),
        beside(map, "detection", "detection.yaml"));
  }

  private Path beside(Optional<YamlMap> map, String key, String usual) {
    String name = map.flatMap(files -> files.text(key)).orElse(usual);
    try {
      if (name.isBlank()) {
        map.get().problem(key, "must not be empty");
      }
      return file.resolveSibling(name);
    } catch (InvalidPathException e) {
      map.get().problem(key, "is not a file name");
      return file;
    }
  }

  private KeySettings keys(YamlMap map) {
    map.allowOnly("directory", "wrapping");
    Optional<YamlMap> wrapping = map.map("wrapping");
    wrapping.ifPresent(
        choice -> {
          choice.allowOnly("local", "kms_uri");
          if (choice.has("local") == choice.has("kms_uri")) {
            map.problem("wrapping", "must have exactly one of local and kms_uri");
          }
          choice.text("kms_uri").ifPresent(uri -> checkKmsUri(choice, uri));
          choice
              .text("local")
              .filter(name -> name.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*"))
              .ifPresent(
                  name ->
                      choice.problem(
                          "local",
                          "must be a file of this machine, whose mode protects it; elsewhere give"
                              + " kms_uri"));
        });
    return new KeySettings(
        map.text("directory").map(this::localBeside),
        wrapping.flatMap(choice -> choice.text("local")).map(this::localBeside),
        wrapping.flatMap(choice -> choice.text("kms_uri")));
  }

  private static void checkKmsUri(YamlMap wrapping, String uri) {
    if (!uri.matches("[a-z][a-z0-9]*-kms://.+|hcvault://.+")) {
      wrapping.problem(
          "kms_uri", "must be a key's URI such as aws-kms://arn:aws:kms:REGION:ACCOUNT:key/ID");
    }
  }

  /** A URI stays; a plain file name is relative to this file. */
  private String localBeside(String name) {
    return name.contains(":/") || !Files.exists(file)
        ? name
        : file.resolveSibling(name).normalize().toString();
  }

  private static OutputSettings output(YamlMap map) {
    map.allowOnly("target_file_bytes");
    return new OutputSettings(
        atLeast(
            map,
            "target_file_bytes",
            SMALLEST_PART_BYTES,
            OutputSettings.DEFAULT.targetFileBytes()));
  }

  private static DriftSettings drift(YamlMap map) {
    map.allowOnly("share", "fail");
    double share = map.number("share").orElse(DriftSettings.DEFAULT.share());
    if (!(share > 0 && share <= 1)) {
      map.problem("share", "must be above 0 and at most 1, is " + share);
    }
    return new DriftSettings(share, map.flag("fail").orElse(DriftSettings.DEFAULT.fails()));
  }

  private static HistorySettings history(YamlMap map) {
    map.allowOnly("keep_days", "keep_runs");
    HistorySettings usual = HistorySettings.DEFAULT;
    return new HistorySettings(
        atLeast(map, "keep_days", 1, usual.keepDays()),
        atLeast(map, "keep_runs", 1, usual.keepRuns()));
  }

  private static MaintenanceSettings maintenance(YamlMap map) {
    map.allowOnly("target_file_bytes", "vacuum_hours");
    MaintenanceSettings usual = MaintenanceSettings.DEFAULT;
    return new MaintenanceSettings(
        atLeast(map, "target_file_bytes", SMALLEST_PACKED_FILE_BYTES, usual.targetFileBytes()),
        atLeast(map, "vacuum_hours", LEAST_VACUUM_HOURS, usual.vacuumHours()));
  }

  private MetricsSettings metrics(YamlMap map) {
    map.allowOnly("textfile");
    Optional<String> textfile = map.text("textfile");
    textfile.ifPresent(
        name -> {
          if (!name.endsWith(".prom")) {
            map.problem("textfile", "must end with .prom, or node_exporter passes it over");
          }
        });
    return textfile.isPresent()
        ? new MetricsSettings(Optional.of(beside(Optional.of(map), "textfile", "")))
        : MetricsSettings.DEFAULT;
  }

  private static int atLeast(YamlMap map, String key, int least, int usual) {
    int value = map.integer(key).orElse(usual);
    if (value < least) {
      map.problem(key, "must be at least " + least + ", got " + value);
    }
    return value;
  }
}
