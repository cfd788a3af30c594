// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.aggregate.spark.FigureTable;
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
import dev.pinfold.catalog.spark.NewRows;
import dev.pinfold.catalog.spark.RunTables;
import dev.pinfold.catalog.spark.RunTables.FileAccount;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.ColumnProfiles;
import dev.pinfold.classify.spark.FileCount;
import dev.pinfold.classify.spark.ProfileTable;
import dev.pinfold.classify.spark.SparkProfiler;
import dev.pinfold.ingest.InputFile;
import dev.pinfold.ingest.InputSplit;
import dev.pinfold.protect.plan.Bookkeeping;
import dev.pinfold.protect.plan.ColumnDecisions;
import dev.pinfold.protect.plan.OutputColumns;
import dev.pinfold.protect.plan.ProtectionPlan;
import dev.pinfold.protect.plan.ProtectionPlanner;
import dev.pinfold.report.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * The stages over one dump, in order: profile, classify, protect, aggregate, publish. A stage
 * leaves what the next needs in the fields; used once.
 */
final class DumpRun {
  /** Among a run's counts, the day of its demographics, in days since 1970. */
  static final String AS_OF = "as_of_day";

  private final SparkSession spark;
  private final RunContext context;
  private final DeltaTables tables;
  private final CatalogTables catalogTables;
  private final RunTables runTables;
  private final ProfileTable profileTable;
  private final StageReporter stages;
  private final AggregateStage aggregates;

  /** What lies in the input. */
  private final List<InputFile> listed;

  private final RunRecovery recovery;
  private InputPlan input;

  /** The day of the demographics; null where the command loads nothing. */
  private LocalDate asOf;

  /** The files that this run takes. */
  private List<InputFile> files = List.of();

  private Map<String, FileCount> counts = Map.of();
  private Map<String, Long> faults = Map.of();

  /** Null before the stage begins. */
  private ProtectStage protecting;

  private ColumnProfiles profiles;
  private OutputColumns outputs;
  private ColumnDecisions decisions;
  private final Map<String, String> treatments = new TreeMap<>();
  private final List<CatalogEntry> entries = new ArrayList<>();
  private final List<LineageEdge> lineage = new ArrayList<>();
  private final Map<String, String> written = new LinkedHashMap<>();
  private final List<String> notices = new ArrayList<>();
  private final List<String> forget = new ArrayList<>();

  /** The catalog of the run before. */
  private final List<KnownColumn> before;

  /** How full the tables are. */
  private final KnownCounts known;

  /** How the rows that are there were treated, by field. */
  private Map<String, String> storedTreatments = Map.of();

  /** Whether they were treated under another policy, or by another version. */
  private boolean isOfOtherPolicy;

  private List<CatalogChange> changes = List.of();

  /** What earlier runs found changed that died before they could tell. */
  private final List<CatalogChange> untold;

  private boolean isOfHours;
  private AddedRecords added = AddedRecords.NONE;

  DumpRun(
      SparkSession spark,
      RunContext context,
      StageReporter stages,
      List<InputFile> listed,
      RunRecovery recovery) {
    this.spark = spark;
    this.context = context;
    this.tables =
        new DeltaTables(spark, context.output()).within(context.transaction(), context.fence());
    this.catalogTables = new CatalogTables(tables);
    this.runTables = new RunTables(spark, tables);
    this.profileTable = new ProfileTable(tables, context.protection().profileCipher());
    this.stages = stages;
    this.aggregates =
        new AggregateStage(
            spark,
            tables,
            context.rules().kpis(),
            new FigureTable(spark, tables, context.protection().figureCipher()),
            context.rulesDigest().all());
    this.listed = List.copyOf(listed);
    this.recovery = recovery;
    this.before = catalogTables.readColumns();
    this.known = new KnownCounts(before);
    this.untold =
        recovery.untold().stream()
            .flatMap(run -> catalogTables.readChangesOf(run).stream())
            .toList();
  }

  /** Pass 1 over all files and the catalog alone. */
  RunSummary classifyOnly() {
    input = InputPlan.everything(listed);
    begin();
    profile();
    requireRecords();
    classify();
    stages.begin("Publish");
    // What an earlier run wrote is still there, and so are its columns in the catalog.
    Arrays.stream(Dataset.values()).forEach(known::left);
    AggregateStage.TABLES.forEach(known::left);
    publishCatalog(catalogTables.readLineage(), List.of());
    return summary();
  }

  /** Everything, for what was not taken yet. */
  RunSummary run(RunScope scope) {
    plan(scope);
    if (input.isNothing() && !isOfOtherPolicy) {
      Optional<Long> day = dayOfAggregates(scope);
      if (day.isPresent()) {
        return nothing(day.get());
      }
    }
    aggregates.requireBudget();
    begin();
    profile();
    requireRecords();
    classify();
    protect();
    aggregate(scope.asOf());
    notePersonalNow();
    publish();
    return summary();
  }

  /** Before the first write: from here on the run is valid as a whole or not at all. */
  private void begin() {
    try {
      recovery.begin(context.transaction());
    } catch (IOException e) {
      throw new UncheckedIOException("the output's journal cannot be written", e);
    }
  }

  /** What there is to take, and to go on with. */
  private void plan(RunScope scope) {
    asOf = scope.asOf();
    isOfHours = scope.hours().isPresent();
    // Where a first run could read nothing there is a ledger, and nothing that it tells of.
    boolean hasTables = hasTables();
    Map<String, FileAccount> taken = hasTables ? runTables.readFiles() : Map.of();
    ProfileTable.Found found = profileTable.read(context.rulesDigest());
    storedTreatments = found.treatments();
    Optional<ProfileTable.Stored> stored = found.stored().filter(one -> hasTables);
    isOfOtherPolicy = found.isOfOtherPolicy();
    if (isOfOtherPolicy && stored.isPresent()) {
      // Read again where that is possible; what counted alike stands for the files that are gone.
      boolean isSomeGone = InputChanges.of(listed, taken, Optional.empty()).gone() > 0;
      stored = stored.filter(one -> isSomeGone);
      if (isSomeGone && !scope.full()) {
        notices.add(
            "Rules: the policy or Pinfold is another than at the run before. Since files are no"
                + " longer in the input, what was counted of them then is gone on with.");
      }
    }
    input = InputPlan.of(listed, taken, stored, scope);
    noteFiles(scope);
  }

  /** Whether records go into tables, and the ledger of files tells of it. */
  private boolean isLoading() {
    return asOf != null;
  }

  private boolean hasTables() {
    return Arrays.stream(Dataset.values()).allMatch(dataset -> tables.exists(dataset.label()));
  }

  private void noteFiles(RunScope scope) {
    if (input.changes().known() > 0) {
      notices.add(
          String.format(
              "Files: %,d of the input were taken by earlier runs and are the same since.",
              input.changes().known()));
    }
    if (input.changes().gone() > 0) {
      notices.add(
          String.format(
              "Files: %,d that earlier runs took are no longer in the input; their records stay.",
              input.changes().gone()));
    }
    if (isOfHours) {
      notices.add("Files: events of the hours asked for were looked at, and nothing else.");
      boolean isAnyOfAnHour =
          listed.stream()
              .filter(file -> file.dataset() == Dataset.EVENTS)
              .anyMatch(file -> HourRange.hourOf(file.relativePath()).isPresent());
      if (!isAnyOfAnHour) {
        notices.add(
            "Files: no path of events names an hour, as .../YYYY/MM/DD/HH/... does; run without --from and"
                + " --to to take them.");
      }
    }
  }

  /**
   * The day that the last run's aggregates are of, in days since 1970, where they are of these
   * rules and of a day that will do. Those of an earlier day may have been made before records came
   * that belong to it.
   */
  private Optional<Long> dayOfAggregates(RunScope scope) {
    return runTables
        .lastGoodRun("run")
        .filter(run -> run.getAs("configuration_digest").equals(context.rules().digest()))
        .map(run -> run.<String, Long>getJavaMap(run.fieldIndex("counts")).get(AS_OF))
        .filter(day -> !scope.isDayAsked() || day == scope.asOf().toEpochDay());
  }

  /** The day of the demographics, where the command computes any. */
  Optional<LocalDate> asOf() {
    return Optional.ofNullable(asOf);
  }

  /** Whether files of some hours alone were asked for. */
  boolean isOfHours() {
    return isOfHours;
  }

  private RunSummary nothing(long day) {
    files = List.of();
    // Of the day that was asked for there is nothing, where the last run was of another.
    asOf = LocalDate.ofEpochDay(day);
    notices.add("Nothing is new; the tables stay as they are.");
    return summary();
  }

  private void profile() {
    stages.begin("Profile");
    files = input.toProfile();
    List<List<InputSplit>> groups = TaskInput.of(spark, context.settings(), files);
    try (SparkProfiler profiler =
        SparkProfiler.ofFiles(
            spark,
            groups,
            context.rules().identifiers(),
            context.rules().valueIdentifiers(),
            context.protection().sealer(),
            context.readLimits(),
            Map.of())) {
      Map<ColumnPath, ColumnProfile> counted = profiler.profiles();
      added =
          before.isEmpty()
              ? AddedRecords.NONE
              : AddedRecords.of(counted, context.rules().classifier());
      profiles = input.merge(counted);
      counts = profiler.counts();
      faults = profiler.faults();
      input.requireOpened(counts);
      noteUnopened();
      if (isLoading()) {
        quarantine(profiler);
        written.put(RunTables.QUARANTINE, tables.path(RunTables.QUARANTINE));
      }
    }
    stages.counted(datasets());
  }

  /** Nothing is known of their records, so the ledger does not say that they were taken. */
  private List<InputFile> opened() {
    return files.stream()
        .filter(file -> !counts.getOrDefault(file.relativePath(), FileCount.NONE).isUnopened())
        .toList();
  }

  private int unopened() {
    return files.size() - opened().size();
  }

  private void noteUnopened() {
    int unopened = unopened();
    if (unopened > 0) {
      notices.add(
          String.format(
              "Files: %,d could not be opened; see %s. They do not count as taken, and the next run"
                  + " tries them again.",
              unopened, RunTables.QUARANTINE));
    }
  }

  private void quarantine(SparkProfiler profiler) {
    if (faults.isEmpty()) {
      SmallWrites.run(spark, List.of(() -> writeQuarantine(profiler)));
    } else {
      writeQuarantine(profiler);
    }
  }

  private void writeQuarantine(SparkProfiler profiler) {
    boolean isWhole = input.isAllAnew() || !tables.exists(RunTables.QUARANTINE);
    if (isWhole && faults.isEmpty()) {
      runTables.writeNoQuarantine();
    } else if (isWhole) {
      runTables.writeQuarantine(profiler.quarantine(context.runId()));
    } else if (!input.anew().isEmpty()) {
      runTables.writeQuarantineOf(input.readAgain(), profiler.quarantine(context.runId()));
    } else if (!faults.isEmpty()) {
      runTables.addQuarantine(profiler.quarantine(context.runId()));
    }
  }

  /**
   * Where nothing at all can be read, the input is not what it should be. A first run leaves its
   * account of why; a later one leaves everything as it was, and the next one tries again.
   */
  private void requireRecords() {
    boolean isAnyGood = counts.values().stream().anyMatch(count -> count.written() > 0);
    boolean isAnyBad = counts.values().stream().anyMatch(count -> count.read() > 0);
    if (!isAnyGood && (isAnyBad || input.isAllAnew())) {
      if (!hasTables()) {
        writeFiles();
        recovery.keep();
      }
      throw new UserException(
          UserException.Kind.DATA,
          "input: none of its "
              + files.size()
              + (input.isAllAnew() ? "" : " new")
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
    stages.found(entries);
  }

  private void protect() {
    ProtectionPlanner planner =
        new ProtectionPlanner(
            profiles,
            decisions,
            context.protection().leafProtectors(),
            context.settings().limits().maximumColumns());
    protecting =
        new ProtectStage(
            spark,
            context,
            tables,
            stages,
            input,
            counts,
            known,
            storedTreatments,
            this::isNumeric);
    Map<Dataset, ProtectionPlan> plans = new EnumMap<>(Dataset.class);
    Arrays.stream(Dataset.values()).forEach(dataset -> plans.put(dataset, planner.plan(dataset)));
    protecting.write(plans);
    for (Dataset dataset : Dataset.values()) {
      ProtectionPlan plan = plans.get(dataset);
      known.check(dataset, input.recordsInTable(dataset, counts));
      lineage.addAll(plan.lineage());
      treatments.putAll(plan.treatments());
      entries.replaceAll(entry -> asWritten(entry, plan));
      written.put(dataset.label(), tables.path(dataset.label()));
    }
    notices.addAll(protecting.notices());
  }

  private boolean isNumeric(ColumnPath path) {
    ColumnProfile profile = profiles.profile(path);
    return profile != null && profile.isNumeric();
  }

  /** A column that got none of its own is encrypted, whatever the policy says of it. */
  private static CatalogEntry asWritten(CatalogEntry entry, ProtectionPlan plan) {
    return plan.isKeptAside(entry.classification().path())
        ? new CatalogEntry(entry.dataset(), entry.classification(), ProtectionAction.ENCRYPT)
        : entry;
  }

  /**
   * Columns that were kept and turned out to be personal: the tables that they stood in, as they
   * were or as figures, are written anew; once the run has ended well, their older versions go. So
   * do those of tables that lose a column, and of tables that a run which was taken back had
   * written, or begun to write, where a column is new and protected: it may have kept it.
   */
  private void notePersonalNow() {
    List<String> repaired = new ArrayList<>();
    Set<String> datasets = new LinkedHashSet<>();
    Set<String> withNewColumns = new LinkedHashSet<>();
    for (CatalogEntry entry : entries) {
      ColumnPath path = entry.classification().path();
      String treatment = storedTreatments.get(path.toString());
      boolean isProtected = entry.action() != ProtectionAction.KEEP;
      if (treatment == null && isProtected) {
        withNewColumns.add(entry.dataset());
      } else if (treatment != null && ProtectionPlan.isKept(treatment) && isProtected) {
        repaired.add(outputs.catalogued(path).toString());
        datasets.add(entry.dataset());
      } else if (treatment != null
          && entry.action() == ProtectionAction.DROP
          && !ProtectionPlan.isDropped(treatment)) {
        datasets.add(entry.dataset());
      }
    }
    // A run that died before its commit left files that no log tells of.
    boolean hasFailed = !withNewColumns.isEmpty() && runTables.hasFailed("run");
    withNewColumns.stream()
        .filter(table -> hasFailed || tables.tellsOfRollBack(table))
        .forEach(datasets::add);
    if (aggregates.isFirstNoise() || !datasets.isEmpty()) {
      forget.addAll(AggregateStage.TABLES);
      if (tables.exists(FigureTable.NAME)) {
        forget.add(FigureTable.NAME);
      }
    }
    forget.addAll(0, datasets);
    if (repaired.isEmpty()) {
      return;
    }
    notices.add(
        "Repaired: "
            + String.join(", ", repaired)
            + (repaired.size() == 1 ? " was" : " were")
            + " kept by an earlier run and protected by this one; older versions of the tables "
            + String.join(", ", forget)
            + " are deleted.");
  }

  private void aggregate(LocalDate asOf) {
    stages.begin("Aggregate");
    Instant now = Instant.now(context.clock());
    TableRecords records =
        new TableRecords(
            input.recordsInTable(Dataset.ENDPOINTS, counts),
            protecting.rows(Dataset.ENDPOINTS),
            input.recordsInTable(Dataset.EVENTS, counts),
            protecting.rows(Dataset.EVENTS));
    lineage.addAll(aggregates.run(asOf, entries, lineage, records, context.runId(), now));
    notices.addAll(aggregates.notices());
    for (String table : AggregateStage.TABLES) {
      written.put(table, tables.path(table));
      tables.countsOfWhole(table).ifPresent(columns -> known.wrote(table, columns));
    }
    if (tables.exists(FigureTable.NAME)) {
      written.put(FigureTable.NAME, tables.path(FigureTable.NAME));
    }
    if (context.rules().kpis().privacy().noise().isPresent()) {
      written.put(PrivacyBudget.TABLE, tables.path(PrivacyBudget.TABLE));
    }
  }

  private void publish() {
    stages.begin("Publish");
    lineage.addAll(new OutputCatalog(spark, tables).lineageOfOwnTables());
    publishCatalog(
        lineage,
        List.of(
            profileTable.rows(
                new ProfileTable.Stored(profiles.all(), treatments),
                context.rulesDigest(),
                context.runId()),
            catalogTables.lineage(lineage, context.runId())));
    written.put(ProfileTable.NAME, tables.path(ProfileTable.NAME));
    written.put(RunTables.FILES, tables.path(RunTables.FILES));
    written.put(CatalogTables.LINEAGE, tables.path(CatalogTables.LINEAGE));
  }

  /**
   * Writes what is told of the columns.
   *
   * @param others further rows to write beside the catalog and the findings
   */
  private void publishCatalog(List<LineageEdge> edges, List<NewRows> others) {
    List<Classification> columns =
        decisions.columns().stream().map(one -> one.at(outputs.catalogued(one.path()))).toList();
    List<CatalogEntry> rows = new ArrayList<>();
    entries.forEach(one -> rows.add(one.at(outputs.catalogued(one.classification().path()))));
    changes = changes(rows, edges);
    List<NewRows> coming = new ArrayList<>(others);
    coming.add(catalogTables.findings(columns, context.runId()));
    coming.add(catalogTables.changes(changes, context.runId(), context.started()));
    Interpreted.run(
        spark,
        () -> {
          rows.addAll(
              new OutputCatalog(spark, tables)
                  .entries(rows, edges, filesInLedger(), coming, known));
          coming.add(catalogTables.catalog(rows, context.runId(), context.started()));
        });
    List<Runnable> writes = new ArrayList<>();
    coming.forEach(one -> writes.add(() -> tables.write(one)));
    SmallWrites.run(spark, writes);
    written.put(CatalogTables.CATALOG, tables.path(CatalogTables.CATALOG));
    written.put(CatalogTables.FINDINGS, tables.path(CatalogTables.FINDINGS));
    written.put(CatalogTables.CHANGES, tables.path(CatalogTables.CHANGES));
  }

  /** How many files the ledger holds once the run is valid. */
  private long filesInLedger() {
    return input.files() - unopened();
  }

  /** What is another thing about the columns than in the run before. */
  private List<CatalogChange> changes(List<CatalogEntry> inputs, List<LineageEdge> edges) {
    List<CatalogEntry> present = new ArrayList<>(inputs);
    present.addAll(DerivedColumns.entries(inputs, edges, path -> ColumnCount.NONE));
    return new CatalogDrift(context.settings().drift().share())
        .between(
            ofTheDump(before),
            ofTheDump(present.stream().map(KnownColumn::of).toList()),
            added.of(entries, outputs::catalogued),
            catalogTables.readChanges());
  }

  /** Without the columns that tables have of their own: those are others in another version. */
  private static List<KnownColumn> ofTheDump(List<KnownColumn> columns) {
    return columns.stream()
        .filter(column -> Bookkeeping.of(ColumnPath.parse(column.path())).isEmpty())
        .toList();
  }

  /**
   * Makes the run valid: the ledger, which says that its files are taken, is the last table. What
   * stands before it is taken back by the next run where this one dies.
   *
   * @param stillThere fails where a file is not the one any more that was read
   */
  void commit(Consumer<List<InputFile>> stillThere) throws IOException {
    if (isLoading() && hasToCommit()) {
      stillThere.accept(filesRead());
      if (!forget.isEmpty()) {
        stages.begin("Repair");
        recovery.willForget(context.transaction(), forget);
      }
      SmallWrites.run(spark, List.of(this::writeFiles));
    }
    recovery.finish(context.transaction());
  }

  /** Whether more than aggregates has changed, or older versions of them have to go. */
  private boolean hasToCommit() {
    return !files.isEmpty()
        || input.isAllAnew()
        || !forget.isEmpty()
        || (protecting != null && protecting.hasWritten());
  }

  /** What the run has read of the input until now. */
  List<InputFile> filesRead() {
    Set<InputFile> read = new LinkedHashSet<>(files);
    if (protecting != null) {
      read.addAll(protecting.filesReadAgain());
    }
    return List.copyOf(read);
  }

  private void writeFiles() {
    List<FileAccount> accounts = new ArrayList<>();
    for (InputFile file : opened()) {
      FileCount count = counts.getOrDefault(file.relativePath(), FileCount.NONE);
      accounts.add(
          new FileAccount(
              file.relativePath(),
              file.dataset().label(),
              file.bytes(),
              file.modified(),
              file.digest(),
              count.read(),
              count.written()));
    }
    if (input.isAllAnew()) {
      runTables.writeFiles(accounts, context.runId());
    } else if (input.anew().isEmpty()) {
      runTables.addFiles(accounts, context.runId());
    } else {
      runTables.writeFilesOf(
          input.anew().stream().map(Dataset::label).toList(), accounts, context.runId());
    }
  }

  private RunSummary.Counts dataset(Dataset dataset) {
    long bytes = 0;
    long read = 0;
    long good = 0;
    int number = 0;
    for (InputFile file : files) {
      if (file.dataset() == dataset) {
        FileCount count = counts.getOrDefault(file.relativePath(), FileCount.NONE);
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
    if (decisions != null) {
      all.addAll(Notices.ofDecisions(decisions));
    }
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

  private Map<Dataset, RunSummary.Counts> datasets() {
    Map<Dataset, RunSummary.Counts> datasets = new LinkedHashMap<>();
    for (Dataset dataset : Dataset.values()) {
      datasets.put(dataset, dataset(dataset));
    }
    return datasets;
  }

  private RunSummary summary() {
    written.put(RunTables.RUNS, tables.path(RunTables.RUNS));
    return new RunSummary(
        context.runId(),
        datasets(),
        entries,
        Stream.concat(untold.stream(), changes.stream())
            .sorted(CatalogChange.GRAVEST_FIRST)
            .toList(),
        context.settings().drift().fails(),
        written,
        notices(),
        Duration.between(context.started(), Instant.now(context.clock())));
  }
}
