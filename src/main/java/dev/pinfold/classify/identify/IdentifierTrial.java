// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.NameMatch;
import dev.pinfold.classify.NameMatcher;
import dev.pinfold.classify.ValueIdentifiers.Span;
import dev.pinfold.classify.ValueShape;
import java.util.ArrayList;
import java.util.List;

/** Tries identifiers on one value, step by step, for someone who writes one. */
public final class IdentifierTrial {
  /** What a step said; {@code ABSENT} where the identifier has no such step. */
  public enum Step {
    PASSED,
    FAILED,
    ABSENT,
    /** An earlier step failed, so this one is not asked. */
    NOT_ASKED
  }

  /**
   * What one identifier made of the value.
   *
   * @param gate whether the value's shape lets it try at all
   * @param allowed whether the value is one that the identifier was told to pass over
   * @param isWhole whether it matches the value from end to end
   * @param spans places inside the value, as {@code from-to} in characters
   * @param nameStrength what a column's name says for it, in [0, 1]
   */
  public record Outcome(
      DataIdentifier identifier,
      Step gate,
      Step pattern,
      Step validator,
      boolean allowed,
      boolean isWhole,
      List<String> spans,
      double nameStrength) {}

  private IdentifierTrial() {}

  /**
   * @param columnName a column's name to try too, or empty
   */
  public static List<Outcome> of(
      List<DataIdentifier> identifiers, String value, String columnName) {
    CompiledIdentifiers compiled = CompiledIdentifiers.of(identifiers);
    List<Span> spans = compiled.spans(value, null);
    NameMatcher names = NameMatcher.of(identifiers);
    List<NameMatch> matches = columnName.isEmpty() ? List.of() : names.match(List.of(columnName));
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < identifiers.size(); i++) {
      outcomes.add(outcome(i, identifiers.get(i), compiled, value.strip(), spans, matches));
    }
    return outcomes;
  }

  private static Outcome outcome(
      int index,
      DataIdentifier identifier,
      CompiledIdentifiers compiled,
      String value,
      List<Span> spans,
      List<NameMatch> matches) {
    Rule rule = Rule.of(identifier);
    boolean passesGate = rule.gate().accepts(new ValueShape(value));
    Step pattern =
        rule.whole() == null
            ? Step.ABSENT
            : !passesGate ? Step.NOT_ASKED : step(rule.whole().matcher(value).matches());
    boolean goesOn = passesGate && pattern != Step.FAILED;
    Step validator =
        rule.validator() == null
            ? Step.ABSENT
            : !goesOn ? Step.NOT_ASKED : step(rule.validator().test(value, null));
    boolean[] isWhole = new boolean[1];
    compiled.match(value, null, (found, whole, validated) -> isWhole[0] |= found == index && whole);
    return new Outcome(
        identifier,
        identifier.gate().isEmpty() ? Step.ABSENT : step(passesGate),
        pattern,
        validator,
        rule.isAllowed(value),
        isWhole[0],
        spans.stream()
            .filter(span -> span.identifier() == index)
            .map(span -> span.start() + "-" + span.end())
            .toList(),
        matches.stream()
            .filter(match -> match.identifier().id().equals(identifier.id()))
            .mapToDouble(NameMatch::strength)
            .max()
            .orElse(0));
  }

  private static Step step(boolean passed) {
    return passed ? Step.PASSED : Step.FAILED;
  }
}
