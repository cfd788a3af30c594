// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Identifiability;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which action each column gets. A rule for the column's path beats one for its type, that one for
 * a category, and that one for a sensitivity; of one kind the first counts. What has no type yet,
 * or is not sure to have none, is tokenized. Immutable.
 */
public final class Policy {
  private final List<PolicyRule> rules;
  private final Map<ColumnPattern, PersonalDataType> overrides;
  private final double keepConfidence;

  /**
   * @param keepConfidence a column of type NONE is kept from this confidence on
   */
  Policy(
      List<PolicyRule> rules,
      Map<ColumnPattern, PersonalDataType> overrides,
      double keepConfidence) {
    this.rules =
        rules.stream()
            .sorted(Comparator.comparing(PolicyRule::kind).thenComparingInt(PolicyRule::number))
            .toList();
    this.overrides = new LinkedHashMap<>(overrides);
    this.keepConfidence = keepConfidence;
  }

  /** How many rules and overrides there are. */
  public int size() {
    return rules.size() + overrides.size();
  }

  /** The type that a person gave a column, if any; the first that fits. */
  public Optional<PersonalDataType> override(ColumnPath path) {
    return overrides.entrySet().stream()
        .filter(entry -> entry.getKey().matches(path))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** What is done with a column. */
  public ProtectionDecision decide(Classification column) {
    Optional<PolicyRule> own =
        rules.stream()
            .filter(rule -> rule.kind() == PolicyRule.Kind.COLUMN)
            .filter(rule -> rule.isFor(column, column.type()))
            .findFirst();
    if (own.isPresent()) {
      return own.get().decision(column.type());
    }
    ProtectionDecision decision = ofType(column, column.type());
    if (column.decidedBy() != DecidedBy.OVERRIDE) {
      for (PersonalDataType other : column.otherTypes()) {
        decision = stricter(decision, alsoHeld(column, other));
      }
    }
    return decision;
  }

  private ProtectionDecision ofType(Classification column, PersonalDataType type) {
    if (!type.isPersonal() && column.confidence() < keepConfidence) {
      return ProtectionDecision.of(
          ProtectionAction.TOKENIZE, "default: not sure enough that nothing personal is there");
    }
    return rules.stream()
        .filter(rule -> rule.kind() != PolicyRule.Kind.COLUMN)
        .filter(rule -> rule.isFor(column, type))
        .findFirst()
        .map(rule -> rule.decision(type))
        .orElseGet(() -> byDefault(type));
  }

  private static ProtectionDecision byDefault(PersonalDataType type) {
    if (!type.isPersonal()) {
      return ProtectionDecision.of(ProtectionAction.KEEP, "default: nothing personal");
    }
    return ProtectionDecision.of(ProtectionAction.TOKENIZE, "default: personal, and no rule");
  }

  /** A type that only some values have: in a text it is redacted, elsewhere done as its own. */
  private ProtectionDecision alsoHeld(Classification column, PersonalDataType other) {
    ProtectionDecision decision = ofType(column, other);
    boolean isText =
        column.type().equals(PersonalDataType.FREE_TEXT) || column.type().name().startsWith("URL");
    if (isText && strictness(decision.action()) > strictness(ProtectionAction.REDACT)) {
      return ProtectionDecision.of(
          ProtectionAction.REDACT, "some values hold " + other + ": " + decision.rule());
    }
    if (decision.action() == ProtectionAction.GENERALIZE
        || decision.action() == ProtectionAction.DROP) {
      // Coarser or no values of one type would spoil those of the other.
      decision =
          other.identifiability() == Identifiability.NONE
              ? decision
              : ProtectionDecision.of(
                  ProtectionAction.TOKENIZE, "some values hold " + other + ": " + decision.rule());
    }
    return decision;
  }

  private static ProtectionDecision stricter(ProtectionDecision a, ProtectionDecision b) {
    return strictness(b.action()) > strictness(a.action()) ? b : a;
  }

  private static int strictness(ProtectionAction action) {
    return switch (action) {
      case KEEP -> 0;
      case GENERALIZE -> 1;
      case REDACT -> 2;
      case TOKENIZE, ENCRYPT -> 3;
      case DROP -> 4;
    };
  }
}
