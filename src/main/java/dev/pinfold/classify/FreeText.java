// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Identifiability;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.ColumnProfile.Shape;
import java.util.Collection;
import java.util.Optional;

/** Decides whether a column holds text, of which only what is found in it is personal. */
final class FreeText {
  private static final double HALF = 0.5;

  /** So many values that hold something personal make texts of the others too. */
  private static final double MANY = 0.3;

  private static final double CONFIDENCE = 0.8;
  private static final double SOME_PROSE = 0.1;

  private FreeText() {}

  /** Whether values are of several words, so that what matches in them is a part of a text. */
  static boolean isText(ColumnProfile profile) {
    return profile.shape(Shape.PROSE) > SOME_PROSE * profile.scalars() || hasManyWords(profile);
  }

  private static boolean hasManyWords(ColumnProfile profile) {
    return profile.scalars() > 0 && profile.shape(Shape.HAS_SPACE) >= HALF * profile.scalars();
  }

  /**
   * Values of several words, in some of which something personal stands. Where few hold any, and
   * the others are many and short, these could be names that no list knows, and redaction would
   * leave them: then it is not decided here.
   */
  static Optional<Decision> withSpans(ColumnProfile profile, Collection<TypeEvidence> evidence) {
    if (!hasManyWords(profile)) {
      return Optional.empty();
    }
    long inside =
        evidence.stream()
            .filter(one -> one.type().identifiability() != Identifiability.NONE)
            .mapToLong(TypeEvidence::insideMatches)
            .max()
            .orElse(0);
    boolean isFew = profile.distinctEstimate() * 3 <= profile.scalars();
    return inside > 0 && (isFew || inside >= MANY * profile.scalars())
        ? Optional.of(decision(CONFIDENCE))
        : Optional.empty();
  }

  private static Decision decision(double confidence) {
    return new Decision(PersonalDataType.FREE_TEXT, confidence, DecidedBy.VALUES, null);
  }
}
