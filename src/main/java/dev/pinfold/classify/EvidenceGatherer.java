// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Finding;
import dev.pinfold.catalog.PersonalDataType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers, type by type, what a column's name and values say. Immutable. */
final class EvidenceGatherer {
  /** From this weight on, a match is proof by itself. */
  static final double PROOF = 0.9;

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
    for (NameMatch match : names.match(path.names())) {
      byName.putIfAbsent(match.type(), match);
    }
    Map<PersonalDataType, List<String>> byValue = new LinkedHashMap<>();
    for (String id : profile.identifiers().keySet()) {
      DataIdentifier identifier = byId.get(id);
      byValue.computeIfAbsent(identifier.type(), type -> new ArrayList<>()).add(id);
    }
    byName.keySet().forEach(type -> byValue.computeIfAbsent(type, key -> List.of()));
    List<TypeEvidence> evidence = new ArrayList<>();
    byValue.forEach((type, ids) -> evidence.add(evidence(type, byName.get(type), ids, profile)));
    return evidence;
  }

  private TypeEvidence evidence(
      PersonalDataType type, NameMatch name, List<String> ids, ColumnProfile profile) {
    // Blank texts say nothing for or against a type.
    long looked = profile.scalars() - profile.shape(ColumnProfile.Shape.BLANK);
    double values = Math.max(1, looked);
    double strongShare = 0;
    double weakShare = 0;
    long strongMatches = 0;
    IdentifierCount most = new IdentifierCount(0, 0, 0, "");
    for (String id : ids) {
      DataIdentifier identifier = byId.get(id);
      IdentifierCount count = profile.identifiers().get(id);
      double share = Math.min(1, count.whole() / values);
      weakShare = Math.max(weakShare, share);
      if (!identifier.weak()) {
        strongShare = Math.max(strongShare, share * identifier.weight());
        strongMatches += identifier.weight() >= PROOF ? count.matches() : count.validated();
      }
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
        checksValues.getOrDefault(type, false));
  }

  /** The findings of a column, the most frequent first. */
  List<Finding> findings(ColumnProfile profile) {
    List<Finding> findings = new ArrayList<>();
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
