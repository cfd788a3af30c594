// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.Identifiability;
import dev.pinfold.catalog.Sensitivity;
import dev.pinfold.classify.ColumnProfile.Shape;
import java.util.Set;

/** Whether a column's values contradict what its name says. */
final class Contradiction {
  private static final long FEW_VALUES = 5;
  private static final long MANY_VALUES = 50;
  private static final long HANDFUL = 10;
  private static final double MOSTLY = 0.9;
  private static final double FEW_NAMES = 0.5;
  private static final int LOG2_TINY = 2;
  private static final double TINY = 0.7;
  private static final double KNOWN_NAMES = 0.03;
  private static final Set<String> OF_WORDS =
      Set.of("PERSON_NAME", "GIVEN_NAME", "FAMILY_NAME", "NATIONALITY");
  private static final int LOG2_LONGEST_NAME = 6;

  private static final String STREET_ADDRESS = "STREET_ADDRESS";

  private static final Set<String> OPEN =
      Set.of(
          STREET_ADDRESS,
          "PERSON_NAME",
          "GIVEN_NAME",
          "FAMILY_NAME",
          "CITY",
          "REGION",
          "EMPLOYER",
          "JOB_TITLE",
          "DISEASE",
          "MEDICATION",
          "NATIONALITY");

  /** What things are called by as well as persons. */
  private static final Set<String> NAMES_OF_ANYTHING =
      Set.of("name", "nome", "nombre", "nom", "naam", "namae", "名", "mei", "sei", "नाम");

  private final DecisionWeights weights;
  private final ColumnProfile profile;
  private final double harmlessShare;

  /**
   * @param harmlessShare share of the values that are surely of a harmless kind
   */
  Contradiction(DecisionWeights weights, ColumnProfile profile, double harmlessShare) {
    this.weights = weights;
    this.profile = profile;
    this.harmlessShare = harmlessShare;
  }

  boolean of(TypeEvidence one) {
    if (isOfAnotherKind(one)) {
      return true;
    }
    if (isOpen(one) || isClearlyAPersonsName(one)) {
      return false;
    }
    if (isTooFew(one)) {
      return true;
    }
    boolean isNumeric = profile.isNumeric();
    return one.checksValues()
        && (profile.scalars() >= FEW_VALUES || isNumeric)
        && one.weakShare() < weights.contradiction()
        && one.matches() < weights.contradiction() * profile.scalars()
        && one.whole() < weights.critical() * profile.scalars();
  }

  /**
   * Whether the values are texts that differ, as the names of people, places and streets do: no
   * list of those is whole, so that values which fit none contradict nothing.
   */
  private boolean isOpen(TypeEvidence one) {
    long texts = profile.strings();
    long distinct = profile.distinctEstimate();
    return OPEN.contains(one.type().name())
        && texts > 0
        && profile.shape(Shape.DIGITS) * 2 < texts
        && (distinct > ValueDecision.ENUM_SIZE || distinct * 3 > profile.scalars());
  }

  /**
   * Whether the column is called {@code surname} or {@code full name}, as nothing but persons have,
   * and its values could be any name, however few there are and whatever the lists know.
   */
  private boolean isClearlyAPersonsName(TypeEvidence one) {
    return Doubt.NAMES.contains(one.type())
        && one.nameStrength() >= ValueDecision.CLEAR_NAME
        && !NAMES_OF_ANYTHING.contains(one.nameToken())
        && profile.strings() > 0
        && profile.strings() == profile.scalars()
        && profile.shape(Shape.DIGITS) + profile.shape(Shape.HEX)
            <= (1 - MOSTLY) * profile.strings()
        && profile.shorterThan(LOG2_LONGEST_NAME) >= MOSTLY * profile.strings();
  }

  /**
   * Whether the values are UUIDs, hashes, times ... and no words at all, or too short to tell
   * anybody.
   */
  private boolean isOfAnotherKind(TypeEvidence one) {
    long told = profile.told();
    if (told < FEW_VALUES || one.weakShare() >= weights.contradiction()) {
      return false;
    }
    boolean isNoWord =
        OF_WORDS.contains(one.type().name())
            && (profile.shape(Shape.WORDS) < told * FEW_NAMES
                || (one.nameStrength() < ValueDecision.CLEAR_NAME
                    && one.weakShare() < KNOWN_NAMES));
    boolean isShort =
        !one.checksValues()
            && one.type().identifiability() == Identifiability.DIRECT
            && one.type().sensitivity().compareTo(Sensitivity.HIGH) >= 0
            && profile.strings() > 0
            && profile.shorterThan(LOG2_TINY) >= TINY * profile.strings();
    boolean couldBeTold = one.checksValues() || one.nameStrength() < ValueDecision.CLEAR_NAME;
    return isNoWord
        || isShort
        || isOfCodes(one)
        || (couldBeTold && harmlessShare >= weights.explained());
  }

  /** Letters and digits in one word are a gate or a flat, and neither street nor house number. */
  private boolean isOfCodes(TypeEvidence one) {
    long others =
        profile.shape(Shape.DIGITS)
            + profile.shape(Shape.WORDS)
            + profile.shape(Shape.HAS_SPACE)
            + profile.shape(Shape.NON_ASCII);
    return one.type().name().equals(STREET_ADDRESS)
        && profile.strings() > 0
        && others <= (1 - MOSTLY) * profile.told();
  }

  /** What tells persons apart does not repeat itself in a handful of values. */
  private boolean isTooFew(TypeEvidence one) {
    return one.type().identifiability() == Identifiability.DIRECT
        && profile.scalars() >= MANY_VALUES
        && profile.distinctEstimate() <= HANDFUL
        && one.matches() == 0;
  }
}
