// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One file or directory of the configuration, as {@code pinfold check} reads it.
 *
 * @param label what it is called in the output
 * @param place where it lies
 * @param load reads it, cross-checks it against the rest and says in a few words what it holds;
 *     throws {@link UserException} with every problem
 */
record ConfigurationPart(
    String label, Function<PinfoldSettings, Path> place, Function<PinfoldSettings, String> load) {

  /** Every part besides the settings themselves. A new kind of file gets its loader here. */
  static List<ConfigurationPart> all() {
    return List.of(
        new ConfigurationPart(
            "identifiers",
            settings -> settings.files().identifiers(),
            settings -> readable(yamlFiles(settings.files().identifiers()))),
        new ConfigurationPart(
            "policy",
            settings -> settings.files().policy(),
            settings -> readable(List.of(settings.files().policy()))),
        new ConfigurationPart(
            "kpis",
            settings -> settings.files().kpis(),
            settings -> readable(List.of(settings.files().kpis()))));
  }

  private static String readable(List<Path> files) {
    Problems problems = new Problems();
    int keys = 0;
    for (Path file : files) {
      keys += YamlFile.read(file, problems).keys().size();
    }
    problems.throwIfAny();
    return files.size() + (files.size() == 1 ? " file, " : " files, ") + keys + " keys";
  }

  private static List<Path> yamlFiles(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new UserException(
          UserException.Kind.USAGE,
          directory + ": is not a directory; let files.identifiers of pinfold.yaml name one");
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(entry -> entry.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.USAGE, directory + ": cannot be listed; check its permissions", e);
    }
  }
}
