// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.spark.PrivacyBudget;
import dev.pinfold.catalog.CatalogChange;
import dev.pinfold.catalog.CatalogDrift;
import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.KnownColumn;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.catalog.spark.RunTables.FileAccount;
import dev.pinfold.classify.ColumnProfiles;
import dev.pinfold.classify.spark.FileCount;
import dev.pinfold.classify.spark.SparkProfiler;
import dev.pinfold.ingest.InputFile;
import dev.pinfold.ingest.InputSplit;
import dev.pinfold.ingest.InputSplits;
import dev.pinfold.protect.plan.ColumnDecisions;
import dev.pinfold.protect.plan.OutputColumns;
import dev.pinfold.protect.plan.ProtectionPlan;
import dev.pinfold.protect.plan.ProtectionPlanner;
import dev.pinfold.protect.spark.SparkProtector;
import dev.pinfold.report.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * The stages over one dump, in order: profile, classify, protect, aggregate, publish. A stage
 * leaves what the next needs in the fields; used once.
 */
final class DumpRun {
  private static final int TASKS_A_CORE = 3;

  private final SparkSession spark;
  private final RunContext context;
  private final DeltaTables tables;
  private final CatalogTables catalogTables;
  private final RunTables runTables;
  private final StageReporter stages;
  private final AggregateStage aggregates;

  private final List<InputFile> files;
  private Map<String, FileCount> counts = Map.of();
  private Map<String, Long> faults = Map.of();
  private ColumnProfiles profiles;
  private OutputColumns outputs;
  private ColumnDecisions decisions;
  private final List<CatalogEntry> entries = new ArrayList<>();
  private final List<LineageEdge> lineage = new ArrayList<>();
  private final Map<String, String> written = new LinkedHashMap<>();
  private final List<String> notices = new ArrayList<>();

  /** The catalog of the run before. */
  private final List<KnownColumn> before;

  private List<CatalogChange> changes = List.of();

  DumpRun(SparkSession spark, RunContext context, StageReporter stages, List<InputFile> files) {
    this.spark = spark;
    this.context = context;
    this.tables = new DeltaTables(spark, context.output());
    this.catalogTables = new CatalogTables(spark, tables);
    this.runTables = new RunTables(spark, tables);
    this.stages = stages;
    this.aggregates = new AggregateStage(spark, tables, context.rules().kpis());
    this.files = List.copyOf(files);
    this.before = catalogTables.readColumns();
  }

  /** Pass 1 and the catalog alone. */
  RunSummary classifyOnly() {
    profile(false);
    requireRecords();
    classify();
    stages.begin("Publish");
    // What an earlier run wrote is still there, and so are its columns in the catalog.
    publishCatalog(catalogTables.readLineage(), List.of());
    return summary();
  }

  /** Everything. */
  RunSummary run(LocalDate asOf) {
    aggregates.requireBudget();
    profile(true);
    requireRecords();
    classify();
    protect();
    aggregate(asOf);
    forget();
    publish();
    return summary();
  }

  private void profile(boolean keepQuarantine) {
    stages.begin("Profile");
    List<List<InputSplit>> groups = InputSplits.plan(files, context.settings().splitBytes());
    try (SparkProfiler profiler =
        SparkProfiler.ofFiles(
            spark,
            groups,
            context.rules().identifiers(),
            context.rules().valueIdentifiers(),
            context.protection().sealer(),
            context.readLimits(),
            Map.of())) {
      profiles = new ColumnProfiles(profiler.profiles());
      counts = profiler.counts();
      faults = profiler.faults();
      if (keepQuarantine) {
        runTables.writeQuarantine(profiler.quarantine(context.runId()));
        written.put(RunTables.QUARANTINE, tables.path(RunTables.QUARANTINE));
      }
    }
  }

  private void requireRecords() {
    if (counts.values().stream().mapToLong(FileCount::written).sum() == 0) {
      writeFiles();
      throw new UserException(
          UserException.Kind.DATA,
          "input: none of its "
              + files.size()
              + " files holds a readable record"
              + (faults.isEmpty() ? "; they are empty" : " (" + describe(faults) + ")")
              + "; check that --input is a dump");
    }
  }

  private static String describe(Map<String, Long> faults) {
    return faults.entrySet().stream()
        .map(fault -> fault.getKey() + ": " + fault.getValue())
        .collect(Collectors.joining(", "));
  }

  private void classify() {
    stages.begin("Classify");
    Map<ColumnPath, Classification> columns = context.rules().classifier().classifyAll(profiles);
    decisions = ColumnDecisions.of(columns, context.rules().policy());
    outputs = new OutputColumns(profiles);
    for (Classification column : decisions.columns()) {
      entries.add(
          new CatalogEntry(
              column.path().root(), column, decisions.decision(column.path()).action()));
    }
  }

  private void protect() {
    ProtectionPlanner planner =
        new ProtectionPlanner(
            profiles,
            decisions,
            context.protection().leafProtectors(),
            context.settings().limits().maximumColumns());
    for (Dataset dataset : Dataset.values()) {
      stages.begin("Protect " + dataset.label());
      List<InputFile> own = files.stream().filter(file -> file.dataset() == dataset).toList();
      ProtectionPlan plan = planner.plan(dataset);
      tables.replace(
          dataset.label(),
          "Pseudonymized " + dataset.label() + " records of the dump",
          SparkProtector.rows(
              spark,
              InputSplits.plan(own, bytesOfOneTask(own)),
              plan,
              context.readLimits(),
              context.runId()));
      requireComplete(dataset);
      lineage.addAll(plan.lineage());
      entries.replaceAll(entry -> asWritten(entry, plan));
      written.put(dataset.label(), tables.path(dataset.label()));
    }
  }

  /** A column that got none of its own is encrypted, whatever the policy says of it. */
  private static CatalogEntry asWritten(CatalogEntry entry, ProtectionPlan plan) {
    return plan.isKeptAside(entry.classification().path())
        ? new CatalogEntry(entry.dataset(), entry.classification(), ProtectionAction.ENCRYPT)
        : entry;
  }

  /**
   * How much input goes into one file of a table: as much as the settings allow, so that files are
   * few, but no more than leaves every core a few tasks.
   */
  private long bytesOfOneTask(List<InputFile> own) {
    long total = own.stream().mapToLong(InputFile::bytes).sum();
    long share = total / (TASKS_A_CORE * (long) spark.sparkContext().defaultParallelism());
    PinfoldSettings settings = context.settings();
    return Math.max(settings.splitBytes(), Math.min(settings.output().targetFileBytes(), share));
  }

  /** The two passes must agree; where a file changed between them, they do not. */
  private void requireComplete(Dataset dataset) {
    long expected = dataset(dataset).written();
    long actual = tables.rowsOfLastWrite(dataset.label());
    if (actual != expected) {
      throw new UserException(
          UserException.Kind.FAILED,
          String.format(
              "table %s: %,d records were written and %,d were read; a file changed during the run,"
                  + " run again",
              dataset.label(), actual, expected));
    }
  }

  /**
   * Columns that were kept and turned out to be personal: the tables that they stood in, as they
   * were or as figures, are written anew by every run; now their older versions go as well. The
   * catalog that says they were kept is replaced only then, so that a run that dies here leaves it
   * to the next one.
   */
  private void forget() {
    Map<String, KnownColumn> known = new HashMap<>();
    before.forEach(column -> known.put(column.path(), column));
    List<String> repaired = new ArrayList<>();
    Set<String> datasets = new LinkedHashSet<>();
    for (CatalogEntry entry : entries) {
      String path = outputs.catalogued(entry.classification().path()).toString();
      KnownColumn column = known.get(path);
      if (column != null && column.isKept() && entry.action() != ProtectionAction.KEEP) {
        repaired.add(path);
        datasets.add(entry.dataset());
      }
    }
    if (repaired.isEmpty()) {
      return;
    }
    stages.begin("Repair");
    datasets.addAll(AggregateStage.TABLES);
    SmallWrites.run(spark, List.of(() -> datasets.forEach(tables::forgetHistory)));
    notices.add(
        "Repaired: "
            + String.join(", ", repaired)
            + (repaired.size() == 1 ? " was" : " were")
            + " kept by an earlier run and protected by this one; older versions of the tables "
            + String.join(", ", datasets)
            + " are deleted.");
  }

  private void aggregate(LocalDate asOf) {
    stages.begin("Aggregate");
    Instant now = Instant.now(context.clock());
    long rows = dataset(Dataset.ENDPOINTS).written() + dataset(Dataset.EVENTS).written();
    lineage.addAll(aggregates.run(asOf, entries, lineage, rows, context.runId(), now));
    notices.addAll(aggregates.notices());
    for (String table : AggregateStage.TABLES) {
      written.put(table, tables.path(table));
    }
    if (context.rules().kpis().privacy().noise().isPresent()) {
      written.put(PrivacyBudget.TABLE, tables.path(PrivacyBudget.TABLE));
    }
  }

  private void publish() {
    stages.begin("Publish");
    lineage.addAll(new OutputCatalog(tables).lineageOfOwnTables());
    publishCatalog(
        lineage,
        List.of(this::writeFiles, () -> catalogTables.writeLineage(lineage, context.runId())));
    written.put(RunTables.FILES, tables.path(RunTables.FILES));
    written.put(CatalogTables.LINEAGE, tables.path(CatalogTables.LINEAGE));
  }

  /**
   * Writes what is told of the columns, the catalog last: it counts the other tables.
   *
   * @param others further tables to write beside the findings
   */
  private void publishCatalog(List<LineageEdge> edges, List<Runnable> others) {
    List<Classification> columns =
        decisions.columns().stream().map(one -> one.at(outputs.catalogued(one.path()))).toList();
    List<CatalogEntry> rows = new ArrayList<>();
    entries.forEach(one -> rows.add(one.at(outputs.catalogued(one.classification().path()))));
    changes = changes(rows, edges);
    List<Runnable> writes = new ArrayList<>(others);
    writes.add(() -> catalogTables.writeFindings(columns, context.runId()));
    writes.add(() -> catalogTables.writeChanges(changes, context.runId(), context.started()));
    SmallWrites.run(spark, writes);
    SmallWrites.run(
        spark,
        List.of(
            () -> {
              rows.addAll(new OutputCatalog(tables).entries(rows, edges));
              catalogTables.writeCatalog(rows, context.runId(), context.started());
            }));
    written.put(CatalogTables.CATALOG, tables.path(CatalogTables.CATALOG));
    written.put(CatalogTables.FINDINGS, tables.path(CatalogTables.FINDINGS));
    written.put(CatalogTables.CHANGES, tables.path(CatalogTables.CHANGES));
  }

  /** What is another thing about the columns than in the run before. */
  private List<CatalogChange> changes(List<CatalogEntry> inputs, List<LineageEdge> edges) {
    List<CatalogEntry> present = new ArrayList<>(inputs);
    present.addAll(DerivedColumns.entries(inputs, edges, path -> ColumnCount.NONE));
    return new CatalogDrift(context.settings().drift().share())
        .between(before, present.stream().map(KnownColumn::of).toList());
  }

  private void writeFiles() {
    List<FileAccount> accounts = new ArrayList<>();
    for (InputFile file : files) {
      FileCount count = counts.getOrDefault(file.relativePath(), new FileCount(0, 0));
      accounts.add(
          new FileAccount(
              file.relativePath(),
              file.dataset().label(),
              file.bytes(),
              file.modified(),
              count.read(),
              count.written()));
    }
    runTables.writeFiles(accounts, context.runId());
  }

  private RunSummary.Counts dataset(Dataset dataset) {
    long bytes = 0;
    long read = 0;
    long good = 0;
    int number = 0;
    for (InputFile file : files) {
      if (file.dataset() == dataset) {
        FileCount count = counts.getOrDefault(file.relativePath(), new FileCount(0, 0));
        number++;
        bytes += file.bytes();
        read += count.read();
        good += count.written();
      }
    }
    return new RunSummary.Counts(number, bytes, read, good, read - good);
  }

  private List<String> notices() {
    List<String> all = new ArrayList<>(context.notices());
    all.addAll(Notices.ofDecisions(decisions));
    all.addAll(notices);
    long unreadable =
        counts.values().stream().filter(count -> count.read() > 0 && count.written() == 0).count();
    if (unreadable > 0) {
      all.add(
          "Note: "
              + unreadable
              + (unreadable == 1 ? " file" : " files")
              + " gave no record at all, as a JSON array, UTF-16 or another format does; see "
              + RunTables.QUARANTINE
              + " for the reasons.");
    }
    return all;
  }

  private RunSummary summary() {
    Map<Dataset, RunSummary.Counts> datasets = new LinkedHashMap<>();
    for (Dataset dataset : Dataset.values()) {
      datasets.put(dataset, dataset(dataset));
    }
    written.put(RunTables.RUNS, tables.path(RunTables.RUNS));
    return new RunSummary(
        context.runId(),
        datasets,
        entries,
        changes,
        written,
        notices(),
        Duration.between(context.started(), Instant.now(context.clock())));
  }
}
