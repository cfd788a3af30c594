// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Finding;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.Sensitivity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers, type by type, what a column's name and values say. Immutable. */
final class EvidenceGatherer {
  /** From this weight on, a match is proof by itself. */
  static final double PROOF = 0.9;

  private static final double NEARLY_ALL = 0.9;
  private static final double PARTLY = 0.8;

  /** One in so many powers of ten is no chance any more. */
  private static final double DECIMALS_OF_PROOF = 5;

  /** Names, in findings, the rule that found field names which are personal data themselves. */
  static final String PERSONAL_KEY = "personal-key";

  private final Map<String, DataIdentifier> byId = new LinkedHashMap<>();
  private final Map<PersonalDataType, Boolean> checksValues = new HashMap<>();
  private final NameMatcher names;

  EvidenceGatherer(List<DataIdentifier> identifiers) {
    for (DataIdentifier identifier : identifiers) {
      byId.put(identifier.id(), identifier);
      boolean checks =
          !identifier.pattern().isEmpty()
              || !identifier.validator().isEmpty()
              || !identifier.words().isEmpty();
      checksValues.merge(identifier.type(), checks, Boolean::logicalOr);
    }
    names = new NameMatcher(identifiers);
  }

  /** Evidence for every type that the name or a value speaks for. */
  Collection<TypeEvidence> gather(ColumnPath path, ColumnProfile profile) {
    Map<PersonalDataType, NameMatch> byName = new LinkedHashMap<>();
    boolean isPlaceholder = PersonalKeys.typeOf(path.leaf(), checksValues.keySet()).isPresent();
    // A placeholder tells of the names that it stands for, not of the values below them.
    for (NameMatch match : isPlaceholder ? List.<NameMatch>of() : names.match(path.names())) {
      byName.putIfAbsent(match.type(), match);
    }
    Map<PersonalDataType, List<String>> byValue = new LinkedHashMap<>();
    for (String id : profile.identifiers().keySet()) {
      DataIdentifier identifier = byId.get(id);
      byValue.computeIfAbsent(identifier.type(), type -> new ArrayList<>()).add(id);
    }
    byName.keySet().forEach(type -> byValue.computeIfAbsent(type, key -> List.of()));
    List<TypeEvidence> evidence = new ArrayList<>();
    byValue.forEach(
        (type, ids) -> evidence.add(evidence(type, byName.get(type), ids, path, profile)));
    return evidence;
  }

  private TypeEvidence evidence(
      PersonalDataType type,
      NameMatch name,
      List<String> ids,
      ColumnPath path,
      ColumnProfile profile) {
    // Blank texts say nothing for or against a type.
    long looked = profile.scalars() - profile.shape(ColumnProfile.Shape.BLANK);
    double values = Math.max(1, looked);
    double strongShare = 0;
    double weakShare = 0;
    long strongMatches = 0;
    long insideMatches = 0;
    long bareDigits = 0;
    IdentifierCount most = new IdentifierCount(0, 0, 0, 0, "");
    for (String id : ids) {
      DataIdentifier identifier = byId.get(id);
      IdentifierCount count = profile.identifiers().get(id);
      double share = Math.min(1, count.whole() / values);
      weakShare = Math.max(weakShare, share);
      boolean isWeak = isWeak(identifier, count, path);
      if (isWeak && isMoreThanChance(identifier, share, profile.distinctEstimate())) {
        strongShare = Math.max(strongShare, share * certainty(identifier));
      }
      if (!isWeak) {
        strongShare = Math.max(strongShare, share * identifier.weight());
        long proven = identifier.weight() >= PROOF ? count.matches() : count.validated();
        strongMatches += proven;
        insideMatches += Math.max(0, proven - count.whole());
      } else {
        // Inside a text, a weak identifier only matches with a cue word by it.
        strongMatches += count.matches() - count.whole();
        insideMatches += count.matches() - count.whole();
      }
      if (identifier.weight() >= PROOF && !FreeText.isText(profile)) {
        // "mailto:ana@example.com" in every value: the column is of e-mail addresses.
        double inside = Math.min(1, count.matches() / values);
        strongShare = Math.max(strongShare, inside >= NEARLY_ALL ? PARTLY * inside : 0);
      }
      bareDigits += identifier.weak() ? 0 : count.bareDigits();
      if (count.matches() > most.matches()) {
        most = count;
      }
    }
    return new TypeEvidence(
        type,
        name == null ? 0 : name.strength(),
        name == null ? "" : name.token(),
        strongShare,
        weakShare,
        most.matches(),
        most.whole(),
        most.validated(),
        strongMatches,
        insideMatches,
        bareDigits,
        checksValues.getOrDefault(type, false));
  }

  /**
   * Whether a match alone says nothing. So it is for a look-alike too, where the name says that it
   * is another thing ({@code 10.2.3.4} in {@code app_version}); what proves itself needs no name.
   */
  private boolean isWeak(DataIdentifier identifier, IdentifierCount count, ColumnPath path) {
    boolean isChecked = count.validated() > 0 && identifier.options().chance() < 1;
    boolean provesItself = identifier.weight() >= PROOF || isChecked;
    return identifier.weak() || (!provesItself && names.speaksAgainst(identifier, path.names()));
  }

  /**
   * A match of a weak identifier says nothing, but where nearly all of many values pass a check
   * that unrelated ones seldom pass, chance is no explanation.
   */
  private static boolean isMoreThanChance(DataIdentifier identifier, double share, long distinct) {
    IdentifierOptions options = identifier.options();
    return options.chance() < 1
        && share >= options.provingShare()
        && distinct * share * -Math.log10(options.chance()) >= DECIMALS_OF_PROOF;
  }

  /** Of two types that fit alike, the one that fits less by chance is the surer. */
  private static double certainty(DataIdentifier identifier) {
    return 0.92 + 0.02 * Math.min(3, -Math.log10(identifier.options().chance()));
  }

  /** The sensitivity that the matches of a type have by their number, where one is declared. */
  Optional<Sensitivity> severity(PersonalDataType type, ColumnProfile profile) {
    Optional<Sensitivity> highest = Optional.empty();
    for (Map.Entry<String, IdentifierCount> entry : profile.identifiers().entrySet()) {
      DataIdentifier identifier = byId.get(entry.getKey());
      if (identifier.type().equals(type) && !identifier.options().severity().isEmpty()) {
        Sensitivity own =
            identifier.options().severity(entry.getValue().matches(), type.sensitivity());
        highest =
            highest.isEmpty() || highest.get().compareTo(own) < 0 ? Optional.of(own) : highest;
      }
    }
    return highest;
  }

  /** The findings of a column, the most frequent first; names that are personal count as one. */
  List<Finding> findings(ColumnPath path, ColumnProfile profile) {
    List<Finding> findings = new ArrayList<>();
    PersonalKeys.typeOf(path.leaf(), checksValues.keySet())
        .ifPresent(
            type ->
                findings.add(
                    new Finding(
                        PERSONAL_KEY,
                        type,
                        profile.nonNull(),
                        profile.nonNull(),
                        0,
                        profile.nonNull(),
                        "")));
    profile
        .identifiers()
        .forEach(
            (id, count) ->
                findings.add(
                    new Finding(
                        id,
                        byId.get(id).type(),
                        count.matches(),
                        count.whole(),
                        count.validated(),
                        profile.scalars(),
                        count.firstPosition())));
    findings.sort(
        Comparator.comparingLong(Finding::matches).reversed().thenComparing(Finding::identifier));
    return findings;
  }
}
