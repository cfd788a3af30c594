// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.RunTables.FileAccount;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.ColumnProfiles;
import dev.pinfold.classify.spark.FileCount;
import dev.pinfold.classify.spark.ProfileTable;
import dev.pinfold.ingest.InputFile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which files a run reads, and what becomes of what earlier runs counted and wrote. A dataset is
 * either gone on with, or profiled anew from all its files: where there is nothing to go on with,
 * where a file that was taken has changed, or where the user asks for it.
 */
final class InputPlan {
  private final InputChanges changes;
  private final Map<String, FileAccount> taken;
  private final Optional<ProfileTable.Stored> stored;
  private final Set<Dataset> anew;

  private InputPlan(
      InputChanges changes,
      Map<String, FileAccount> taken,
      Optional<ProfileTable.Stored> stored,
      Set<Dataset> anew) {
    this.changes = changes;
    this.taken = taken;
    this.stored = stored;
    this.anew = anew;
  }

  /** All files, as if there had been no run. */
  static InputPlan everything(List<InputFile> files) {
    return new InputPlan(
        InputChanges.of(files, Map.of(), Optional.empty()),
        Map.of(),
        Optional.empty(),
        EnumSet.allOf(Dataset.class));
  }

  /**
   * What a run has to read.
   *
   * @param taken what earlier runs took, by name
   * @param stored what they counted; empty where it cannot be gone on with
   * @throws UserException where tables have to be made anew and some of their files are gone
   */
  static InputPlan of(
      List<InputFile> files,
      Map<String, FileAccount> taken,
      Optional<ProfileTable.Stored> stored,
      RunScope scope) {
    if (scope.full()) {
      return everything(files);
    }
    InputChanges changes = InputChanges.of(files, taken, scope.hours());
    InputPlan plan = new InputPlan(changes, taken, stored, EnumSet.noneOf(Dataset.class));
    for (Dataset dataset : Dataset.values()) {
      if (stored.isEmpty() || !changes.of(dataset).changed().isEmpty()) {
        plan.requireAllFiles(
            dataset,
            stored.isEmpty()
                ? "identifiers, thresholds, limits, keys or what Pinfold counts are others than at the run"
                    + " before"
                : changes.of(dataset).changed().get(0).relativePath() + " has changed");
        plan.anew.add(dataset);
      }
    }
    return plan;
  }

  /**
   * Makes sure that a table can be made anew from the input.
   *
   * @param reason why it has to
   * @throws UserException where files that it holds records of are gone
   */
  private void requireAllFiles(Dataset dataset, String reason) {
    if (!changes.of(dataset).gone().isEmpty()) {
      throw lacksFiles(dataset, reason, List.of());
    }
  }

  /**
   * What to tell the user where a table has to be made anew and the input has not all of its files
   * as they were taken.
   *
   * @param reason why it has to
   * @param unreadable files that are there and cannot be read
   */
  UserException lacksFiles(Dataset dataset, String reason, List<InputFile> unreadable) {
    InputChanges.OfDataset own = changes.of(dataset);
    if (!own.gone().isEmpty()) {
      return lacks(
          dataset,
          reason,
          own.gone(),
          "are no longer in the input; put them back, or give --full to go on without their"
              + " records");
    }
    return unreadable.isEmpty()
        ? lacks(
            dataset,
            reason,
            names(own.passedOver()),
            "have changed and are not of the hours asked for; run without --from and --to")
        : lacks(
            dataset,
            reason,
            names(unreadable),
            "cannot be opened; let the run read them, or give --full to go on without their"
                + " records");
  }

  private static List<String> names(List<InputFile> files) {
    return files.stream().map(InputFile::relativePath).toList();
  }

  private static UserException lacks(
      Dataset dataset, String reason, List<String> files, String what) {
    return new UserException(
        UserException.Kind.FAILED,
        String.format(
            "table %s: has to be written anew, since %s, and %d of its files, such as %s, %s",
            dataset.label(), reason, files.size(), files.get(0), what));
  }

  /**
   * Makes sure that no table loses the records of a file that cannot be opened any more, and none
   * gets some of a file's records that the next run would take again.
   *
   * @param counts of the files that were profiled now
   * @throws UserException where a table is made anew and holds records of such a file, or a file
   *     could be opened in one part and not in another
   */
  void requireOpened(Map<String, FileCount> counts) {
    counts.forEach(
        (file, count) -> {
          if (count.isUnopened() && count.written() > 0) {
            throw new UserException(
                UserException.Kind.FAILED,
                String.format(
                    "input %s: could be opened in one part and not in another; run again", file));
          }
        });
    for (Dataset dataset : anew) {
      List<String> lost =
          changes.of(dataset).present().stream()
              .map(InputFile::relativePath)
              .filter(name -> counts.getOrDefault(name, FileCount.NONE).isUnopened())
              .filter(name -> taken.containsKey(name) && taken.get(name).written() > 0)
              .sorted()
              .toList();
      if (!lost.isEmpty()) {
        throw new UserException(
            UserException.Kind.FAILED,
            String.format(
                "table %s: has to be written anew, and %d of its files, such as %s, cannot be"
                    + " opened; let the run read them, or give --full to go on without their"
                    + " records",
                dataset.label(), lost.size(), lost.get(0)));
      }
    }
  }

  /** Whether no file is left to take. */
  boolean isNothing() {
    return anew.isEmpty() && changes.isNothing();
  }

  InputChanges changes() {
    return changes;
  }

  /** Whether all that earlier runs counted of a dataset is forgotten. */
  boolean isAnew(Dataset dataset) {
    return anew.contains(dataset);
  }

  boolean isAllAnew() {
    return anew.size() == Dataset.values().length;
  }

  /** The datasets that are profiled anew. */
  Set<Dataset> anew() {
    return Set.copyOf(anew);
  }

  /** The files of a dataset that are read in the first pass. */
  List<InputFile> toProfile(Dataset dataset) {
    return isAnew(dataset) ? changes.of(dataset).present() : changes.of(dataset).fresh();
  }

  /** The files that are read in the first pass. */
  List<InputFile> toProfile() {
    List<InputFile> files = new ArrayList<>();
    for (Dataset dataset : Dataset.values()) {
      files.addAll(toProfile(dataset));
    }
    return files;
  }

  /** How many files the ledger holds once the run is valid. */
  long files() {
    long files = 0;
    for (Dataset dataset : Dataset.values()) {
      InputChanges.OfDataset own = changes.of(dataset);
      files += own.present().size() + (isAnew(dataset) ? 0 : own.gone().size());
    }
    return files;
  }

  /** Names of files whose bad records are read again, or whose files are gone. */
  Set<String> readAgain() {
    Set<String> names = new HashSet<>();
    for (Dataset dataset : anew) {
      taken.values().stream()
          .filter(account -> account.dataset().equals(dataset.label()))
          .forEach(account -> names.add(account.file()));
    }
    return names;
  }

  /** What was counted before of the datasets that are gone on with, and now. */
  ColumnProfiles merge(Map<ColumnPath, ColumnProfile> counted) {
    Map<ColumnPath, ColumnProfile> all = new HashMap<>();
    for (Dataset dataset : Dataset.values()) {
      if (!isAnew(dataset)) {
        stored.ifPresent(before -> all.putAll(before.profilesOf(dataset.label())));
      }
    }
    counted.forEach((path, profile) -> all.merge(path, profile, ColumnProfile::merge));
    return new ColumnProfiles(all);
  }

  /**
   * Whether rows that are written now can stand beside those that are there: every field that these
   * have is treated as before.
   *
   * @return the first field that is not; empty where they can
   */
  Optional<String> treatedOtherwise(Dataset dataset, Map<String, String> treatments) {
    Map<String, String> before = stored.map(ProfileTable.Stored::treatments).orElse(Map.of());
    return before.entrySet().stream()
        .filter(one -> ColumnPath.parse(one.getKey()).root().equals(dataset.label()))
        .filter(one -> !one.getValue().equals(treatments.get(one.getKey())))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** How many records the table of a dataset holds once the run is valid. */
  long recordsInTable(Dataset dataset, Map<String, FileCount> counts) {
    InputChanges.OfDataset own = changes.of(dataset);
    long ofGone =
        isAnew(dataset)
            ? 0
            : own.gone().stream().mapToLong(name -> taken.get(name).written()).sum();
    return ofGone + recordsOf(dataset, own.present(), counts);
  }

  /**
   * How many records the table of a dataset gets from some files.
   *
   * @param counts of the files that were profiled now
   */
  long recordsOf(Dataset dataset, List<InputFile> files, Map<String, FileCount> counts) {
    Set<InputFile> profiled = new HashSet<>(toProfile(dataset));
    return files.stream()
        .mapToLong(
            file ->
                profiled.contains(file)
                    ? counts.getOrDefault(file.relativePath(), FileCount.NONE).written()
                    : taken.get(file.relativePath()).written())
        .sum();
  }
}
