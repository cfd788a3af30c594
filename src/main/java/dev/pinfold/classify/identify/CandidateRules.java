// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/**
 * The rules that could take a value whose shape has a key.
 *
 * @param key a {@link ShapeKey}
 * @param whole all of them, from the lowest
 * @param unread those that no automaton knows
 * @param ask which automatons know the others
 */
record CandidateRules(int key, int[] whole, int[] unread, PatternSet.Ask ask) {}
