// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.Arrays;
import java.util.List;

/**
 * Counts the matches of one column by the number of the identifier, cheaply, until they are put
 * into its profile. Not thread-safe.
 */
final class MatchTally {
  private static final int FIELDS = 6;
  private static final int WHOLE = 1;
  private static final int VALIDATED = 2;
  private static final int FORMED = 3;
  private static final int VARIETY = 4;
  private static final int FORMS = 5;

  /** Matches and the fields named above, by identifier; null until the first. */
  private long[] counts;

  private String[] firstPositions;

  /**
   * @param size how many identifiers there are
   * @param hash of the value
   * @param form the bit of the value's form, or 0 where it is not asked for
   * @return whether this was the identifier's first match, so that its position is wanted
   */
  boolean add(int identifier, boolean whole, boolean validated, long hash, long form, int size) {
    int at = at(identifier, size);
    counts[at + WHOLE] += whole ? 1 : 0;
    counts[at + VALIDATED] += validated ? 1 : 0;
    counts[at + FORMED]++;
    counts[at + VARIETY] |= IdentifierCount.bit(hash);
    counts[at + FORMS] |= form;
    return counts[at]++ == 0;
  }

  /** A value that has the identifier's form and does not pass its validator. */
  void addFailure(int identifier, int size) {
    int at = at(identifier, size);
    counts[at + FORMED]++;
  }

  /** Further values like one that was added. */
  void repeat(int identifier, boolean matched, boolean whole, boolean validated, long times) {
    int at = FIELDS * identifier;
    counts[at] += matched ? times : 0;
    counts[at + WHOLE] += whole ? times : 0;
    counts[at + VALIDATED] += validated ? times : 0;
    counts[at + FORMED] += times;
  }

  private int at(int identifier, int size) {
    if (counts == null) {
      counts = new long[FIELDS * size];
      firstPositions = new String[size];
    }
    return FIELDS * identifier;
  }

  void setFirstPosition(int identifier, String position) {
    firstPositions[identifier] = position;
  }

  /** Moves what was counted into the profile. */
  void flush(ColumnProfile profile, List<String> ids) {
    for (int i = 0; counts != null && i < ids.size(); i++) {
      int at = FIELDS * i;
      if (counts[at + FORMED] > 0) {
        profile.addMatch(
            ids.get(i),
            new IdentifierCount(
                counts[at],
                counts[at + WHOLE],
                counts[at + VALIDATED],
                counts[at + FORMED],
                counts[at + VARIETY],
                counts[at + FORMS],
                firstPositions[i] == null ? "" : firstPositions[i]));
      }
    }
    if (counts != null) {
      Arrays.fill(counts, 0);
      Arrays.fill(firstPositions, null);
    }
  }
}
