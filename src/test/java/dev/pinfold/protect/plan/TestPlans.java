// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.Classifier;
import dev.pinfold.classify.ColumnProfiles;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.PersonalKeys;
import dev.pinfold.classify.RecordProfiler;
import dev.pinfold.classify.Tapes;
import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.classify.identify.IdentifierFiles;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import dev.pinfold.ingest.PinpointFormat;
import dev.pinfold.protect.LeafProtectors;
import dev.pinfold.protect.Policy;
import dev.pinfold.protect.PolicyFile;
import dev.pinfold.protect.TestKeys;
import dev.pinfold.protect.keys.KeyMaterial;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans of a few records, with the shipped identifiers. */
public final class TestPlans {
  public static final KeyMaterial KEYS = TestKeys.generate();

  private static final List<DataIdentifier> SHIPPED = IdentifierFiles.loadBuiltIn();
  private static final CompiledIdentifiers IDENTIFIERS = CompiledIdentifiers.of(SHIPPED);

  private TestPlans() {}

  /**
   * A policy.
   *
   * @param rules a line each
   */
  public static Policy policy(String... rules) {
    Problems problems = new Problems();
    Policy policy =
        new PolicyFile(PersonalDataType::find)
            .read(
                YamlFile.parse(
                    "policy.yaml",
                    "version: 1\nrules:\n  - " + String.join("\n  - ", rules) + "\n",
                    problems));
    problems.throwIfAny();
    return policy;
  }

  /**
   * The plan that these records make.
   *
   * @param records JSON with single quotes
   */
  public static ProtectionPlan plan(Policy policy, Dataset dataset, String... records) {
    RecordProfiler profiler =
        new RecordProfiler(IDENTIFIERS, new PersonalKeys(SHIPPED, IDENTIFIERS));
    for (int i = 0; i < records.length; i++) {
      profiler.add(dataset.label(), Tapes.of(records[i]), "f", i);
    }
    ColumnProfiles profiles = new ColumnProfiles(profiler.snapshot());
    Classifier classifier =
        new Classifier(SHIPPED, PinpointFormat.shipped(), path -> Optional.empty());
    Map<ColumnPath, Classification> classifications = new HashMap<>();
    for (ColumnPath path : profiles.columns()) {
      classifications.put(path, classifier.classify(path, profiles.profile(path)));
    }
    return new ProtectionPlanner(
            profiles,
            ColumnDecisions.of(classifications, policy),
            new LeafProtectors(IDENTIFIERS, KEYS),
            1000)
        .plan(dataset);
  }
}
