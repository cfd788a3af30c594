// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.Arrays;
import java.util.List;

/**
 * Counts the matches of one column by the number of the identifier, cheaply, until they are put
 * into its profile. Not thread-safe.
 */
final class MatchTally {
  private static final int FIELDS = 4;

  /** Matches, whole, validated and bare-digit ones, four a identifier; null until the first. */
  private long[] counts;

  private String[] firstPositions;

  /**
   * @param size how many identifiers there are
   * @return whether this was the identifier's first match, so that its position is wanted
   */
  boolean add(int identifier, boolean whole, boolean validated, boolean bareDigits, int size) {
    if (counts == null) {
      counts = new long[FIELDS * size];
      firstPositions = new String[size];
    }
    int at = FIELDS * identifier;
    counts[at + 1] += whole ? 1 : 0;
    counts[at + 2] += validated ? 1 : 0;
    counts[at + 3] += bareDigits ? 1 : 0;
    return counts[at]++ == 0;
  }

  void setFirstPosition(int identifier, String position) {
    firstPositions[identifier] = position;
  }

  /** Moves what was counted into the profile. */
  void flush(ColumnProfile profile, List<String> ids) {
    for (int i = 0; counts != null && i < ids.size(); i++) {
      int at = FIELDS * i;
      if (counts[at] > 0) {
        profile.addMatch(
            ids.get(i),
            new IdentifierCount(
                counts[at], counts[at + 1], counts[at + 2], counts[at + 3], firstPositions[i]));
      }
    }
    if (counts != null) {
      Arrays.fill(counts, 0);
    }
  }
}
