// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.Sensitivity;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an identifier may say beside how its values look.
 *
 * @param chance the share of unrelated values of the pattern's form that pass the validator, in (0,
 *     1]; 1 where the validator proves nothing
 * @param provingShare the share of a column's values that, matching a weak identifier whose chance
 *     is small, proves the type all the same
 * @param provingDistinct how many different values must match for that
 * @param provingForms how many different forms the matching values must have for that, as far as
 *     there are twice as many different values; 0 where forms tell nothing. Values of one form,
 *     such as {@code Winter-20%Off!}, are made by a template
 * @param provingDecades of dates, how many different decades they must be of, in the same way; 0
 *     where decades tell nothing. Dates of quotes and measurements are of a few, births of many
 * @param beside names of types, or IDs of identifiers: values prove the type only in a column
 *     beside one of such a type, or that is called as the identifier says, in the same object;
 *     empty: anywhere
 * @param completeRows the number of values from which the words prove the type where all of them
 *     occur and nothing else does; 0: never
 * @param cueDistance how many characters before a match a cue word may stand
 * @param ignore words that a value is no match with, in lower case
 * @param allow values that are no match: literals, in lower case
 * @param allowPatterns regular expressions of whole values that are no match
 * @param severity the sensitivity from so many matches in a column on; empty: the type's own
 */
public record IdentifierOptions(
    double chance,
    double provingShare,
    int provingDistinct,
    int provingForms,
    int provingDecades,
    List<String> beside,
    long completeRows,
    int cueDistance,
    List<String> ignore,
    List<String> allow,
    List<String> allowPatterns,
    Map<Long, Sensitivity> severity)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Near enough to belong together in one sentence. */
  public static final int CUE_DISTANCE = 40;

  /** Nearly all: real columns have a few typing errors. */
  public static final double PROVING_SHARE = 0.85;

  /** Nothing special. */
  public static final IdentifierOptions NONE =
      new IdentifierOptions(
          1,
          PROVING_SHARE,
          1,
          0,
          0,
          List.of(),
          0,
          CUE_DISTANCE,
          List.of(),
          List.of(),
          List.of(),
          Map.of());

  public IdentifierOptions {
    beside = List.copyOf(beside);
    ignore = List.copyOf(ignore);
    allow = List.copyOf(allow);
    allowPatterns = List.copyOf(allowPatterns);
    severity = new TreeMap<>(severity);
  }

  /** The bit of a value's form, or of its decade where that is asked for. */
  public long formBit(String text) {
    return provingDecades > 0 ? ValueForm.decadeBit(text) : ValueForm.bit(text);
  }

  /** How many different forms, or decades, are asked for. */
  public int fewestForms() {
    return Math.max(provingForms, provingDecades);
  }

  /** The sensitivity that so many matches have. */
  public Sensitivity severity(long matches, Sensitivity usual) {
    Map.Entry<Long, Sensitivity> step = ((TreeMap<Long, Sensitivity>) severity).floorEntry(matches);
    return step == null ? usual : step.getValue();
  }
}
