// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.KpiFile;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.RawFields;
import dev.pinfold.aggregate.spark.SparkExpressions;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.classify.Classifier;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.DetectionModel;
import dev.pinfold.classify.ValueIdentifiers;
import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.classify.identify.IdentifierFiles;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import dev.pinfold.ingest.PinpointFormat;
import dev.pinfold.protect.Policy;
import dev.pinfold.protect.PolicyFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * What the configuration says, read and cross-checked: identifiers, policy, KPIs.
 *
 * @param digest SHA-256 over the configuration files, so that runs can be compared
 */
record Rules(
    List<DataIdentifier> identifiers,
    ValueIdentifiers valueIdentifiers,
    Policy policy,
    Kpis kpis,
    DetectionModel detection,
    String digest) {

  /** Those that were read last. */
  private static final AtomicReference<Read> LAST = new AtomicReference<>();

  /** Rules, and the places of the files that they were read from. */
  private record Read(Path file, PinfoldSettings.ConfigurationFiles files, Rules rules) {}

  /**
   * Reads everything that the settings name, unless it is what was read last: in a session of
   * several commands, only a file that changed costs the reading.
   *
   * @throws dev.pinfold.catalog.UserException of kind {@code USAGE} with every problem
   */
  static Rules load(PinfoldSettings settings) {
    Optional<String> digest = digest(settings);
    Read last = LAST.get();
    if (last != null
        && last.file().equals(settings.file())
        && last.files().equals(settings.files())
        && digest.equals(Optional.of(last.rules().digest()))) {
      return last.rules();
    }
    Rules rules = read(settings);
    // A file that changed meanwhile was read either before or after.
    if (digest.equals(Optional.of(rules.digest()))) {
      LAST.set(new Read(settings.file(), settings.files(), rules));
    }
    return rules;
  }

  /** Empty where a file cannot be read, of which the reading tells. */
  private static Optional<String> digest(PinfoldSettings settings) {
    try {
      return Optional.of(ConfigurationDigest.of(settings));
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  private static Rules read(PinfoldSettings settings) {
    List<DataIdentifier> identifiers = IdentifierFiles.load(settings.files().identifiers());
    Rules rules =
        new Rules(
            identifiers,
            CompiledIdentifiers.of(identifiers),
            policy(settings, identifiers),
            kpis(settings),
            DetectionModel.load(settings.files().detection()),
            ConfigurationDigest.of(settings));
    rules.requireReadableKpis();
    return rules;
  }

  /**
   * Refuses KPIs that need what protection takes away, as far as names and Pinpoint's format tell
   * before a value is read.
   *
   * @throws dev.pinfold.catalog.UserException of kind {@code USAGE} with every problem
   */
  void requireReadableKpis() {
    Classifier classifier = classifier();
    Problems problems = new Problems();
    new RawFields(
            kpis,
            path -> {
              Classification unseen = classifier.classify(path, new ColumnProfile());
              return protectedAs(unseen, policy.decide(unseen).action());
            })
        .problems()
        .forEach(problems::add);
    problems.throwIfAny();
  }

  /** Why a column's values cannot be read, where they are personal and not shown. */
  static Optional<String> protectedAs(Classification column, ProtectionAction action) {
    boolean isShown = action == ProtectionAction.KEEP || action == ProtectionAction.GENERALIZE;
    return isShown || !column.type().isPersonal()
        ? Optional.empty()
        : Optional.of(column.type() + ", " + action.label());
  }

  /** Reads the policy, whose types are the shipped ones and those of the identifiers. */
  static Policy policy(PinfoldSettings settings, List<DataIdentifier> identifiers) {
    Problems problems = new Problems();
    Policy policy =
        new PolicyFile(types(identifiers)).read(YamlFile.read(settings.files().policy(), problems));
    problems.throwIfAny();
    return policy;
  }

  /** Reads the KPIs. */
  static Kpis kpis(PinfoldSettings settings) {
    Problems problems = new Problems();
    Kpis kpis =
        KpiFile.read(YamlFile.read(settings.files().kpis(), problems), new SparkExpressions());
    problems.throwIfAny();
    return kpis;
  }

  Classifier classifier() {
    return new Classifier(identifiers, PinpointFormat.shipped(), policy::override, detection);
  }

  private static Function<String, Optional<PersonalDataType>> types(
      List<DataIdentifier> identifiers) {
    Map<String, PersonalDataType> declared = new HashMap<>();
    identifiers.forEach(one -> declared.put(one.type().name(), one.type()));
    return name -> PersonalDataType.find(name).or(() -> Optional.ofNullable(declared.get(name)));
  }
}
