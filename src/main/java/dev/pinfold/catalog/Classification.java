// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one column is.
 *
 * @param categories one or more, from provenance
 * @param type the type that most of the column's personal values have
 * @param confidence in [0, 1], of {@code type}; for {@code NONE}, that nothing personal is there
 * @param otherTypes further types found in a part of the values (mixed columns, free text), most
 *     frequent first; without {@code type}
 * @param findings one for each identifier that matched
 */
public record Classification(
    ColumnPath path,
    Set<DataCategory> categories,
    PersonalDataType type,
    double confidence,
    DecidedBy decidedBy,
    List<PersonalDataType> otherTypes,
    Evidence evidence,
    List<Finding> findings)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public Classification {
    requireNonNull(path, "path is null");
    requireNonNull(type, "type is null");
    requireNonNull(decidedBy, "decidedBy is null");
    requireNonNull(evidence, "evidence is null");
    categories = new TreeSet<>(categories);
    otherTypes = List.copyOf(otherTypes);
    findings = List.copyOf(findings);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be in [0, 1], got " + confidence);
    }
  }

  /**
   * A column that Pinfold makes itself, and so knows.
   *
   * @param summary what it is, in a sentence
   */
  public static Classification declared(
      ColumnPath path,
      Set<DataCategory> categories,
      PersonalDataType type,
      long rows,
      long nonNull,
      String summary) {
    return new Classification(
        path,
        categories,
        type,
        1,
        DecidedBy.FORMAT,
        List.of(),
        new Evidence(rows, nonNull, nonNull, 0, 0, 0, "", "", summary),
        List.of());
  }

  /** The same column under another path. */
  public Classification at(ColumnPath other) {
    return new Classification(
        other, categories, type, confidence, decidedBy, otherTypes, evidence, findings);
  }

  /** The highest sensitivity among all types found in the column. */
  public Sensitivity sensitivity() {
    return types().map(PersonalDataType::sensitivity).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** The type's identifiability; that of the other types where the type itself has none. */
  public Identifiability identifiability() {
    return types()
        .map(PersonalDataType::identifiability)
        .filter(kind -> kind != Identifiability.NONE)
        .findFirst()
        .orElse(Identifiability.NONE);
  }

  private Stream<PersonalDataType> types() {
    return Stream.concat(Stream.of(type), otherTypes.stream());
  }
}
