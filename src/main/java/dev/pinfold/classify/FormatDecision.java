// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Identifiability;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.ingest.FormatField;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides what a column is where Pinpoint's schema says so, unless its values prove otherwise. */
final class FormatDecision {
  private static final double CONFIDENCE = 0.97;
  private static final double UNSEEN_CONFIDENCE = 0.9;
  private static final double OUTWEIGHS = 0.5;
  private static final double OUTWEIGHS_TEXT = 0.9;
  private static final long MATCHES_NEEDED = 3;

  private final FormatField field;
  private final Collection<TypeEvidence> evidence;
  private final ColumnProfile profile;

  FormatDecision(FormatField field, Collection<TypeEvidence> evidence, ColumnProfile profile) {
    this.field = field;
    this.evidence = evidence;
    this.profile = profile;
  }

  /** Empty where the schema does not say. */
  Optional<Decision> decide() {
    if (field.type() == null) {
      return Optional.empty();
    }
    if (!field.mixedOf().isEmpty()) {
      return Optional.of(decision(commonest(), CONFIDENCE));
    }
    Optional<TypeEvidence> against =
        evidence.stream()
            .filter(this::outweighs)
            .max(Comparator.comparingDouble(TypeEvidence::strongShare));
    if (against.isPresent()) {
      TypeEvidence one = against.get();
      double confidence = Math.min(0.99, 0.55 + 0.4 * one.strongShare());
      return Optional.of(new Decision(one.type(), confidence, DecidedBy.VALUES, one));
    }
    return Optional.of(
        decision(field.type(), profile.scalars() == 0 ? UNSEEN_CONFIDENCE : CONFIDENCE));
  }

  private Decision decision(PersonalDataType type, double confidence) {
    return new Decision(type, confidence, DecidedBy.FORMAT, of(type));
  }

  private TypeEvidence of(PersonalDataType type) {
    return evidence.stream().filter(one -> one.type().equals(type)).findFirst().orElse(null);
  }

  /**
   * Of the types that a column mixes, the one that most values have, by what stands beside them in
   * their records or by their looks; of two alike the one whose looks prove it (a number of
   * somebody's phone before one that any number could be), then the likeliest.
   */
  private PersonalDataType commonest() {
    List<PersonalDataType> types = List.copyOf(field.mixedOf());
    return types.stream()
        .filter(type -> count(type) > 0)
        .max(
            Comparator.comparingLong(this::count)
                .thenComparingLong(type -> of(type) == null ? 0 : of(type).strongMatches())
                .thenComparingInt(type -> -types.indexOf(type)))
        .orElse(field.type());
  }

  private long count(PersonalDataType type) {
    TypeEvidence one = of(type);
    return Math.max(profile.expected(type), one == null ? 0 : one.whole());
  }

  /**
   * Only direct identifiers and secrets, proven in most values, speak against the schema; against
   * one that says it is text, if nearly all values are nothing else.
   */
  private boolean outweighs(TypeEvidence one) {
    boolean isStronger =
        one.type().identifiability() == Identifiability.DIRECT && !one.type().equals(field.type());
    if (field.type().equals(PersonalDataType.FREE_TEXT)) {
      return isStronger && one.strongShare() >= OUTWEIGHS_TEXT;
    }
    return isStronger
        && one.strongShare() >= OUTWEIGHS
        && one.strongMatches() >= MATCHES_NEEDED
        && one.strongMatches() * 2 >= profile.scalars();
  }
}
