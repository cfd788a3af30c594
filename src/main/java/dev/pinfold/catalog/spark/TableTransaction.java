// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.SetTransaction;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What the writes of one run have in common. Each carries Delta's transaction identifiers, so that
 * the same write is never made twice, and each commit of the run, those that make a table included,
 * names the run, so that all of them can be found and taken back.
 *
 * @param sequence greater than that of every run before
 */
public record TableTransaction(String runId, long sequence) {
  /** Delta's {@code txnAppId} of every run; {@code txnVersion} is the run's sequence number. */
  public static final String APPLICATION = "pinfold";

  private static final String COMMIT_TEXT = "spark.databricks.delta.commitInfo.userMetadata";
  private static final Pattern TEXT = Pattern.compile("pinfold run (\\S+) sequence ([0-9]+)");

  /** Makes all commits of the session name this run. */
  public void open(SparkSession spark) {
    spark.conf().set(COMMIT_TEXT, "pinfold run " + runId + " sequence " + sequence);
  }

  /** Commits of the session are of no run from here on. */
  public static void close(SparkSession spark) {
    spark.conf().unset(COMMIT_TEXT);
  }

  DataFrameWriter<Row> stamp(DataFrameWriter<Row> writer) {
    return writer.option("txnAppId", APPLICATION).option("txnVersion", sequence);
  }

  /** What the two of them put into a commit. */
  SetTransaction action() {
    return new SetTransaction(APPLICATION, sequence, Option.apply(System.currentTimeMillis()));
  }

  /** The sequence number of the run that a commit's text names. */
  static Optional<Long> sequenceOf(String commitText) {
    if (commitText == null) {
      return Optional.empty();
    }
    Matcher text = TEXT.matcher(commitText);
    return text.matches() ? Optional.of(Long.parseLong(text.group(2))) : Optional.empty();
  }

  /** The sequence number that the last write of a run left in a table; 0 where there is none. */
  static long last(SparkSession spark, String path) {
    return last(DeltaLog.forTable(spark, path).update(false, Option.empty(), Option.empty()));
  }

  /** The same, of one version of the table. Its checksum tells without a query over the log. */
  static long last(Snapshot table) {
    Option<Seq<SetTransaction>> known =
        table.checksumOpt().isEmpty()
            ? Option.empty()
            : table.checksumOpt().get().setTransactions();
    if (known.isEmpty()) {
      Object version = table.transactions().getOrElse(APPLICATION, () -> 0L);
      return ((Number) version).longValue();
    }
    return CollectionConverters.asJava(known.get()).stream()
        .filter(one -> one.appId().equals(APPLICATION))
        .mapToLong(SetTransaction::version)
        .max()
        .orElse(0);
  }
}
