// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.util.List;

/**
 * A disk without room, as the cause of a failure. Hadoop, Spark and Delta each wrap it in
 * exceptions of their own, and Spark keeps a task's failure as text only; what the operating system
 * says stands in all of them.
 */
final class FullDisk {
  static final String MESSAGE =
      "no space is left on a disk: the output's, or that of Spark's spark.local.dir; make room there"
          + " and run again; what a run that failed so has written is taken back, by the next one at"
          + " the latest";

  /** Of Linux and macOS; of a quota, on the machine and in HDFS; of Windows. */
  private static final List<String> WORDS =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "QuotaExceededException",
          "There is not enough space on the disk");

  private FullDisk() {}

  /**
   * Whether it is what a failure came of.
   *
   * @param chain the failure and its causes
   */
  static boolean isAmong(List<Throwable> chain) {
    return chain.stream()
        .map(Throwable::toString)
        .anyMatch(text -> WORDS.stream().anyMatch(text::contains));
  }
}
