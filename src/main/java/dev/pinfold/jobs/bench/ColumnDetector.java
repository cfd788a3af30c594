// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.util.List;

/** Says what a column is; Pinfold and the ways it is compared with. */
public interface ColumnDetector {
  /** What a column was said to be, and how surely. */
  record Verdict(String type, double confidence) {
    static final Verdict NONE = new Verdict("NONE", 1);
  }

  /**
   * @param name of the column, or a name that tells nothing
   * @param values of the column; empty where they are hidden
   */
  Verdict detect(String name, List<String> values, boolean isNumeric);

  /**
   * With the column that stands beside it in the table, whose name is hidden.
   *
   * @param beside the values of that, row by row; empty where there is none
   */
  default Verdict detect(String name, List<String> values, boolean isNumeric, List<String> beside) {
    return detect(name, values, isNumeric);
  }
}
