// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.PersonalDataType;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells names of fields that are personal data themselves ({@code Attributes.{"ana@example.com":
 * ...}}) or hold some ({@code mail:ana@example.com}), and what stands for them in a column path.
 * Whether a name is personal depends on the name alone. Not thread-safe: it remembers what it told.
 */
public final class PersonalKeys {
  private static final int LONGEST_NAME = 200;
  private static final int REMEMBERED = 20_000;
  private static final double SURE = 0.9;
  private static final PersonalDataType PERSON_NAME = PersonalDataType.known("PERSON_NAME");
  private static final PersonalDataType IP_ADDRESS = PersonalDataType.known("IP_ADDRESS");

  /**
   * Words that people call columns by and that are somebody's name too, somewhere: {@code Max
   * Price} is no person. Those that speak against a name in a column's name are the identifier's.
   */
  private static final Set<String> WORDS_OF_THINGS =
      Set.of(
          "max",
          "min",
          "price",
          "page",
          "day",
          "order",
          "size",
          "count",
          "sum",
          "bill",
          "best",
          "case",
          "cash",
          "charge",
          "christian",
          "date",
          "english",
          "first",
          "french",
          "german",
          "grade",
          "hour",
          "last",
          "link",
          "long",
          "may",
          "money",
          "month",
          "new",
          "note",
          "old",
          "post",
          "rate",
          "sales",
          "score",
          "short",
          "star",
          "summer",
          "time",
          "total",
          "trip",
          "user",
          "valid",
          "week",
          "winter",
          "year",
          "young");

  /** Stands for names that are too long to be a column's. */
  public static final String LONG_NAME = "{LONG_NAME}";

  private final ValueIdentifiers identifiers;
  private final List<String> ids;

  /** By identifier: whether a name that it matches from end to end, or in part, is personal. */
  private final boolean[] tells;

  private final boolean[] tellsInside;

  /** By identifier: whether its whole matches are names of persons from a list. */
  private final boolean[] namesPersons;

  private final BitSet needName = new BitSet();
  private final List<DataIdentifier> declared;
  private final Shared shared;
  private final Map<String, Optional<String>> told = new HashMap<>();

  /** What the tasks of this JVM need of the same identifiers. */
  private static final class Shared {
    private static final LastMade<List<DataIdentifier>, Shared> LAST = new LastMade<>();

    private final NameMatcher names;

    /** Equal sets are one object, by which the identifiers remember what is left to try. */
    private final Map<BitSet, BitSet> irrelevants = new ConcurrentHashMap<>();

    private Shared(List<DataIdentifier> declared) {
      this.names = NameMatcher.of(declared);
    }
  }

  /**
   * @param declared the same identifiers that {@code identifiers} compiled
   */
  public PersonalKeys(List<DataIdentifier> declared, ValueIdentifiers identifiers) {
    this.identifiers = identifiers;
    this.declared = List.copyOf(declared);
    this.shared = Shared.LAST.get(this.declared, Shared::new);
    this.ids = identifiers.ids();
    this.tells = new boolean[ids.size()];
    this.tellsInside = new boolean[tells.length];
    this.namesPersons = new boolean[tells.length];
    for (DataIdentifier identifier : declared) {
      int index = ids.indexOf(identifier.id());
      if (index >= 0) {
        needName.set(index, needsName(identifier));
        boolean isStrong = identifier.type().isPersonal() && !identifier.weak();
        tellsInside[index] = isStrong && identifier.weight() >= SURE;
        tells[index] = tellsInside[index] || (isStrong && identifier.type().equals(IP_ADDRESS));
        namesPersons[index] =
            isStrong && identifier.type().equals(PERSON_NAME) && !identifier.validator().isEmpty();
      }
    }
  }

  /** Whether its form alone tells so little that only a fitting name makes it count. */
  private static boolean needsName(DataIdentifier identifier) {
    return identifier.weak()
        && identifier.validator().isEmpty()
        && identifier.words().isEmpty()
        && !identifier.pattern().isEmpty()
        && identifier.options().chance() >= 1;
  }

  /**
   * The identifiers that say nothing of a column of this name, whatever its values. Equal sets are
   * one object, which must not be changed.
   */
  public BitSet irrelevant(ColumnPath path) {
    BitSet irrelevant = (BitSet) needName.clone();
    for (NameMatch match :
        path.names().isEmpty() ? List.<NameMatch>of() : names().match(path.names())) {
      for (int i = irrelevant.nextSetBit(0); i >= 0; i = irrelevant.nextSetBit(i + 1)) {
        if (identifiers.type(i).equals(match.type())) {
          irrelevant.clear(i);
        }
      }
    }
    return shared.irrelevants.computeIfAbsent(irrelevant, same -> same);
  }

  private NameMatcher names() {
    return shared.names;
  }

  /** {@code {TYPE}} where the name is personal itself; empty for an ordinary name. */
  public Optional<String> placeholder(String name) {
    Optional<String> known = told.get(name);
    if (known == null) {
      known = find(name);
      if (told.size() < REMEMBERED) {
        told.put(name, known);
      }
    }
    return known;
  }

  /** The type of the personal names that this name stands for, if it is such a placeholder. */
  static Optional<PersonalDataType> typeOf(String name, Collection<PersonalDataType> types) {
    return types.stream().filter(type -> name.equals("{" + type.name() + "}")).findFirst();
  }

  /** Whether a name of a column path stands for others that were not let into it. */
  public static boolean isPlaceholder(String name) {
    return name.startsWith("{") && name.endsWith("}");
  }

  private Optional<String> find(String name) {
    if (name.length() > LONGEST_NAME) {
      return Optional.of(LONG_NAME);
    }
    String[] found = new String[1];
    identifiers.match(
        name,
        null,
        (identifier, whole, validated) -> {
          boolean isPersonal =
              whole
                  ? tells[identifier] || (namesPersons[identifier] && isPerson(identifier, name))
                  : tellsInside[identifier];
          if (isPersonal && found[0] == null) {
            found[0] = "{" + identifiers.type(identifier).name() + "}";
          }
        });
    return Optional.ofNullable(found[0]);
  }

  /** Whether two known names are those of a person, and not what a thing is called. */
  private boolean isPerson(int identifier, String name) {
    String id = ids.get(identifier);
    return ColumnName.words(name).stream().noneMatch(WORDS_OF_THINGS::contains)
        && declared.stream()
            .filter(one -> one.id().equals(id))
            .noneMatch(one -> names().speaksAgainst(one, List.of(name)));
  }
}
