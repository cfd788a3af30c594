// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What reading the whole configuration gave.
 *
 * @param read one line for each part that is good
 * @param problems one line for each problem of the others, in the parts' order
 */
record ConfigurationCheck(List<String> read, List<String> problems) {
  ConfigurationCheck {
    read = List.copyOf(read);
    problems = List.copyOf(problems);
  }

  /** Reads the settings file, and, where that is good, every part that it names. */
  static ConfigurationCheck of(Path settingsFile, List<ConfigurationPart> parts) {
    List<String> read = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    try {
      PinfoldSettings settings = SettingsFile.load(settingsFile);
      read.add(line("settings", settingsFile, "profile " + settings.profile().label()));
      for (ConfigurationPart part : parts) {
        try {
          read.add(line(part.label(), part.place().apply(settings), part.load().apply(settings)));
        } catch (UserException e) {
          e.getMessage().lines().forEach(problems::add);
        }
      }
    } catch (UserException e) {
      e.getMessage().lines().forEach(problems::add);
    }
    return new ConfigurationCheck(read, problems);
  }

  private static String line(String label, Path place, String summary) {
    return "ok    " + label + ": " + place.normalize() + " (" + summary + ")";
  }
}
