// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.PersonalDataType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells names of fields that are personal data themselves ({@code Attributes.{"ana@example.com":
 * ...}}), and what stands for them in a column path. Whether a name is personal depends on the name
 * alone. Not thread-safe: it remembers what it told.
 */
public final class PersonalKeys implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_NAME = 200;
  private static final int REMEMBERED = 20_000;
  private static final double SURE = 0.9;

  /** Stands for names that are too long to be a column's. */
  public static final String LONG_NAME = "{LONG_NAME}";

  private final ValueIdentifiers identifiers;
  private final boolean[] tells;
  private final BitSet needName = new BitSet();
  private final List<DataIdentifier> declared;
  private transient NameMatcher names;
  private transient Map<String, Optional<String>> told = new HashMap<>();

  /**
   * @param declared the same identifiers that {@code identifiers} compiled
   */
  public PersonalKeys(List<DataIdentifier> declared, ValueIdentifiers identifiers) {
    this.identifiers = identifiers;
    this.declared = new ArrayList<>(declared);
    this.tells = new boolean[identifiers.ids().size()];
    for (DataIdentifier identifier : declared) {
      int index = identifiers.ids().indexOf(identifier.id());
      if (index >= 0) {
        needName.set(index, needsName(identifier));
        tells[index] =
            identifier.type().isPersonal() && !identifier.weak() && identifier.weight() >= SURE;
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

  /** The identifiers that say nothing of a column of this name, whatever its values. */
  BitSet irrelevant(ColumnPath path) {
    if (names == null) {
      names = new NameMatcher(declared);
    }
    BitSet irrelevant = (BitSet) needName.clone();
    for (NameMatch match :
        path.names().isEmpty() ? List.<NameMatch>of() : names.match(path.names())) {
      for (int i = irrelevant.nextSetBit(0); i >= 0; i = irrelevant.nextSetBit(i + 1)) {
        if (identifiers.type(i).equals(match.type())) {
          irrelevant.clear(i);
        }
      }
    }
    return irrelevant;
  }

  /** {@code {TYPE}} where the name is personal itself; empty for an ordinary name. */
  public Optional<String> placeholder(String name) {
    if (told == null) {
      told = new HashMap<>();
    }
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
          if (whole && tells[identifier]) {
            found[0] = "{" + identifiers.type(identifier).name() + "}";
          }
        });
    return Optional.ofNullable(found[0]);
  }
}
