// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.col;

import dev.pinfold.aggregate.CountingPlan;
import dev.pinfold.aggregate.FigureBytes;
import dev.pinfold.aggregate.FigureCell;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.NameHashes;
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

  /** Of all records, lazily. */
  public static CountedFigures of(
      Dataset<Row> endpoints, Dataset<Row> events, LocalDate asOf, Rules rules) {
    EndpointStates states =
        EndpointStates.of(endpoints, asOf, rules.kpis(), rules.attributes()).kept();
    CountedFigures all = of(states, EventRows.of(events, rules.kpis()), events, rules);
    all.releases.add(states::release);
    return all;
  }

  private static CountedFigures of(
      EndpointStates states, Dataset<Row> rows, Dataset<Row> events, Rules rules) {
    JavaRDD<FigureCell> parts =
        KpiTable.parts(rules.kpis(), states, rows, events, Optional.empty());
    return new CountedFigures(
        parts.getNumPartitions() > FEW_PARTS ? WholeFigures.of(parts) : parts,
        Demographics.buckets(states, rules.kpis(), rules.attributes().keySet()));
  }

  /**
   * The same of all records, where those of an earlier run are known.
   *
   * @param asOf the day of the demographics; of the year of {@code before}
   * @param before the day that the earlier run's are of
   * @param runId of the run that brought the new records; it changed none that was there
   * @return empty where so many people have new records that all had better be counted
   */
  public Optional<CountedFigures> with(
      String runId,
      Dataset<Row> endpoints,
      Dataset<Row> events,
      LocalDate before,
      LocalDate asOf,
      Rules rules) {
    Column isNew = col("_run_id").equalTo(runId);
    Optional<NameHashes> names =
        AffectedNames.of(
            endpoints, isNew.or(changesBetween(endpoints, before, asOf)), events, isNew);
    if (names.isEmpty()) {
      return Optional.empty();
    }
    Broadcast<NameHashes> affected =
        JavaSparkContext.fromSparkContext(endpoints.sparkSession().sparkContext())
            .broadcast(names.get());
    EndpointRecords records =
        EndpointRecords.of(
                AffectedNames.endpointsOf(affected, endpoints),
                asOf.getYear(),
                rules.kpis(),
                rules.attributes(),
                isNew)
            .kept();
    Dataset<Row> rows =
        EventRows.of(AffectedNames.eventsOf(affected, events), rules.kpis(), isNew).persist();
    EndpointStates now = EndpointStates.of(records, asOf).kept();
    EndpointStates then = EndpointStates.of(records.before(), before).kept();
    CountedFigures added = of(now, rows, events, rules);
    CountedFigures removed =
        of(then, rows.where(col(EventRows.IS_NEW).equalTo(false)), events, rules);
    CountedFigures all =
        new CountedFigures(
            WholeFigures.of(changed(ofKpis, added.ofKpis, removed.ofKpis))
                .filter(FigureCell::isOfAnybody),
            changed(buckets, added.buckets, removed.buckets));
    all.releases.addAll(
        List.of(
            now::release,
            then::release,
            records::release,
            rows::unpersist,
            affected::unpersist));
    return Optional.of(all);
  }

  /** Records that count on one of two days and not on the other. */
  private static Column changesBetween(Dataset<Row> endpoints, LocalDate one, LocalDate other) {
    Column day = EndpointRecords.day(TableColumns.at(endpoints, "EffectiveDate"));
    LocalDate first = one.isBefore(other) ? one : other;
    LocalDate last = one.isBefore(other) ? other : one;
    return day.gt(first.toString()).and(day.leq(last.toString()));
  }

  private static JavaRDD<FigureCell> changed(
      JavaRDD<FigureCell> all, JavaRDD<FigureCell> added, JavaRDD<FigureCell> removed) {
    return all.union(added).union(removed.map(FigureCell::negated));
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
    CountedFigures kept = new CountedFigures(kept(ofKpis), kept(buckets));
    kept.releases.addAll(releases);
    return kept;
  }

  private JavaRDD<FigureCell> kept(JavaRDD<FigureCell> figures) {
    JavaRDD<byte[]> bytes =
        figures.mapPartitions(FigurePackets::new).persist(StorageLevel.MEMORY_AND_DISK());
    releases.add(bytes::unpersist);
    return bytes.mapPartitions(FigurePackets::figures);
  }

  /** Lets go of all that is kept. */
  public void release() {
    releases.forEach(Runnable::run);
  }
}
