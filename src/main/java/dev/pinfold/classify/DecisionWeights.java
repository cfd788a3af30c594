// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

/**
 * The numbers by which evidence becomes a decision. Shares and strengths are in [0, 1].
 *
 * @param majority share of the values from which a type that stands by itself is the column's
 * @param supported share from which it is, where the name says so too
 * @param minority share from which it still is, where nothing else explains the column
 * @param weakMajority share that a weak identifier needs beside the name
 * @param contradiction share below which values that could be told contradict the name
 * @param nameCounts strength from which a name counts
 * @param critical share from which a secret, card or national number is the column's type
 * @param prose share of texts of three words or more from which a column is free text
 * @param explained share of harmless matches from which a column needs no further explanation
 */
record DecisionWeights(
    double majority,
    double supported,
    double minority,
    double weakMajority,
    double contradiction,
    double nameCounts,
    double critical,
    double prose,
    double explained) {}
