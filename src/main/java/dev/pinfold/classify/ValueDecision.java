// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Identifiability;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.Sensitivity;
import dev.pinfold.classify.ColumnProfile.Shape;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Decides what a column is by its name and values, where neither a person nor the format says.
 * Values that tell beat a name that misleads; weak values need a name; a name alone counts where
 * the values do not contradict it. Pure.
 */
final class ValueDecision {
  static final long ENUM_SIZE = 60;

  /** The name must say it, and nothing else, where the values show the type's form only. */
  static final double CLEAR_NAME = 0.9;

  private static final int LOG2_SHORT_TEXT = 7;
  private static final int LOG2_LABEL = 6;
  private static final long LABELS = 20;
  private static final double SENTENCES = 0.15;
  private static final double MOSTLY = 0.9;
  private static final double AGREES = 0.8;
  private static final PersonalDataType STREET_ADDRESS = PersonalDataType.known("STREET_ADDRESS");

  private final DetectionModel model;
  private final DecisionWeights weights;
  private final Collection<TypeEvidence> evidence;
  private final ColumnProfile profile;
  private final Contradiction contradiction;
  private final Doubt doubt;

  ValueDecision(DetectionModel model, Collection<TypeEvidence> evidence, ColumnProfile profile) {
    this.weights = model.weights();
    this.model = model;
    this.evidence = evidence;
    this.profile = profile;
    this.contradiction = new Contradiction(weights, profile, harmlessShare());
    this.doubt = new Doubt(weights, evidence, profile, this::isExplainedAway);
  }

  Decision decide() {
    if (profile.scalars() > 0 && profile.booleans() == profile.scalars()) {
      return new Decision(PersonalDataType.NONE, 0.97, DecidedBy.VALUES, null);
    }
    return harmlessChecked()
        .or(this::strong)
        .or(this::harmlessByName)
        .or(this::weakWithName)
        .or(this::critical)
        .or(this::namedText)
        .or(this::prose)
        .or(() -> FreeText.withSpans(profile, evidence))
        .or(this::dirty)
        .or(this::explained)
        .or(this::nameAlone)
        .orElseGet(doubt::none);
  }

  /** With the confidence that the kind's curve gives. */
  private Decision decision(
      TypeEvidence one, DecisionKind kind, double share, double nameStrength, DecidedBy by) {
    DecisionFeatures features = new DecisionFeatures(kind, share, nameStrength);
    return new Decision(one.type(), model.confidence(features), by, one, features);
  }

  private Optional<TypeEvidence> best(
      Predicate<TypeEvidence> condition, ToDoubleFunction<TypeEvidence> score) {
    return evidence.stream()
        .filter(condition)
        .max(
            Comparator.comparingDouble(score)
                .thenComparing(
                    Comparator.comparing((TypeEvidence one) -> one.type().name()).reversed()));
  }

  /** Most values prove the type, or some do and the name agrees. */
  private Optional<Decision> strong() {
    return best(
            one ->
                one.type().isPersonal()
                    && (one.strongShare() >= weights.majority()
                        || (one.strongShare() >= weights.supported()
                            && one.nameStrength() >= weights.nameCounts()))
                    && !isExplainedAway(one)
                    && !yieldsToName(one),
            one -> one.strongShare() + 0.3 * one.nameStrength())
        .map(
            one -> {
              boolean named = one.nameStrength() >= weights.nameCounts();
              return decision(
                  one,
                  named && one.isGuess() ? DecisionKind.FORM : kind(one, DecisionKind.PROVEN),
                  one.strongShare(),
                  one.nameStrength(),
                  named ? DecidedBy.NAME_AND_VALUES : DecidedBy.VALUES);
            });
  }

  private static DecisionKind kind(TypeEvidence one, DecisionKind proven) {
    return one.isGuess() ? DecisionKind.GUESS : proven;
  }

  /**
   * Whether the name clearly says another type, and the values agree: German phones, all of one
   * network, may all be right as a number of another kind whose digits are only plausible.
   */
  private boolean yieldsToName(TypeEvidence one) {
    return one.isByChance()
        && one.nameStrength() < weights.nameCounts()
        && evidence.stream()
            .anyMatch(
                other ->
                    other.type().isPersonal()
                        && !other.type().equals(one.type())
                        && other.nameStrength() >= CLEAR_NAME
                        && other.weakShare() >= Math.max(AGREES, one.strongShare() * AGREES));
  }

  /**
   * Words that are also names (April, Oscar) are those of an enumeration where as many of them are
   * known as words of one.
   */
  boolean isExplainedAway(TypeEvidence one) {
    return one.isListed()
        && one.nameStrength() < CLEAR_NAME
        && harmlessShare() >= Math.min(weights.explained(), one.weakShare());
  }

  /** The share of the values that are surely of a harmless kind. */
  private double harmlessShare() {
    return evidence.stream()
        .filter(one -> !one.type().isPersonal())
        .mapToDouble(one -> Math.max(one.strongShare(), one.weakShare()))
        .max()
        .orElse(0);
  }

  /**
   * The name says ISBN, and the check digits do: the same digits are right in a personal number
   * whose check is the same.
   */
  private Optional<Decision> harmlessChecked() {
    return harmlessByName(TypeEvidence::isChecked);
  }

  /** The name says version, colour, count ..., and the values agree. */
  private Optional<Decision> harmlessByName() {
    return harmlessByName(one -> true);
  }

  private Optional<Decision> harmlessByName(Predicate<TypeEvidence> condition) {
    return best(
            one ->
                !one.type().isPersonal()
                    && condition.test(one)
                    && one.nameStrength() >= weights.nameCounts()
                    && Math.max(one.strongShare(), one.weakShare()) >= weights.weakMajority(),
            TypeEvidence::nameStrength)
        .filter(one -> strongestName() <= one.nameStrength())
        .map(one -> new Decision(PersonalDataType.NONE, 0.93, DecidedBy.NAME_AND_VALUES, one));
  }

  private double strongestName() {
    return evidence.stream()
        .filter(one -> one.type().isPersonal() && one.weakShare() >= weights.weakMajority())
        .mapToDouble(TypeEvidence::nameStrength)
        .max()
        .orElse(0);
  }

  /** Values that could be the type, in a column that is called so. */
  private Optional<Decision> weakWithName() {
    return best(
            one ->
                one.type().isPersonal()
                    && one.nameStrength() >= weights.nameCounts()
                    && one.weakShare() >= weights.weakMajority(),
            one -> one.nameStrength() + one.weakShare() + 0.5 * one.strongShare())
        .map(
            one ->
                decision(
                    one,
                    DecisionKind.FORM,
                    one.weakShare(),
                    one.nameStrength(),
                    DecidedBy.NAME_AND_VALUES));
  }

  /**
   * A few secrets or cards make the column one of secrets or cards; so do a few numbers whose check
   * digits are right, where no more values of their form are wrong than typing errors explain.
   */
  private Optional<Decision> critical() {
    return best(
            one ->
                one.type().isPersonal()
                    && (one.type().sensitivity() == Sensitivity.CRITICAL || one.isChecked())
                    && one.strongShare() >= weights.critical(),
            TypeEvidence::strongShare)
        .map(
            one ->
                decision(
                    one, kind(one, DecisionKind.CRITICAL), one.strongShare(), 0, DecidedBy.VALUES));
  }

  private double proseShare() {
    return profile.shape(Shape.PROSE) / (double) Math.max(1, profile.told());
  }

  private double sentenceShare() {
    return profile.shape(Shape.SENTENCE) / (double) Math.max(1, profile.told());
  }

  /**
   * Short texts of several words under a name that says what they are: addresses in a form that no
   * identifier knows are not to be taken for free text, of which only the found parts are
   * protected.
   */
  private Optional<Decision> namedText() {
    boolean isShort = profile.shorterThan(LOG2_SHORT_TEXT) >= MOSTLY * profile.strings();
    return best(
            one ->
                isShort
                    && proseShare() >= weights.prose()
                    && one.nameStrength() >= CLEAR_NAME
                    && one.type().identifiability() != Identifiability.NONE
                    && (one.type().equals(STREET_ADDRESS) || !one.checksValues()),
            TypeEvidence::nameStrength)
        .map(one -> decision(one, DecisionKind.NAMED_TEXT, 0, one.nameStrength(), DecidedBy.NAME));
  }

  private Optional<Decision> prose() {
    double share = proseShare();
    if (share < weights.prose() || isLabels()) {
      return Optional.empty();
    }
    return Optional.of(
        new Decision(
            PersonalDataType.FREE_TEXT, Math.min(0.95, 0.6 + 0.4 * share), DecidedBy.VALUES, null));
  }

  /**
   * Whether texts of several words are titles, products, categories: written without sentences, or
   * a few that come again. Personal parts, once proven, make a text of any form.
   */
  private boolean isLabels() {
    if (holdsParts()) {
      return false;
    }
    boolean isLong = profile.shorterThan(LOG2_LABEL) * 2 < profile.strings();
    boolean comesAgain = profile.distinctEstimate() <= LABELS && doubt.isEnumeration();
    return sentenceShare() < SENTENCES || (comesAgain && !isLong);
  }

  private boolean holdsParts() {
    return evidence.stream()
        .anyMatch(
            one ->
                one.type().identifiability() != Identifiability.NONE
                    && !one.isListed()
                    && one.strongMatches() > 0);
  }

  /** Many values prove a type, and what the others are does not show. */
  private Optional<Decision> dirty() {
    return best(
            one ->
                one.type().isPersonal()
                    && one.strongShare() >= weights.minority()
                    && !isExplainedAway(one),
            TypeEvidence::strongShare)
        .map(
            one ->
                decision(
                    one, kind(one, DecisionKind.PROVEN), one.strongShare(), 0, DecidedBy.VALUES));
  }

  /** Versions, hashes, timestamps and the like. */
  private Optional<Decision> explained() {
    return best(
            one ->
                !one.type().isPersonal()
                    && Math.max(one.strongShare(), one.weakShare()) >= weights.explained(),
            one -> Math.max(one.strongShare(), one.weakShare()))
        .filter(one -> namedDirectly().isEmpty())
        .map(one -> new Decision(PersonalDataType.NONE, doubt.doubted(0.9), DecidedBy.VALUES, one));
  }

  private Optional<TypeEvidence> namedDirectly() {
    return best(
        one ->
            one.type().isPersonal()
                && one.nameStrength() >= weights.nameCounts()
                && !contradiction.of(one),
        TypeEvidence::nameStrength);
  }

  private Optional<Decision> nameAlone() {
    return namedDirectly()
        .map(
            one -> {
              boolean couldBeTold = one.checksValues();
              return decision(
                  one,
                  couldBeTold ? DecisionKind.NAME_UNPROVEN : DecisionKind.NAME,
                  one.weakShare(),
                  one.nameStrength(),
                  DecidedBy.NAME);
            });
  }
}
