// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.spark.TableTransaction;
import dev.pinfold.classify.spark.RulesDigest;
import dev.pinfold.ingest.ReadLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * What a run knows before its first stage.
 *
 * @param output the directory of the tables
 * @param transaction the run, as its commits name it
 * @param fence fails where another run has come in the place of this one
 * @param notices what the user should know at the end, such as that the keys are for trying only
 */
record RunContext(
    PinfoldSettings settings,
    Rules rules,
    Protection protection,
    String output,
    TableTransaction transaction,
    Instant started,
    Clock clock,
    Runnable fence,
    List<String> notices) {
  RunContext {
    notices = List.copyOf(notices);
  }

  String runId() {
    return transaction.runId();
  }

  /** Changes where earlier runs' tables cannot be gone on with. */
  RulesDigest rulesDigest() {
    return ConfigurationDigest.ofRules(settings, protection.tokenVersion());
  }

  ReadLimits readLimits() {
    return readLimits(settings);
  }

  static ReadLimits readLimits(PinfoldSettings settings) {
    PinfoldSettings.Limits limits = settings.limits();
    return new ReadLimits(
        limits.maximumValueBytes(), limits.maximumRecordBytes(), limits.maximumDepth());
  }
}
