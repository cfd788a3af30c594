// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.Sensitivity;
import java.util.Set;

/**
 * One rule of a policy. Exactly one of column, types, category and sensitivity says what it is for.
 *
 * @param number its place in the file, from 0
 */
record PolicyRule(
    int number,
    ColumnPattern column,
    Set<String> types,
    DataCategory category,
    Sensitivity sensitivity,
    ProtectionAction action,
    Generalization generalization,
    ProtectionDecision.Redaction redaction) {

  /** How specific a rule is; a more specific one goes before a more general one. */
  enum Kind {
    COLUMN,
    TYPE,
    CATEGORY,
    SENSITIVITY
  }

  Kind kind() {
    if (column != null) {
      return Kind.COLUMN;
    }
    if (!types.isEmpty()) {
      return Kind.TYPE;
    }
    return category != null ? Kind.CATEGORY : Kind.SENSITIVITY;
  }

  /** Whether the rule is for a column as far as one of its types goes. */
  boolean isFor(Classification classification, PersonalDataType type) {
    return switch (kind()) {
      case COLUMN -> column.matches(classification.path());
      case TYPE -> types.contains(type.name());
      case CATEGORY -> classification.categories().contains(category);
      case SENSITIVITY -> type.sensitivity() == sensitivity;
    };
  }

  /** The rule in words. */
  String describe() {
    return switch (kind()) {
      case COLUMN -> "policy rule for column " + column;
      case TYPE -> "policy rule for " + String.join(", ", new java.util.TreeSet<>(types));
      case CATEGORY -> "policy rule for category " + category;
      case SENSITIVITY -> "policy rule for sensitivity " + sensitivity;
    };
  }

  ProtectionDecision decision(PersonalDataType type) {
    Generalization how =
        action == ProtectionAction.GENERALIZE && generalization == null
            ? Generalization.usual(type.name()).orElse(null)
            : generalization;
    if (action == ProtectionAction.GENERALIZE && how == null) {
      return ProtectionDecision.insteadOf(
          action,
          ProtectionAction.TOKENIZE,
          describe() + "; nothing coarser is known of the type, tokenized instead");
    }
    ProtectionDecision.Redaction redact =
        action == ProtectionAction.REDACT && redaction == null
            ? ProtectionDecision.Redaction.USUAL
            : redaction;
    return new ProtectionDecision(action, how, redact, describe(), action);
  }
}
