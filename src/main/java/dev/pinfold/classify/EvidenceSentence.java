// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.PersonalDataType;
import java.util.List;
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
          : "Nothing personal was found in "
              + (isAll ? "" : "most of ")
              + grouped(values)
              + " values, about "
              + grouped(distinct)
              + " of them distinct.";
    }
    String text =
        decision.type().isPersonal()
            ? percent(one.matches(), values) + " match"
            : percent(one.matches(), values) + " are of a harmless kind";
    if (one.validated() > 0 && decision.type().isPersonal()) {
      text += ", " + grouped(one.validated()) + " pass its check";
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

  static String percent(long matches, long values) {
    double share = values == 0 ? 0 : Math.min(1, matches / (double) values);
    return Math.round(100 * share) + " % of " + grouped(values) + " values";
  }

  /**
   * Thousands apart by commas; of a count that is not negative. Java's format does the same, and
   * was a tenth of what Java compiled for commands of a session that is warm.
   */
  static String grouped(long count) {
    StringBuilder text = new StringBuilder(Long.toString(count));
    for (int i = text.length() - 3; i > 0; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }

  private static String others(List<PersonalDataType> others) {
    return others.isEmpty()
        ? ""
        : " Some values hold "
            + others.stream().map(PersonalDataType::name).collect(Collectors.joining(", "))
            + ".";
  }
}
