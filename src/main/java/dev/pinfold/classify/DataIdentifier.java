// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.PersonalDataType;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * One data identifier as {@code conf/identifiers/*.yaml} declares it: how values of one
 * personal-data type look, and how the columns that hold them are called.
 *
 * @param id unique, such as {@code us-ssn}
 * @param type what a match is
 * @param pattern regular expression of a whole value, or empty where only the validator, a word
 *     list or the names tell
 * @param gate which values are worth trying the pattern on: lengths, characters, a needed character
 *     (the syntax is {@code ValueIdentifiers}' own); empty: every value
 * @param validator name of a checksum or other validator, or empty
 * @param words lower-cased literal values that belong to the type (genders, countries), or empty
 * @param names by language (ISO 639-1), what columns of this type are called, in lower case with
 *     single spaces between words, such as {@code phone number}; the matcher folds case, accents
 *     and separators
 * @param notNames words in a column's name that speak against the type, such as {@code model};
 *     behind an equals sign one that must be the whole name, such as {@code =date}
 * @param cues words that make a weak match count when they stand near it in a text
 * @param weight how much one matching value says, in (0, 1]; 1 is proof
 * @param weak a match alone says nothing without a fitting name or cue (bare digits)
 * @param span whether it is also looked for inside texts
 * @param countries ISO 3166-1 alpha-2 codes it belongs to; empty: everywhere
 * @param source the standard or page that the rule comes from
 * @param options what else it says
 */
public record DataIdentifier(
    String id,
    PersonalDataType type,
    String pattern,
    String gate,
    String validator,
    List<String> words,
    Map<String, List<String>> names,
    List<String> notNames,
    List<String> cues,
    double weight,
    boolean weak,
    boolean span,
    List<String> countries,
    String source,
    IdentifierOptions options)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public DataIdentifier {
    words = List.copyOf(words);
    names = Map.copyOf(names);
    notNames = List.copyOf(notNames);
    cues = List.copyOf(cues);
    countries = List.copyOf(countries);
  }

  /** An identifier without options. */
  public DataIdentifier(
      String id,
      PersonalDataType type,
      String pattern,
      String gate,
      String validator,
      List<String> words,
      Map<String, List<String>> names,
      List<String> notNames,
      List<String> cues,
      double weight,
      boolean weak,
      boolean span,
      List<String> countries,
      String source) {
    this(
        id,
        type,
        pattern,
        gate,
        validator,
        words,
        names,
        notNames,
        cues,
        weight,
        weak,
        span,
        countries,
        source,
        IdentifierOptions.NONE);
  }
}
