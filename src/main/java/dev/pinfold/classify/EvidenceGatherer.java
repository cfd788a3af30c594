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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Gathers, type by type, what a column's name and values say. Immutable. */
final class EvidenceGatherer {
  /** From this weight on, a match is proof by itself. */
  static final double PROOF = 0.9;

  /** As {@link DecisionWeights#nameCounts()} ships. */
  private static final double NAME_COUNTS = 0.5;

  private static final double NEARLY_ALL = 0.8;
  private static final double PARTLY = 0.9;
  private static final double LISTED = 0.15;
  private static final double MOSTLY_LISTED = 0.5;
  private static final double VARIED = 8;

  /** So many different names are no collection that is called by names. */
  private static final double MANY_LISTED = 25;

  private static final double SOME_PROSE = 0.1;
  private static final double BY_CHANCE = 0.5;

  /** So many times as many values are no typing errors. */
  private static final double MORE = 1.03;

  /** What unrelated values pass more often has no check digit, but is plausible. */
  private static final double CHECK_DIGIT = 0.15;

  private static final Pattern BARE = Pattern.compile("(?:\\[[0-9-]+\\])?\\\\d\\{[0-9,]+\\}");

  /** Names, in findings, the rule that found field names which are personal data themselves. */
  static final String PERSONAL_KEY = "personal-key";

  /** To ask a few hundred patterns for bare digits takes longer than to judge as many columns. */
  private static final LastMade<List<DataIdentifier>, Set<String>> BARE_FORMS = new LastMade<>();

  private final Map<String, DataIdentifier> byId = new LinkedHashMap<>();
  private final Map<PersonalDataType, Boolean> checksValues = new HashMap<>();
  private final List<DataIdentifier> harmlessChecked;
  private final Set<String> bare;
  private final NameMatcher names;

  EvidenceGatherer(List<DataIdentifier> identifiers, NameMatcher names) {
    for (DataIdentifier identifier : identifiers) {
      byId.put(identifier.id(), identifier);
      boolean checks =
          !identifier.pattern().isEmpty()
              || !identifier.validator().isEmpty()
              || !identifier.words().isEmpty();
      checksValues.merge(identifier.type(), checks && !knowsSome(identifier), Boolean::logicalOr);
    }
    harmlessChecked =
        identifiers.stream().filter(one -> !one.type().isPersonal() && hasCheckDigit(one)).toList();
    this.names = names;
    bare = BARE_FORMS.get(List.copyOf(identifiers), EvidenceGatherer::bareForms);
  }

  /** Evidence for every type that the name or a value speaks for. */
  Collection<TypeEvidence> gather(ColumnPath path, ColumnProfile profile) {
    Map<PersonalDataType, NameMatch> byName = new LinkedHashMap<>();
    boolean isPlaceholder = PersonalKeys.typeOf(path.leaf(), checksValues.keySet()).isPresent();
    // A placeholder tells of the names that it stands for, not of the values below them.
    for (NameMatch match : isPlaceholder ? List.<NameMatch>of() : names.match(path.names())) {
      if (!match.type().isPersonal() || !NameHeads.isOther(path.leaf(), match)) {
        byName.putIfAbsent(match.type(), match);
      }
    }
    Map<PersonalDataType, List<String>> byValue = new LinkedHashMap<>();
    for (Map.Entry<String, IdentifierCount> entry : profile.identifiers().entrySet()) {
      if (entry.getValue().matches() == 0) {
        continue;
      }
      String id = entry.getKey();
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
    Gathered gathered = new Gathered(profile);
    for (String id : ids) {
      gathered.add(byId.get(id), profile.identifiers().get(id), name, path);
    }
    IdentifierCount most = gathered.most;
    return new TypeEvidence(
        type,
        name == null ? 0 : name.strength(),
        name == null ? "" : name.token(),
        gathered.strongShare(),
        gathered.weakShare(),
        most.matches(),
        most.whole(),
        most.validated(),
        gathered.strongMatches,
        gathered.insideMatches,
        gathered.isListed && most.matches() > 0,
        gathered.isChecked,
        gathered.isByChance(),
        gathered.isGuess(),
        checksValues.getOrDefault(type, false));
  }

  /** What the identifiers of one type matched, added up. */
  private final class Gathered {
    private final ColumnProfile profile;

    /** Empty values say nothing for or against a type. */
    private final double values;

    private double strong;
    private double weak;
    private double strongBare;
    private double weakBare;
    private long strongMatches;
    private long insideMatches;
    private boolean isListed = true;
    private boolean isChecked;
    private double surestAlone;
    private double surestByChance;
    private double surestGuess;
    private IdentifierCount most = new IdentifierCount(0, 0, 0, 0, 0, 0, "");

    Gathered(ColumnProfile profile) {
      this.profile = profile;
      this.values = Math.max(1, profile.told());
    }

    void add(DataIdentifier identifier, IdentifierCount count, NameMatch name, ColumnPath path) {
      boolean isNamed = name != null && name.strength() >= NAME_COUNTS;
      if (count.matches() == 0
          || (!isNamed && (failsByChance(identifier, count) || isOutdone(identifier, count)))) {
        return;
      }
      double share = Math.min(1, count.whole() / values);
      double sure =
          isListed(identifier) ? listed(identifier, count, path) : told(identifier, count, path);
      isListed &= isListed(identifier);
      note(identifier, count, path, sure);
      isChecked |=
          !isListed(identifier)
              && hasCheckDigit(identifier)
              && Chance.isProven(count, identifier.options());
      if (bare.contains(identifier.id())) {
        weakBare = Math.max(weakBare, share);
        strongBare = Math.max(strongBare, sure);
      } else {
        weak = Math.max(weak, share);
        strong = Math.max(strong, sure);
      }
      if (count.matches() > most.matches()) {
        most = count;
      }
    }

    /**
     * Whether a harmless number has the same check digit and more of the values: those of an ISBN
     * that end with an X are no patient's.
     */
    private boolean isOutdone(DataIdentifier identifier, IdentifierCount count) {
      return identifier.type().isPersonal()
          && identifier.weak()
          && hasCheckDigit(identifier)
          && harmlessChecked.stream()
              .anyMatch(
                  harmless -> {
                    IdentifierCount other = profile.identifiers().get(harmless.id());
                    return other != null
                        && Chance.isProven(other, harmless.options())
                        && other.whole() > MORE * count.whole()
                        && other.whole() >= NEARLY_ALL * values;
                  });
    }

    /** By what kind of identifier it is how sure. */
    private void note(
        DataIdentifier identifier, IdentifierCount count, ColumnPath path, double sure) {
      boolean isComplete = identifier.options().completeRows() > 0;
      if (isComplete || knowsSome(identifier)) {
        surestGuess = Math.max(surestGuess, sure);
      } else if (!isListed(identifier) && isWeak(identifier, count, path)) {
        surestByChance = Math.max(surestByChance, sure);
      } else {
        surestAlone = Math.max(surestAlone, sure);
      }
    }

    boolean isByChance() {
      return Math.max(surestByChance, surestGuess) > surestAlone;
    }

    boolean isGuess() {
      return surestGuess > Math.max(surestByChance, surestAlone);
    }

    double strongShare() {
      return Math.min(1, strong + strongBare);
    }

    double weakShare() {
      return Math.min(1, weak + weakBare);
    }

    /** Of an identifier that knows a form; adds its proven matches. */
    private double told(DataIdentifier identifier, IdentifierCount count, ColumnPath path) {
      double share = Math.min(1, count.whole() / values);
      double inside = Math.min(1, count.matches() / values);
      double sure = 0;
      if (!isWeak(identifier, count, path)) {
        sure = share * identifier.weight();
        long proven = identifier.weight() >= PROOF ? count.matches() : count.validated();
        strongMatches += proven;
        insideMatches += Math.max(0, proven - count.whole());
        if (identifier.weight() >= PROOF && !FreeText.isText(profile)) {
          sure = Math.max(sure, ofParts(identifier, inside));
        }
      } else if (identifier.options().beside().isEmpty()
          && Chance.isProven(count, identifier.options())
          && (hasCheckDigit(identifier) || !names.speaksAgainst(identifier, path.names()))) {
        sure = share * certainty(identifier);
        strongMatches += count.matches();
      } else if (hasCheckDigit(identifier) && Chance.isPartlyProven(count, identifier.options())) {
        double real = Chance.beyond(count, identifier.options());
        sure = Math.min(share, real / values) * PARTLY;
        strongMatches += Math.round(real);
      } else {
        // Inside a text, a weak identifier only matches with a cue word by it.
        strongMatches += count.matches() - count.whole();
        insideMatches += count.matches() - count.whole();
      }
      return sure;
    }

    /**
     * "Ana <ana@example.com>" in every value: the column is of e-mail addresses. Of a secret, any
     * considerable share is enough.
     */
    private double ofParts(DataIdentifier identifier, double inside) {
      boolean isCritical = identifier.type().sensitivity() == Sensitivity.CRITICAL;
      return inside >= NEARLY_ALL || isCritical ? PARTLY * inside : 0;
    }

    /** Whether all of its words occur, and nothing else, in many values. */
    private boolean isComplete(DataIdentifier identifier, IdentifierCount count) {
      int words = identifier.words().size();
      return profile.told() >= identifier.options().completeRows()
          && count.whole() == profile.told()
          && profile.distinctEstimate() == words
          && Math.round(count.distinct()) == words;
    }

    /** Of a list of words; many a word on it is also something else. */
    private double listed(DataIdentifier identifier, IdentifierCount count, ColumnPath path) {
      double share = Math.min(1, count.whole() / values);
      boolean isVetoed = names.speaksAgainst(identifier, path.names());
      double sure = 0;
      if (identifier.options().completeRows() > 0) {
        return !isVetoed && isComplete(identifier, count) ? share * PARTLY : 0;
      }
      if (identifier.weak()) {
        boolean isProven =
            (!isVetoed || count.distinct() >= MANY_LISTED)
                && share >= identifier.options().provingShare()
                && Chance.isMore(count.distinct(), 1, identifier.options().chance());
        sure = isProven ? share * certainty(identifier) : 0;
      } else if (!isVetoed || identifier.weight() >= PROOF) {
        sure = share * identifier.weight();
      }
      boolean isMostly = sure >= MOSTLY_LISTED;
      boolean isVaried = count.distinct() >= Math.min(VARIED, values / 3);
      if (isMostly || (sure >= LISTED && isVaried)) {
        strongMatches += count.whole();
      }
      // Beside a cue word or an honorific, a name inside a text counts alone.
      long cued = Math.max(0, count.validated() - count.whole());
      long uncued = count.matches() - count.whole() - cued;
      if (isProse(profile) || (isVaried && cued >= LISTED * values)) {
        strongMatches += cued;
        insideMatches += cued;
      }
      if (isProse(profile) && uncued >= SOME_PROSE * values) {
        strongMatches += uncued;
        insideMatches += uncued;
      }
      return isMostly || isVaried ? sure : Math.min(sure, LISTED);
    }
  }

  /** Whether so many values of the form fail the check that those which pass mean nothing. */
  private static boolean failsByChance(DataIdentifier identifier, IdentifierCount count) {
    return !isListed(identifier)
        && identifier.options().chance() < 1
        && Chance.passes(count) < BY_CHANCE
        && !Chance.isPartlyProven(count, identifier.options());
  }

  /** Whether it knows some values of its type, so that others contradict nothing. */
  private static boolean knowsSome(DataIdentifier identifier) {
    return identifier.weak()
        && !isListed(identifier)
        && !hasCheckDigit(identifier)
        && identifier.options().chance() < 1;
  }

  private static boolean hasCheckDigit(DataIdentifier identifier) {
    return identifier.options().chance() <= CHECK_DIGIT;
  }

  private static boolean isListed(DataIdentifier identifier) {
    return identifier.pattern().isEmpty()
        && !(identifier.validator().isEmpty() && identifier.words().isEmpty());
  }

  /**
   * Whether a match alone says nothing. So it is for a look-alike too, where the name says that it
   * is another thing ({@code 10.2.3.4} in {@code app_version}); what proves itself needs no name.
   */
  private boolean isWeak(DataIdentifier identifier, IdentifierCount count, ColumnPath path) {
    boolean isChecked = count.validated() > 0 && identifier.options().chance() < 1;
    boolean isTested = identifier.weight() == 1 || !identifier.validator().isEmpty();
    boolean provesItself = (identifier.weight() >= PROOF && isTested) || isChecked;
    return identifier.weak() || (!provesItself && names.speaksAgainst(identifier, path.names()));
  }

  private static boolean isProse(ColumnProfile profile) {
    return profile.shape(ColumnProfile.Shape.SENTENCE) > 0.1 * profile.scalars();
  }

  /** Of two types that fit alike, the one that fits less by chance is the surer. */
  private static double certainty(DataIdentifier identifier) {
    return 0.9 + 0.03 * Math.min(3, -Math.log10(identifier.options().chance()));
  }

  /**
   * The identifiers of digits alone, where no other of the type takes digits alone: their matches
   * and the others' are different values.
   */
  private static Set<String> bareForms(List<DataIdentifier> identifiers) {
    Map<PersonalDataType, List<DataIdentifier>> bareByType = new HashMap<>();
    for (DataIdentifier identifier : identifiers) {
      if (takesBareDigits(identifier)) {
        bareByType.computeIfAbsent(identifier.type(), key -> new ArrayList<>()).add(identifier);
      }
    }
    Set<String> bare = new HashSet<>();
    for (List<DataIdentifier> forms : bareByType.values()) {
      if (forms.stream().allMatch(form -> BARE.matcher(form.pattern()).matches())) {
        forms.forEach(form -> bare.add(form.id()));
      }
    }
    return Set.copyOf(bare);
  }

  private static boolean takesBareDigits(DataIdentifier identifier) {
    if (identifier.pattern().isEmpty()) {
      return false;
    }
    Pattern pattern = Pattern.compile(identifier.pattern());
    for (int length = 4; length <= 20; length++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        if (pattern.matcher(String.valueOf(digit).repeat(length)).matches()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The sensitivity that the matches of a type have by their number, where one is declared. */
  Optional<Sensitivity> severity(PersonalDataType type, ColumnProfile profile) {
    Optional<Sensitivity> highest = Optional.empty();
    for (Map.Entry<String, IdentifierCount> entry : profile.identifiers().entrySet()) {
      DataIdentifier identifier = byId.get(entry.getKey());
      if (identifier.type().equals(type)
          && entry.getValue().matches() > 0
          && !identifier.options().severity().isEmpty()) {
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
            (id, count) -> {
              if (count.matches() > 0) {
                findings.add(
                    new Finding(
                        id,
                        byId.get(id).type(),
                        count.matches(),
                        count.whole(),
                        count.validated(),
                        profile.scalars(),
                        count.firstPosition()));
              }
            });
    findings.sort(
        Comparator.comparingLong(Finding::matches).reversed().thenComparing(Finding::identifier));
    return findings;
  }
}
