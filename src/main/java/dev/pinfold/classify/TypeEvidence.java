// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.PersonalDataType;

/**
 * What speaks for one type in one column.
 *
 * @param nameStrength of the column's name, in [0, 1]
 * @param nameToken the keyword in the name, or empty
 * @param strongShare share of the values that an identifier which stands by itself matched from end
 *     to end, times its weight
 * @param weakShare share of the values that a weak identifier, or any, matched from end to end
 * @param matches values matched, whole or in part, by the identifier that matched most
 * @param whole of these, from end to end
 * @param validated of these, confirmed by a checksum or other validator
 * @param strongMatches matches, whole or in part, that are proof by themselves
 * @param insideMatches of these, those in a part of a text
 * @param isListed whether only lists of words matched, which hold many a word of other meaning
 * @param isChecked whether nearly all values of an identifier's form have the right check digit,
 *     more than chance gives
 * @param isByChance whether only values that prove nothing one by one speak for the type, all of
 *     them together
 * @param isGuess whether what passes among them has no check digit, but is plausible
 * @param checksValues whether any identifier of the type can tell values at all
 */
record TypeEvidence(
    PersonalDataType type,
    double nameStrength,
    String nameToken,
    double strongShare,
    double weakShare,
    long matches,
    long whole,
    long validated,
    long strongMatches,
    long insideMatches,
    boolean isListed,
    boolean isChecked,
    boolean isByChance,
    boolean isGuess,
    boolean checksValues) {}
