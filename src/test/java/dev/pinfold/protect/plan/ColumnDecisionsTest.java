// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Evidence;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import dev.pinfold.protect.Policy;
import dev.pinfold.protect.PolicyFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ColumnDecisionsTest {
  private static final String EXPORT = "endpoints.User.UserAttributes.name";
  private static final String IMPORT = "imports.User.UserAttributes.Name";
  private static final String EVENT =
      "events.client_context.custom.endpoint.User.UserAttributes.name";

  private final Map<ColumnPath, Classification> columns = new TreeMap<>();

  private void add(String path, String type, double confidence, DecidedBy decidedBy) {
    ColumnPath column = ColumnPath.parse(path);
    columns.put(
        column,
        new Classification(
            column,
            Set.of(DataCategory.USER_AND_ENDPOINT),
            PersonalDataType.known(type),
            confidence,
            decidedBy,
            List.of(),
            new Evidence(0, 0, 0, 0, 0, 0, "", "", ""),
            List.of()));
  }

  private ColumnDecisions decide(String... rules) {
    Problems problems = new Problems();
    String text = "version: 1\nrules:\n  - {type: CITY, action: keep}\n" + String.join("", rules);
    Policy policy =
        new PolicyFile(PersonalDataType::find).read(YamlFile.parse("policy.yaml", text, problems));
    problems.throwIfAny();
    return ColumnDecisions.of(columns, policy);
  }

  private static ProtectionAction action(ColumnDecisions decisions, String path) {
    return decisions.decision(ColumnPath.parse(path)).action();
  }

  private static String domain(ColumnDecisions decisions, String path) {
    return decisions.domain(ColumnPath.parse(path)).name();
  }

  @Test
  void of_oneFieldOfSeveralTypes_hasTheDomainOfTheStrongest() {
    add(EXPORT, "PERSON_NAME", 0.9, DecidedBy.VALUES);
    add(IMPORT, "NONE", 0.4, DecidedBy.VALUES);
    add(EVENT, "CITY", 0.7, DecidedBy.VALUES);
    add("events.attributes.name", "NONE", 0.4, DecidedBy.VALUES);
    add("endpoints.Attributes.name", "GIVEN_NAME", 0.9, DecidedBy.VALUES);
    ColumnDecisions decisions = decide();
    assertThat(domain(decisions, EXPORT)).isEqualTo("PERSON_NAME");
    assertThat(domain(decisions, IMPORT)).isEqualTo("PERSON_NAME");
    assertThat(action(decisions, EVENT)).isEqualTo(ProtectionAction.KEEP);
    // Other columns of the name are other things.
    assertThat(domain(decisions, "events.attributes.name")).isEqualTo("NONE");
    assertThat(domain(decisions, "endpoints.Attributes.name")).isEqualTo("GIVEN_NAME");
  }

  @Test
  void of_fieldThatIsPersonalInOneDataset_isProtectedInAll() {
    add(EXPORT, "NONE", 0.95, DecidedBy.VALUES);
    add(IMPORT, "PERSON_NAME", 0.9, DecidedBy.VALUES);
    ColumnDecisions decisions = decide();
    assertThat(action(decisions, EXPORT)).isEqualTo(ProtectionAction.TOKENIZE);
    assertThat(domain(decisions, EXPORT)).isEqualTo("PERSON_NAME");
    assertThat(decisions.decision(ColumnPath.parse(EXPORT)).rule())
        .isEqualTo("the same field in imports is PERSON_NAME: default: personal, and no rule");
  }

  @Test
  void of_fieldThatAPersonJudged_staysAsJudged() {
    add(EXPORT, "NONE", 1, DecidedBy.OVERRIDE);
    add(EVENT, "NONE", 0.95, DecidedBy.VALUES);
    add(IMPORT, "PERSON_NAME", 0.9, DecidedBy.VALUES);
    ColumnDecisions decisions = decide("  - {column: '" + EVENT + "', action: keep}\n");
    assertThat(action(decisions, EXPORT)).isEqualTo(ProtectionAction.KEEP);
    assertThat(action(decisions, EVENT)).isEqualTo(ProtectionAction.KEEP);
    assertThat(action(decisions, IMPORT)).isEqualTo(ProtectionAction.TOKENIZE);
  }
}
