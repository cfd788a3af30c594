// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.PersonalDataType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in one sentence why a column was classified as it was; holds no value. */
final class EvidenceSentence {
  private EvidenceSentence() {}

  /**
   * @param values values that were not blank
   */
  static String of(Decision decision, long values, long distinct, List<PersonalDataType> others) {
    return reason(decision, values, distinct, others.isEmpty()) + others(others);
  }

  private static String reason(Decision decision, long values, long distinct, boolean isAll) {
    TypeEvidence one = decision.evidence();
    return switch (decision.decidedBy()) {
      case OVERRIDE -> "policy.yaml says so.";
      case FORMAT -> "Pinpoint's schema says so" + seen(one, values) + ".";
      case NAME ->
          one == null
              ? "The field's name is personal data itself."
              : "The name says so (" + one.nameToken() + "); the values do not tell.";
      case VALUES, NAME_AND_VALUES -> byValues(decision, one, values, distinct, isAll);
    };
  }

  private static String byValues(
      Decision decision, TypeEvidence one, long values, long distinct, boolean isAll) {
    if (one == null) {
      return decision.type().isPersonal()
          ? "Most values are texts of several words."
          : String.format(
              Locale.ROOT,
              "Nothing personal was found in %s%,d values, about %,d of them distinct.",
              isAll ? "" : "most of ",
              values,
              distinct);
    }
    String text =
        decision.type().isPersonal()
            ? percent(one.matches(), values) + " match"
            : percent(one.matches(), values) + " are of a harmless kind";
    if (one.validated() > 0 && decision.type().isPersonal()) {
      text += String.format(Locale.ROOT, ", %,d pass its check", one.validated());
    }
    if (!one.nameToken().isEmpty()) {
      text += "; the name says so too (" + one.nameToken() + ")";
    }
    return text + ".";
  }

  private static String seen(TypeEvidence one, long values) {
    return one == null || one.matches() == 0
        ? ""
        : "; " + percent(one.matches(), values) + " match";
  }

  private static String percent(long matches, long values) {
    double share = values == 0 ? 0 : Math.min(1, matches / (double) values);
    return String.format(Locale.ROOT, "%.0f %% of %,d values", 100 * share, values);
  }

  private static String others(List<PersonalDataType> others) {
    return others.isEmpty()
        ? ""
        : " Some values hold "
            + others.stream().map(PersonalDataType::name).collect(Collectors.joining(", "))
            + ".";
  }
}
