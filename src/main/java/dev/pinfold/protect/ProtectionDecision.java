// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static java.util.Objects.requireNonNull;

import dev.pinfold.catalog.ProtectionAction;
import java.io.Serializable;

/**
 * What is done with a column, and which rule of the policy says so.
 *
 * @param generalization how, where the action is {@code GENERALIZE}; else null
 * @param redaction how, where the action is {@code REDACT}; else null
 * @param rule the rule in words
 * @param asked what the rule asks for; another action where that is not possible for the type
 */
public record ProtectionDecision(
    ProtectionAction action,
    Generalization generalization,
    Redaction redaction,
    String rule,
    ProtectionAction asked)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * How free text is redacted.
   *
   * @param withTokens whether a placeholder holds the value's token
   * @param thorough whether everything that could be a name or number goes too
   */
  public record Redaction(boolean withTokens, boolean thorough) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Placeholders of the type alone, and thorough. */
    public static final Redaction USUAL = new Redaction(false, true);
  }

  public ProtectionDecision {
    requireNonNull(action, "action is null");
    requireNonNull(rule, "rule is null");
    requireNonNull(asked, "asked is null");
  }

  static ProtectionDecision of(ProtectionAction action, String rule) {
    return insteadOf(action, action, rule);
  }

  static ProtectionDecision insteadOf(
      ProtectionAction asked, ProtectionAction action, String rule) {
    return new ProtectionDecision(
        action, null, action == ProtectionAction.REDACT ? Redaction.USUAL : null, rule, asked);
  }

  /** Whether the rule's own action was not possible for the column's type. */
  public boolean isAnotherThanAsked() {
    return asked != action;
  }

  /** The same, for a further reason. */
  public ProtectionDecision because(String reason) {
    return new ProtectionDecision(action, generalization, redaction, reason + ": " + rule, asked);
  }

  /** The action with its options, without the rule: what values become depends on nothing else. */
  public String treatment() {
    String options = generalization == null ? "" : " " + generalization.describe();
    return action.label() + options + (redaction == null ? "" : " " + redaction);
  }

  /** The action with its options and the rule, for lineage. */
  public String describe() {
    String how = generalization == null ? "" : " to " + generalization.describe();
    return action.label() + how + " (" + rule + ")";
  }
}
