// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.NameHashes;
import dev.pinfold.aggregate.spark.CountedFigures;
import dev.pinfold.aggregate.spark.FigureTable;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Counts the exact figures of a run: of all records, or, where those of the run before are known,
 * of the people whom the run can have changed. Used once.
 */
final class FigureCounting {
  /** About as many records as there are of a name; nothing but speed depends on it. */
  private static final int RECORDS_OF_A_NAME = 10;

  private final SparkSession spark;
  private final Dataset<Row> endpoints;
  private final Dataset<Row> events;
  private final CountedFigures.Rules rules;
  private Optional<FigureTable.Stored> last = Optional.empty();
  private Optional<NameHashes> affected = Optional.empty();

  /**
   * @param endpoints the protected table
   * @param events likewise
   */
  FigureCounting(
      SparkSession spark, Dataset<Row> endpoints, Dataset<Row> events, CountedFigures.Rules rules) {
    this.spark = spark;
    this.endpoints = endpoints;
    this.events = events;
    this.rules = rules;
  }

  /**
   * Counts, and hands the figures on under the settings that suit how many records they are of.
   *
   * @param known the figures of the run before
   * @param account what the figures are of
   * @param publish computes them, and whatever is made of them
   * @return whether figures of the run before were gone on with
   */
  boolean count(
      FigureTable known,
      FigureTable.Account account,
      TableRecords records,
      String runId,
      Consumer<CountedFigures> publish) {
    LocalDate asOf = account.asOf();
    // Few figures, and of all records three columns, which no generated code reads.
    Interpreted.run(
        spark,
        () -> {
          last =
              known
                  .read()
                  .filter(
                      stored ->
                          stored
                              .account()
                              .isContinuedBy(account, records.newEndpoints(), records.newEvents()));
          affected =
              last.flatMap(
                  stored ->
                      CountedFigures.affected(
                          runId, endpoints, events, stored.account().asOf(), asOf));
        });
    if (affected.isEmpty()) {
      Interpreted.runIfSmall(
          spark,
          () -> publish.accept(CountedFigures.of(endpoints, events, asOf, rules)),
          records.all());
      return false;
    }
    FigureTable.Stored stored = last.orElseThrow();
    NameHashes names = affected.get();
    Interpreted.runIfSmall(
        spark,
        () ->
            publish.accept(
                stored
                    .figures()
                    .with(names, runId, endpoints, events, stored.account().asOf(), asOf, rules)),
        Math.min(records.all(), (long) RECORDS_OF_A_NAME * names.size()));
    return true;
  }
}
