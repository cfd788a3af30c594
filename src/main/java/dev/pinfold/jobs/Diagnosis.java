// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One thing the doctor looked at.
 *
 * @param words what was found, and where it isn't good, what to do
 */
record Diagnosis(State state, String subject, String words) {
  /** How it is. */
  enum State {
    OK,
    /** A run may work, but a person should look. */
    WARN,
    /** A run will not work. */
    FAIL
  }

  static Diagnosis ok(String subject, String words) {
    return new Diagnosis(State.OK, subject, words);
  }

  static Diagnosis warn(String subject, String words) {
    return new Diagnosis(State.WARN, subject, words);
  }

  static Diagnosis fail(String subject, String words) {
    return new Diagnosis(State.FAIL, subject, words);
  }

  /**
   * Looks at everything.
   *
   * @param config the {@code --config} option's value, or null
   * @param output the {@code --output} option's value, or null
   */
  static List<Diagnosis> all(Path config, String output, Map<String, String> environment) {
    List<Diagnosis> lines = new ArrayList<>();
    lines.add(RuntimeDiagnosis.java(Runtime.version().feature()));
    lines.add(RuntimeDiagnosis.spark());
    lines.add(RuntimeDiagnosis.delta());
    lines.add(RuntimeDiagnosis.sparkHome(environment.getOrDefault("SPARK_HOME", "")));
    lines.add(RuntimeDiagnosis.memory(Runtime.getRuntime().maxMemory()));
    lines.add(RuntimeDiagnosis.cores(Runtime.getRuntime().availableProcessors()));
    lines.addAll(configured(config, environment));
    if (output != null) {
      lines.add(
          output.startsWith("s3a:")
              ? StorageDiagnosis.s3(output, aws(config, environment))
              : StorageDiagnosis.output(output));
    }
    return lines;
  }

  private static List<Diagnosis> configured(Path config, Map<String, String> environment) {
    try {
      Path file = ConfigurationPlace.find(config, environment, Path.of(""));
      PinfoldSettings settings = SettingsFile.load(file);
      return List.of(
          configuration(ConfigurationCheck.of(file, ConfigurationPart.all())),
          StorageDiagnosis.keys(settings.keys(), settings.profile()));
    } catch (UserException e) {
      return List.of(
          configuration(new ConfigurationCheck(List.of(), e.getMessage().lines().toList())));
    }
  }

  /** What is wrong with the settings, the line about them says. */
  private static AwsSettings aws(Path config, Map<String, String> environment) {
    try {
      return SettingsFile.load(ConfigurationPlace.find(config, environment, Path.of(""))).aws();
    } catch (UserException e) {
      return AwsSettings.DEFAULT;
    }
  }

  private static Diagnosis configuration(ConfigurationCheck check) {
    if (check.problems().isEmpty()) {
      return ok("configuration", check.read().size() + " parts are good");
    }
    return fail(
        "configuration",
        check.problems().get(0)
            + (check.problems().size() == 1
                ? ""
                : " (and " + (check.problems().size() - 1) + " more; see pinfold check)"));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%-4s  %s: %s", state.name().toLowerCase(Locale.ROOT), subject, words);
  }
}
