// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.spark.ProfileOutput.FaultCount;
import dev.pinfold.classify.spark.ProfileOutput.Key;
import dev.pinfold.classify.spark.ProfileOutput.PartCount;
import dev.pinfold.classify.spark.ProfileOutput.PartProfile;
import dev.pinfold.classify.spark.ProfileOutput.Sum;
import java.util.HashMap;
import java.util.Iterator;
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
    // Nothing is left to add up within a task; and Spark's own adding up behind a shuffle, to know
    // when to write to disk, measures profiles for longer than it adds them. A task held a profile
    // of each of its columns at once, so a share of the columns has room here; the sum of all has
    // to have room in the driver.
    return outputs
        .mapPartitionsToPair(ProfileTotals::byKey)
        .partitionBy(new HashPartitioner(Math.max(1, Math.min(cores, outputs.getNumPartitions()))))
        .mapPartitions(ProfileTotals::added);
  }

  private static Iterator<Tuple2<Key, Sum>> byKey(Iterator<ProfileOutput> outputs) {
    TaskSums sums = new TaskSums(outputs);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return sums.hasNext();
      }

      @Override
      public Tuple2<Key, Sum> next() {
        Sum sum = sums.next();
        return new Tuple2<>(sum.key(), sum);
      }
    };
  }

  private static Iterator<Sum> added(Iterator<Tuple2<Key, Sum>> sums) {
    Map<Key, Sum> added = new HashMap<>();
    sums.forEachRemaining(sum -> added.merge(sum._1(), sum._2(), Sum::plus));
    return added.values().iterator();
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
