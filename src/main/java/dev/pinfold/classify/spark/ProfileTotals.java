// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.spark.ProfileOutput.FaultCount;
import dev.pinfold.classify.spark.ProfileOutput.PartCount;
import dev.pinfold.classify.spark.ProfileOutput.PartProfile;
import dev.pinfold.classify.spark.ProfileOutput.Sum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * What the profile pass gives over all tasks, added up in one job.
 *
 * @param counts by file
 * @param faults how many bad records there are, by what is wrong with them
 */
record ProfileTotals(
    Map<ColumnPath, ColumnProfile> profiles,
    Map<String, FileCount> counts,
    Map<String, Long> faults) {

  /** What all tasks yield together, one of each key. */
  static JavaRDD<Sum> sums(JavaRDD<ProfileOutput> outputs) {
    int cores = outputs.context().defaultParallelism();
    // Nothing is left to add up within a task, and to try costs its share of each profile's size.
    return outputs
        .mapPartitions(TaskSums::new)
        .mapToPair(sum -> new Tuple2<>(sum.key(), sum))
        .combineByKey(
            sum -> sum,
            Sum::plus,
            Sum::plus,
            new HashPartitioner(Math.max(1, Math.min(cores, outputs.getNumPartitions()))),
            /* mapSideCombine= */ false,
            /* serializer= */ null)
        .values();
  }

  static ProfileTotals of(List<Sum> sums) {
    ProfileTotals totals = new ProfileTotals(new HashMap<>(), new HashMap<>(), new TreeMap<>());
    sums.forEach(totals::put);
    return totals;
  }

  private void put(Sum sum) {
    if (sum instanceof PartProfile one) {
      profiles.put(one.path(), one.profile());
    } else if (sum instanceof PartCount one) {
      counts.put(one.file(), new FileCount(one.read(), one.quarantined(), one.isUnopened()));
    } else if (sum instanceof FaultCount one) {
      faults.put(one.reason(), one.records());
    }
  }
}
