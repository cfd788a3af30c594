// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.BitSet;

/**
 * The rules that could take a value whose shape has a key.
 *
 * @param key a {@link ShapeKey}
 * @param whole all of them, from the lowest
 * @param sure those of them whose gates take every such value
 * @param unread those that no automaton knows
 * @param ask which automatons know the others
 */
record CandidateRules(int key, int[] whole, BitSet sure, int[] unread, PatternSet.Ask ask) {}
