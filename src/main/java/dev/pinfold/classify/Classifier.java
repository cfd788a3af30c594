// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Evidence;
import dev.pinfold.catalog.Identifiability;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.ColumnProfile.Shape;
import dev.pinfold.ingest.FormatField;
import dev.pinfold.ingest.FormatKnowledge;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Decides what a column is: a person's override first, then what Pinpoint's format says (unless the
 * values prove otherwise), then name and values. What only a part of the values holds is kept as a
 * further type. Pure and immutable.
 */
public final class Classifier {
  private static final double PERSONAL_KEY_CONFIDENCE = 0.95;

  private final EvidenceGatherer gatherer;
  private final FormatKnowledge format;
  private final Function<ColumnPath, Optional<PersonalDataType>> overrides;
  private final DetectionModel model;
  private final BesideColumns besides;

  /**
   * @param overrides the type that a person gave a column, if any
   */
  public Classifier(
      List<DataIdentifier> identifiers,
      FormatKnowledge format,
      Function<ColumnPath, Optional<PersonalDataType>> overrides) {
    this(identifiers, format, overrides, DetectionModel.shipped());
  }

  /**
   * @param overrides the type that a person gave a column, if any
   * @param model how evidence becomes a decision
   */
  public Classifier(
      List<DataIdentifier> identifiers,
      FormatKnowledge format,
      Function<ColumnPath, Optional<PersonalDataType>> overrides,
      DetectionModel model) {
    this.model = model;
    NameMatcher names = NameMatcher.of(identifiers);
    this.gatherer = new EvidenceGatherer(identifiers, names);
    this.besides = new BesideColumns(identifiers, names, model);
    this.format = format;
    this.overrides = overrides;
  }

  /** What the column at this path is, by itself: {@link #classifyAll} also knows its neighbours. */
  public Classification classify(ColumnPath path, ColumnProfile profile) {
    Collection<TypeEvidence> evidence = gatherer.gather(path, profile);
    Optional<FormatField> field = format.field(path);
    ValueDecision values = new ValueDecision(model, evidence, profile);
    Decision decision =
        overrides
            .apply(path)
            .map(type -> new Decision(type, 1, DecidedBy.OVERRIDE, of(type, evidence)))
            .or(() -> ofPersonalKey(path))
            .or(() -> field.flatMap(known -> new FormatDecision(known, evidence, profile).decide()))
            .orElseGet(values::decide);
    decision = bySeverity(decision, profile);
    List<PersonalDataType> others = others(decision, evidence, values);
    return new Classification(
        path,
        categories(field, decision),
        decision.type(),
        decision.confidence(),
        decision.decidedBy(),
        others,
        evidence(decision, field, profile, others),
        gatherer.findings(path, profile));
  }

  /** What every column is, also by what stands beside it; by path. */
  public Map<ColumnPath, Classification> classifyAll(ColumnProfiles profiles) {
    Map<ColumnPath, Classification> columns = new TreeMap<>();
    profiles.columns().parallelStream()
        .map(path -> classify(path, profiles.profile(path)))
        .toList()
        .forEach(column -> columns.put(column.path(), column));
    return besides.completed(profiles, CoordinatePairs.completed(profiles, columns));
  }

  /**
   * What a decision by name and values that the column is personal rests on; empty where it is not,
   * or its confidence does not come from a curve. What the confidence curves are fitted on.
   */
  public Optional<DecisionFeatures> features(ColumnPath path, ColumnProfile profile) {
    Decision decision = new ValueDecision(model, gatherer.gather(path, profile), profile).decide();
    return Optional.ofNullable(decision.features());
  }

  /** A user's identifier may say how bad a type is by the number of its matches. */
  private Decision bySeverity(Decision decision, ColumnProfile profile) {
    PersonalDataType type = decision.type();
    return gatherer
        .severity(type, profile)
        .map(
            sensitivity ->
                new Decision(
                    new PersonalDataType(type.name(), sensitivity, type.identifiability()),
                    decision.confidence(),
                    decision.decidedBy(),
                    decision.evidence(),
                    decision.features()))
        .orElse(decision);
  }

  /** A column that stands for names which are personal themselves has those names' type. */
  private static Optional<Decision> ofPersonalKey(ColumnPath path) {
    return PersonalKeys.typeOf(path.leaf(), PersonalDataType.all())
        .map(type -> new Decision(type, PERSONAL_KEY_CONFIDENCE, DecidedBy.NAME, null));
  }

  private static TypeEvidence of(PersonalDataType type, Collection<TypeEvidence> evidence) {
    return evidence.stream().filter(one -> one.type().equals(type)).findFirst().orElse(null);
  }

  /** Types that stand in a part of the values, proven there; the most frequent first. */
  private static List<PersonalDataType> others(
      Decision decision, Collection<TypeEvidence> evidence, ValueDecision values) {
    return evidence.stream()
        .filter(one -> one.type().isPersonal() && !one.type().equals(decision.type()))
        .filter(one -> one.type().identifiability() != Identifiability.NONE)
        .filter(one -> one.strongMatches() > 0 && !values.isExplainedAway(one))
        .sorted(
            Comparator.comparingLong(TypeEvidence::strongMatches)
                .reversed()
                .thenComparing(one -> one.type().name()))
        .map(TypeEvidence::type)
        .toList();
  }

  private static Set<DataCategory> categories(Optional<FormatField> field, Decision decision) {
    if (field.isPresent() && !field.get().categories().isEmpty()) {
      return field.get().categories();
    }
    return decision.type().isPersonal()
        ? EnumSet.of(DataCategory.IMPORTED, DataCategory.USER_AND_ENDPOINT)
        : EnumSet.of(DataCategory.IMPORTED);
  }

  private static Evidence evidence(
      Decision decision,
      Optional<FormatField> field,
      ColumnProfile profile,
      List<PersonalDataType> others) {
    TypeEvidence one = decision.evidence();
    String description =
        field.filter(known -> known.type() != null).map(FormatField::description).orElse("");
    return new Evidence(
        profile.rows(),
        profile.nonNull(),
        profile.scalars(),
        profile.distinctEstimate(),
        one == null ? 0 : one.matches(),
        one == null ? 0 : one.validated(),
        one == null ? "" : one.nameToken(),
        description,
        EvidenceSentence.of(
            decision,
            profile.scalars() - profile.shape(Shape.BLANK),
            profile.distinctEstimate(),
            others));
  }
}
