// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What kind of personal data a value is. The names follow Google's infoTypes and Macie's managed
 * data identifiers where they have one. The known types are listed, with sensitivity,
 * identifiability and normalization, in the resource {@code personal-data-types.csv}; a user's
 * identifier file may declare further ones.
 *
 * @param name upper case with underscores
 * @param normalization what makes one token of a value's spellings
 */
public record PersonalDataType(
    String name,
    Sensitivity sensitivity,
    Identifiability identifiability,
    Normalization normalization)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Map<String, PersonalDataType> KNOWN = readKnown();

  /** Not personal. */
  public static final PersonalDataType NONE = known("NONE");

  /** Prose or other text in which personal data may stand. */
  public static final PersonalDataType FREE_TEXT = known("FREE_TEXT");

  /**
   * A type of a user's own, whose values stay as they are written; or another view of a known one.
   */
  public PersonalDataType(String name, Sensitivity sensitivity, Identifiability identifiability) {
    this(
        name,
        sensitivity,
        identifiability,
        find(name).map(PersonalDataType::normalization).orElse(Normalization.EXACT));
  }

  /** A type of the shipped list. */
  public static Optional<PersonalDataType> find(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  /**
   * A type of the shipped list that the code itself relies on.
   *
   * @throws IllegalArgumentException where the list does not hold it, which is a bug
   */
  public static PersonalDataType known(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no type " + name));
  }

  /** Every type of the shipped list, in its order. */
  public static Collection<PersonalDataType> all() {
    return KNOWN.values();
  }

  public boolean isPersonal() {
    return !name.equals("NONE");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PersonalDataType && ((PersonalDataType) other).name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }

  private static Map<String, PersonalDataType> readKnown() {
    Map<String, PersonalDataType> types = new LinkedHashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                PersonalDataType.class.getResourceAsStream("personal-data-types.csv"),
                StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        types.put(
            cells[0],
            new PersonalDataType(
                cells[0],
                Sensitivity.valueOf(cells[1]),
                Identifiability.valueOf(cells[2]),
                Normalization.valueOf(cells[3].toUpperCase(Locale.ROOT))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the list of personal data types", e);
    }
    return types;
  }
}
