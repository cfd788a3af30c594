// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.AggregateLineage;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.NoisyRelease;
import dev.pinfold.aggregate.RawFields;
import dev.pinfold.aggregate.spark.CountedFigures;
import dev.pinfold.aggregate.spark.Demographics;
import dev.pinfold.aggregate.spark.EndpointStates;
import dev.pinfold.aggregate.spark.FigureTable;
import dev.pinfold.aggregate.spark.KeptRows;
import dev.pinfold.aggregate.spark.KpiTable;
import dev.pinfold.aggregate.spark.PrivacyBudget;
import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.Evidence;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.ColumnMetadata;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.SideBySide;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Computes the aggregates from the protected tables that a run has just written. */
final class AggregateStage {
  static final String DEMOGRAPHICS = "demographics";
  static final String KPIS = "kpis";
  static final String KPI_TOTALS = "kpi_totals";

  /** All tables of this stage. */
  static final List<String> TABLES = List.of(DEMOGRAPHICS, KPIS, KPI_TOTALS);

  /** Values of an attribute from which on it is asked whether they sort endpoints at all. */
  private static final long MANY = 1_000;

  private static final Set<ProtectionAction> READABLE =
      EnumSet.of(ProtectionAction.KEEP, ProtectionAction.GENERALIZE);

  /** What is left of a text without its personal parts still says what it is a label of. */
  private static final Set<ProtectionAction> LABELS =
      EnumSet.of(ProtectionAction.KEEP, ProtectionAction.GENERALIZE, ProtectionAction.REDACT);

  private final SparkSession spark;
  private final DeltaTables tables;
  private final Kpis kpis;
  private final FigureTable known;
  private final String configuration;
  private final List<String> notices = new ArrayList<>();
  private boolean isFirstNoise;

  /**
   * @param known the figures of the run before
   * @param configuration digest of what settles how columns are classified and protected
   */
  AggregateStage(
      SparkSession spark, DeltaTables tables, Kpis kpis, FigureTable known, String configuration) {
    this.spark = spark;
    this.tables = tables;
    this.kpis = kpis;
    this.known = known;
    this.configuration = configuration;
  }

  private Optional<PrivacyBudget> budget() {
    return kpis.privacy().noise().map(noise -> new PrivacyBudget(tables, noise));
  }

  /**
   * Asks the budget for room before a run changes anything.
   *
   * @throws UserException where a release would exceed it
   */
  void requireBudget() {
    budget().ifPresent(PrivacyBudget::requireRoom);
  }

  /** Whether older versions of the figures are exact, and those of this run noisy. */
  boolean isFirstNoise() {
    return isFirstNoise;
  }

  /** What the user should know of the release. */
  List<String> notices() {
    return List.copyOf(notices);
  }

  /**
   * Writes the tables, and says what their columns are made from.
   *
   * @param columns the input columns, with what protection did with them
   * @param written where it wrote them
   * @param records in the tables of endpoints and events
   * @param runId of the run, which makes one release
   * @param now when the release is entered in the budget
   */
  List<LineageEdge> run(
      LocalDate asOf,
      Collection<CatalogEntry> columns,
      Collection<LineageEdge> written,
      TableRecords records,
      String runId,
      Instant now) {
    Map<String, String> outputs = new HashMap<>();
    written.forEach(edge -> outputs.put(edge.inputPath(), edge.outputPath()));
    Map<String, String> attributes = keptAttributes(columns, outputs);
    Kpis resolved =
        readable(kpis.resolved(types -> columnHolding(types, columns, outputs)), columns);
    // One column is one dimension: two would be hidden each by itself.
    resolved.dimensions().values().forEach(one -> attributes.values().remove(one.column()));
    Optional<NoisyRelease> release =
        NoisyRelease.of(resolved, resolved.dimensions().size() + attributes.size());
    pay(release, runId, now);
    List<LineageEdge> edges = AggregateLineage.of(resolved, attributes);
    Map<ColumnPath, Classification> made = new HashMap<>();
    DerivedColumns.entries(columns, edges, path -> ColumnCount.NONE)
        .forEach(entry -> made.put(entry.classification().path(), entry.classification()));
    Release one = new Release(asOf, resolved, attributes, made);
    List<org.apache.spark.sql.Dataset<Row>> read = recordTables();
    if (release.isPresent()) {
      Interpreted.runIfSmall(spark, () -> writeNoisy(one, read, release.get()), records.all());
    } else {
      writeExact(one, read, records, runId);
    }
    return edges;
  }

  /**
   * What is published.
   *
   * @param kpis with the columns that fields were found in
   * @param attributes columns of custom attributes that are dimensions, by name
   * @param made what the columns of the tables are
   */
  private record Release(
      LocalDate asOf,
      Kpis kpis,
      Map<String, String> attributes,
      Map<ColumnPath, Classification> made) {}

  private List<org.apache.spark.sql.Dataset<Row>> recordTables() {
    return SideBySide.results(
        spark,
        List.of(
            () -> tables.readAll(Dataset.ENDPOINTS.label()),
            () -> tables.readAll(Dataset.EVENTS.label())));
  }

  /** Each protected table is read once. */
  private void writeNoisy(
      Release release, List<org.apache.spark.sql.Dataset<Row>> read, NoisyRelease noise) {
    EndpointStates states =
        EndpointStates.of(read.get(0), release.asOf(), release.kpis(), release.attributes()).kept();
    try {
      KeptRows demographics =
          Demographics.noisy(
              states, release.asOf(), release.kpis(), release.attributes().keySet(), noise);
      write(
          release,
          demographics,
          () -> KpiTable.noisy(release.kpis(), states, read.get(1), noise).kept(),
          known::clear);
    } finally {
      states.release();
    }
  }

  private void writeExact(
      Release release,
      List<org.apache.spark.sql.Dataset<Row>> read,
      TableRecords records,
      String runId) {
    CountedFigures.Rules rules = new CountedFigures.Rules(release.kpis(), release.attributes());
    FigureTable.Account account =
        new FigureTable.Account(
            FigureTable.digest(rules, configuration),
            release.asOf(),
            records.endpoints(),
            records.events());
    FigureCounting counting = new FigureCounting(spark, read.get(0), read.get(1), rules);
    boolean isContinued =
        counting.count(
            known, account, records, runId, figures -> write(release, figures, account, runId));
    if (isContinued) {
      notices.add("Aggregates: whose records are as before was not counted again.");
    }
  }

  private void write(
      Release release, CountedFigures counted, FigureTable.Account account, String runId) {
    CountedFigures figures = counted.kept();
    try {
      Demographics.Figures demographics =
          Demographics.of(
              spark, figures, release.asOf(), release.kpis(), release.attributes().keySet());
      // Both queries that run side by side need them.
      demographics.rows().markToKeep();
      write(
          release,
          demographics.rows(),
          () -> KpiTable.of(spark, release.kpis(), figures, demographics.shown()).kept(),
          () -> known.write(figures, account, runId));
    } finally {
      figures.release();
    }
  }

  /**
   * The rows of the demographics that go: those of the same day, and of every day those of a
   * dimension that is none any more, as one whose column turned out to be personal. Where small
   * groups are suppressed, all of them: the difference of two days would tell of the few who came
   * in between. Where noise was switched on since, too: exact figures beside noisy ones would tell
   * the noise.
   */
  private String outdated(Release release) {
    boolean isSuppressed = kpis.privacy().noise().isEmpty() && kpis.privacy().minGroupSize() > 1;
    if (isFirstNoise || isSuppressed) {
      return "true";
    }
    String dimensions =
        Stream.of(
                Stream.of(Kpis.TOTAL),
                release.kpis().dimensions().keySet().stream(),
                release.attributes().keySet().stream())
            .flatMap(names -> names)
            .map(name -> "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'")
            .collect(Collectors.joining(", "));
    return "as_of = DATE'" + release.asOf() + "' OR dimension NOT IN (" + dimensions + ")";
  }

  /** Computes the figures, of which one's query runs while the other's is put together. */
  private void write(
      Release release, KeptRows demographics, Supplier<KpiTable> kpiTable, Runnable forNextRun) {
    try {
      List<KpiTable> figures =
          SideBySide.results(
              spark,
              List.of(
                  () -> {
                    demographics.keep();
                    return null;
                  },
                  kpiTable));
      write(release, demographics, figures.get(1), forNextRun);
    } finally {
      demographics.release();
    }
  }

  /** Writes the tables, and lets go of the figures. */
  private void write(
      Release release, KeptRows demographics, KpiTable figures, Runnable forNextRun) {
    try {
      Map<ColumnPath, Classification> made = release.made();
      org.apache.spark.sql.Dataset<Row> buckets =
          described(DEMOGRAPHICS, demographics.table(), made);
      org.apache.spark.sql.Dataset<Row> byDate = described(KPIS, figures.byDate(), made);
      org.apache.spark.sql.Dataset<Row> totals = described(KPI_TOTALS, figures.totals(), made);
      SmallWrites.run(
          spark,
          List.of(
              () ->
                  tables.replaceWhere(
                      DEMOGRAPHICS,
                      "Endpoints and users by dimension and day; small groups are suppressed",
                      buckets,
                      outdated(release)),
              () ->
                  tables.replace(
                      KPIS,
                      "KPIs by day and group, under Pinpoint's names; small groups are suppressed",
                      byDate),
              () ->
                  tables.replace(
                      KPI_TOTALS,
                      "KPIs over the whole history, under Pinpoint's names; small groups are"
                          + " suppressed",
                      totals),
              forNextRun));
    } finally {
      figures.release();
    }
  }

  /** One file of rows whose columns say what they are. */
  private static org.apache.spark.sql.Dataset<Row> described(
      String table,
      org.apache.spark.sql.Dataset<Row> rows,
      Map<ColumnPath, Classification> columns) {
    return rows.to(ColumnMetadata.describe(table, rows.schema(), columns::get)).coalesce(1);
  }

  private void pay(Optional<NoisyRelease> release, String runId, Instant now) {
    if (release.isPresent()) {
      isFirstNoise = tables.exists(DEMOGRAPHICS) && !tables.exists(PrivacyBudget.TABLE);
      if (isFirstNoise) {
        notices.add(ReleaseNotice.EXACT_BEFORE_NOISE);
      }
      PrivacyBudget.Spent spent = budget().orElseThrow().spend(runId, runId, now);
      notices.add(
          ReleaseNotice.of(kpis.privacy().noise().orElseThrow(), release.get().generator(), spent));
    } else if (tables.exists(PrivacyBudget.TABLE)) {
      notices.add(ReleaseNotice.EXACT_AFTER_NOISE);
    }
  }

  /** Leaves out what needs values that turned out to be protected, and says so. */
  private Kpis readable(Kpis all, Collection<CatalogEntry> columns) {
    Map<ColumnPath, CatalogEntry> byPath = new HashMap<>();
    columns.forEach(entry -> byPath.put(entry.classification().path(), entry));
    RawFields raw =
        new RawFields(
            all,
            path ->
                Optional.ofNullable(byPath.get(path))
                    .flatMap(entry -> Rules.protectedAs(entry.classification(), entry.action())),
            path ->
                Optional.ofNullable(byPath.get(path))
                    .filter(entry -> !LABELS.contains(entry.action()))
                    .map(entry -> entry.classification().type() + ", " + entry.action().label()));
    List<String> problems = raw.problems();
    if (problems.isEmpty()) {
      return all;
    }
    problems.forEach(problem -> notices.add("Left out: " + problem));
    return raw.withoutThem();
  }

  /**
   * Custom attributes whose values stay as they are: the column that holds each, by the path that
   * the dump has it under. One that got no column, such as a key that is personal, is none.
   */
  private static Map<String, String> keptAttributes(
      Collection<CatalogEntry> columns, Map<String, String> outputs) {
    Map<String, String> attributes = new TreeMap<>();
    long endpoints =
        columns.stream()
            .filter(entry -> entry.classification().path().toString().equals("endpoints.Id"))
            .mapToLong(entry -> entry.classification().evidence().distinctEstimate())
            .max()
            .orElse(Long.MAX_VALUE);
    for (CatalogEntry entry : columns) {
      ColumnPath input = entry.classification().path();
      String output = outputs.get(input.toString());
      if (isOfEndpoints(entry)
          && entry.action() == ProtectionAction.KEEP
          && isAttribute(input)
          && output != null
          && sorts(entry.classification().evidence(), endpoints)) {
        attributes.put(input.withoutRoot(), ColumnPath.parse(output).withoutRoot());
      }
    }
    return attributes;
  }

  /**
   * Whether a value is shared by some: buckets of a time stamp or a serial number hold one endpoint
   * each, of which nothing is shown, however long they take to judge.
   *
   * @param endpoints how many there are, each of which may be in several exports
   */
  static boolean sorts(Evidence evidence, long endpoints) {
    long holders = Math.min(evidence.values(), endpoints);
    return holders < MANY || 2 * evidence.distinctEstimate() < holders;
  }

  /** The fullest readable column of endpoints that was found to hold one of some types. */
  private static Optional<String> columnHolding(
      List<String> types, Collection<CatalogEntry> columns, Map<String, String> outputs) {
    return columns.stream()
        .filter(AggregateStage::isOfEndpoints)
        .filter(entry -> types.contains(entry.classification().type().name()))
        .filter(entry -> READABLE.contains(entry.action()))
        .sorted(
            Comparator.comparingLong(
                    (CatalogEntry entry) -> -entry.classification().evidence().nonNull())
                .thenComparing(entry -> entry.classification().path().toString()))
        .map(entry -> outputs.get(entry.classification().path().toString()))
        .filter(output -> output != null)
        .map(output -> ColumnPath.parse(output).withoutRoot())
        .findFirst();
  }

  private static boolean isOfEndpoints(CatalogEntry entry) {
    return entry.dataset().equals(Dataset.ENDPOINTS.label());
  }

  private static boolean isAttribute(ColumnPath input) {
    String path = input.withoutRoot();
    return path.startsWith("Attributes.") || path.startsWith("User.UserAttributes.");
  }
}
