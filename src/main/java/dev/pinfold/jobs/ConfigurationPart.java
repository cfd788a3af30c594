// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.DetectionModel;
import dev.pinfold.classify.identify.IdentifierFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

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
            settings ->
                IdentifierFiles.load(settings.files().identifiers()).size() + " identifiers"),
        new ConfigurationPart(
            "policy", settings -> settings.files().policy(), ConfigurationPart::policy),
        new ConfigurationPart("kpis", settings -> settings.files().kpis(), ConfigurationPart::kpis),
        new ConfigurationPart(
            "detection", settings -> settings.files().detection(), ConfigurationPart::detection));
  }

  /** Cross-checked with the other files where those are good; they say themselves where not. */
  private static String kpis(PinfoldSettings settings) {
    int number = Rules.kpis(settings).definitions().size();
    boolean othersAreGood;
    try {
      Rules.policy(settings, IdentifierFiles.load(settings.files().identifiers()));
      DetectionModel unused = DetectionModel.load(settings.files().detection());
      othersAreGood = true;
    } catch (UserException e) {
      othersAreGood = false;
    }
    if (othersAreGood) {
      Rules unused = Rules.load(settings);
    }
    return number + " KPIs";
  }

  private static String detection(PinfoldSettings settings) {
    DetectionModel unused = DetectionModel.load(settings.files().detection());
    return "weights and confidence";
  }

  /** Types may come from identifier files; where those are broken, their own line says so. */
  private static String policy(PinfoldSettings settings) {
    List<DataIdentifier> identifiers;
    try {
      identifiers = IdentifierFiles.load(settings.files().identifiers());
    } catch (UserException e) {
      identifiers = List.of();
    }
    return Rules.policy(settings, identifiers).size() + " rules";
  }
}
