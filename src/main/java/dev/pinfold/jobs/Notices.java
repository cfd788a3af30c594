// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.Classification;
import dev.pinfold.ingest.HadoopFiles;
import dev.pinfold.protect.ProtectionDecision;
import dev.pinfold.protect.plan.ColumnDecisions;
import java.util.ArrayList;
import java.util.List;

/** What a user should know at the end of a run beside its numbers. */
final class Notices {
  private static final int MOST_COLUMNS = 20;

  private Notices() {}

  /** Columns for which the policy's action was not possible. */
  static List<String> ofDecisions(ColumnDecisions decisions) {
    List<Classification> others =
        decisions.columns().stream()
            .filter(column -> decisions.decision(column.path()).isAnotherThanAsked())
            .toList();
    List<String> notices = new ArrayList<>();
    for (Classification column : others.subList(0, Math.min(MOST_COLUMNS, others.size()))) {
      ProtectionDecision decision = decisions.decision(column.path());
      notices.add("Note: " + column.path() + " (" + column.type() + "): " + decision.describe());
    }
    if (others.size() > MOST_COLUMNS) {
      int more = others.size() - MOST_COLUMNS;
      notices.add("Note: and " + more + " more columns; see transform in the lineage table.");
    }
    return notices;
  }

  static List<String> of(Protection protection, HadoopFiles.Listing listing) {
    List<String> notices = new ArrayList<>(protection.notices());
    int outside = listing.outside().size();
    if (outside > 0) {
      notices.add(
          "Note: "
              + outside
              + (outside == 1 ? " file lies" : " files lie")
              + " outside the dataset folders and was not read; see datasets: in pinfold.yaml.");
    }
    return notices;
  }
}
