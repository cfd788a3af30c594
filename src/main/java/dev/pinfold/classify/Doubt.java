// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Identifiability;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.Sensitivity;
import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

/** How sure it is that a column for which nothing speaks holds nothing personal. */
final class Doubt {
  private static final long FEW_VALUES = 5;
  private static final double DOUBTED = 0.6;
  private static final double ALL_NAMES = 0.95;
  private static final double SOME_NAMES = 0.15;
  private static final double NEVER = 2;

  private static final PersonalDataType IP_ADDRESS = PersonalDataType.known("IP_ADDRESS");

  static final Set<PersonalDataType> NAMES =
      Set.of(
          PersonalDataType.known("PERSON_NAME"),
          PersonalDataType.known("GIVEN_NAME"),
          PersonalDataType.known("FAMILY_NAME"));

  private final DecisionWeights weights;
  private final Collection<TypeEvidence> evidence;
  private final ColumnProfile profile;
  private final Predicate<TypeEvidence> isExplainedAway;

  /**
   * @param isExplainedAway whether what speaks for a type are words of an enumeration
   */
  Doubt(
      DecisionWeights weights,
      Collection<TypeEvidence> evidence,
      ColumnProfile profile,
      Predicate<TypeEvidence> isExplainedAway) {
    this.isExplainedAway = isExplainedAway;
    this.weights = weights;
    this.evidence = evidence;
    this.profile = profile;
  }

  /** Nothing speaks for a type: the fewer distinct values, the surer that none is there. */
  Decision none() {
    long values = profile.scalars();
    long distinct = profile.distinctEstimate();
    double confidence;
    if (values == 0) {
      confidence = 0.5;
    } else if (profile.numbers() == values) {
      confidence = 0.9;
    } else if (isEnumeration()) {
      confidence = 0.95;
    } else if (distinct <= 1000 && distinct * 10 <= values) {
      confidence = 0.85;
    } else {
      confidence = 0.5;
    }
    return new Decision(PersonalDataType.NONE, doubted(confidence), DecidedBy.VALUES, null);
  }

  /**
   * Where many values could be direct identifiers (names of a list, valid phone numbers), and only
   * the column's name does not say so, it is not sure that nothing personal is there. Nor is it
   * where the name says so clearly, and only the values do not look like it.
   */
  double doubted(double confidence) {
    boolean couldBeDirect =
        evidence.stream()
            .anyMatch(
                one ->
                    one.type().identifiability() == Identifiability.DIRECT
                        && !isExplainedAway.test(one)
                        && one.type().sensitivity().compareTo(Sensitivity.HIGH) >= 0
                        && (one.nameStrength() >= ValueDecision.CLEAR_NAME
                            || (one.weakShare() >= shareToDoubt(one.type())
                                && one.validated() * 2 >= one.matches())));
    return couldBeDirect || couldBeAddresses() ? Math.min(confidence, DOUBTED) : confidence;
  }

  /** Four small numbers with dots are an address as well as a version. */
  private boolean couldBeAddresses() {
    return evidence.stream()
        .anyMatch(one -> one.type().equals(IP_ADDRESS) && one.weakShare() >= weights.explained());
  }

  /** Whether the values are few and come again. */
  boolean isEnumeration() {
    long values = profile.scalars();
    long distinct = profile.distinctEstimate();
    return distinct <= ValueDecision.ENUM_SIZE && distinct * 3 <= values;
  }

  /**
   * No list holds all names, so a few known ones among the values of a column are a sign. But of a
   * handful of words, one that is also somebody's name is a word of an enumeration.
   */
  private double shareToDoubt(PersonalDataType type) {
    boolean isFew = profile.distinctEstimate() <= FEW_VALUES;
    if (NAMES.contains(type)) {
      return isFew ? ALL_NAMES : SOME_NAMES;
    }
    return isFew ? NEVER : weights.explained();
  }
}
