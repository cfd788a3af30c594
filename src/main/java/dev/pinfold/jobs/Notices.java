// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.ingest.HadoopFiles;
import java.util.ArrayList;
import java.util.List;

/** What a user should know at the end of a run beside its numbers. */
final class Notices {
  private Notices() {}

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
