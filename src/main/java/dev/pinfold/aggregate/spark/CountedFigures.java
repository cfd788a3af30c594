// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.NameHashes;
import dev.pinfold.catalog.spark.SideBySide;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * The exact figures of the KPIs, and the buckets of the demographics, before suppression. All are
 * sums over people, of whom each is counted by themselves: where few have new records, what these
 * were counted as is taken out of the figures of the run before, and what they are now is put in.
 */
public final class CountedFigures {
  /** Of so few tasks, parts of figures are put together where they are judged. */
  private static final int FEW_PARTS = 4;

  private final JavaRDD<FigureCell> ofKpis;
  private final JavaRDD<FigureCell> buckets;
  private boolean areKept;
  private final List<Runnable> releases = new ArrayList<>();

  CountedFigures(JavaRDD<FigureCell> ofKpis, JavaRDD<FigureCell> buckets) {
    this.ofKpis = ofKpis;
    this.buckets = buckets;
  }

  /**
   * What is counted, and how.
   *
   * @param attributes columns of custom attributes that are kept, by name
   */
  public record Rules(Kpis kpis, Map<String, String> attributes) {}

  /** Of all records, lazily; kept while they are used, {@link #release()} them. */
  public static CountedFigures of(
      Dataset<Row> endpoints, Dataset<Row> events, LocalDate asOf, Rules rules) {
    EndpointStates states =
        EndpointStates.of(endpoints, asOf, rules.kpis(), rules.attributes()).kept();
    FigureTask task = task(endpoints.sparkSession(), rules.kpis(), rules.attributes().keySet());
    Dataset<Row> rows = eventRows(events, lit(true), rules);
    JavaRDD<FigureCell> parts =
        LenientSql.in(
            events.sparkSession(), () -> KpiTable.parts(rules.kpis(), states, rows, events, task));
    boolean areMany = parts.getNumPartitions() > FEW_PARTS;
    CountedFigures all = apart(areMany ? WholeFigures.of(parts) : parts);
    all.releases.add(states::release);
    return all;
  }

  /** What counts the rows of a partition, KPIs and buckets. */
  static FigureTask task(SparkSession spark, Kpis kpis, Collection<String> attributes) {
    return KpiTable.task(spark, kpis, Optional.empty(), Demographics.breakdowns(kpis, attributes));
  }

  /** The figures of KPIs and the buckets, which were counted together; kept, for both use them. */
  private static CountedFigures apart(JavaRDD<FigureCell> counted) {
    JavaRDD<byte[]> packets = packets(counted);
    CountedFigures apart =
        new CountedFigures(
            packets
                .filter(packet -> !FigurePackets.isOfBuckets(packet))
                .flatMap(FigurePackets::figures),
            packets
                .filter(FigurePackets::isOfBuckets)
                .flatMap(FigurePackets::figures)
                .map(FigureCell::bucketAlone));
    apart.areKept = true;
    apart.releases.add(packets::unpersist);
    return apart;
  }

  private static JavaRDD<byte[]> packets(JavaRDD<FigureCell> figures) {
    return figures.mapPartitions(FigurePackets::new).persist(StorageLevel.MEMORY_AND_DISK());
  }

  /**
   * Of whom a run can have changed the figures.
   *
   * @param runId of the run, which added records and changed none that was there
   * @param before the day of the demographics in the run before
   * @param asOf the day that they are of now, in the same year
   * @return empty where so many have new records that all had better be counted
   */
  public static Optional<NameHashes> affected(
      String runId, Dataset<Row> endpoints, Dataset<Row> events, LocalDate before, LocalDate asOf) {
    Column isNew = isNew(runId);
    return LenientSql.in(
        endpoints.sparkSession(),
        () ->
            AffectedNames.of(
                endpoints,
                isNew.or(changesBetween(endpoints, before, asOf)),
                events,
                isNew,
                AffectedNames.MOST));
  }

  private static Column isNew(String runId) {
    return col("_run_id").equalTo(runId);
  }

  /**
   * The figures of all records, from these of the run before; lazily.
   *
   * @param names as {@link #affected} tells them of the same run and days
   */
  public CountedFigures with(
      NameHashes names,
      String runId,
      Dataset<Row> endpoints,
      Dataset<Row> events,
      LocalDate before,
      LocalDate asOf,
      Rules rules) {
    Column isNew = isNew(runId);
    SparkSession spark = endpoints.sparkSession();
    // What is left of a partition is hardly worth a task of its own.
    int tasks = spark.sparkContext().defaultParallelism();
    Broadcast<NameHashes> affected =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(names);
    EndpointRecords records =
        EndpointRecords.of(
                AffectedNames.endpointsOf(affected, endpoints),
                asOf.getYear(),
                rules.kpis(),
                rules.attributes(),
                isNew)
            .in(tasks)
            .kept();
    Dataset<Row> rows =
        eventRows(AffectedNames.eventsOf(affected, events), isNew, rules).coalesce(tasks).persist();
    EndpointStates now = EndpointStates.of(records, asOf).kept();
    EndpointStates then = EndpointStates.of(records.before(), before).kept();
    Dataset<Row> earlier = rows.where(col(EventRows.IS_NEW).equalTo(false));
    FigureTask task = task(spark, rules.kpis(), rules.attributes().keySet());
    List<JavaRDD<FigureCell>> both =
        LenientSql.in(
            spark,
            () ->
                SideBySide.results(
                    spark,
                    List.of(
                        () -> KpiTable.parts(rules.kpis(), now, rows, events, task),
                        () -> KpiTable.parts(rules.kpis(), then, earlier, events, task))));
    CountedFigures added = apart(both.get(0));
    CountedFigures removed = apart(both.get(1));
    CountedFigures all =
        new CountedFigures(
            changed(ofKpis, added.ofKpis, removed.ofKpis, tasks),
            changed(buckets, added.buckets, removed.buckets, tasks));
    all.releases.addAll(added.releases);
    all.releases.addAll(removed.releases);
    all.releases.addAll(
        List.of(
            now::release, then::release, records::release, rows::unpersist, affected::unpersist));
    return all;
  }

  private static Dataset<Row> eventRows(Dataset<Row> events, Column isNew, Rules rules) {
    return LenientSql.in(events.sparkSession(), () -> EventRows.of(events, rules.kpis(), isNew));
  }

  /** Records that count on one of two days and not on the other. */
  private static Column changesBetween(Dataset<Row> endpoints, LocalDate one, LocalDate other) {
    Column day = EndpointRecords.day(TableColumns.at(endpoints, "EffectiveDate"));
    LocalDate first = one.isBefore(other) ? one : other;
    LocalDate last = one.isBefore(other) ? other : one;
    return day.gt(first.toString()).and(day.leq(last.toString()));
  }

  /** Each figure once, so that there are no more of them from night to night. */
  private static JavaRDD<FigureCell> changed(
      JavaRDD<FigureCell> all, JavaRDD<FigureCell> added, JavaRDD<FigureCell> removed, int tasks) {
    return WholeFigures.of(all.union(added).union(removed.map(FigureCell::negated)).coalesce(tasks))
        .filter(FigureCell::isOfAnybody)
        .map(FigureCell::rounded);
  }

  /** The figures of KPIs, each once or in parts. */
  JavaRDD<FigureCell> ofKpis() {
    return ofKpis;
  }

  /** The buckets of the demographics, each once or in parts. */
  JavaRDD<FigureCell> buckets() {
    return buckets;
  }

  /**
   * The same, kept as bytes while they are used more than once; {@link #release()} them. Whoever
   * uses them first computes them.
   */
  public CountedFigures kept() {
    if (areKept) {
      return this;
    }
    CountedFigures kept = new CountedFigures(kept(ofKpis), kept(buckets));
    kept.areKept = true;
    kept.releases.addAll(releases);
    return kept;
  }

  private JavaRDD<FigureCell> kept(JavaRDD<FigureCell> figures) {
    JavaRDD<byte[]> bytes = packets(figures);
    releases.add(bytes::unpersist);
    return bytes.flatMap(FigurePackets::figures);
  }

  /** Lets go of all that is kept. */
  public void release() {
    releases.forEach(Runnable::run);
  }
}
