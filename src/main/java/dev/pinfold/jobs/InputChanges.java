// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.spark.RunTables.FileAccount;
import dev.pinfold.ingest.InputFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of the input earlier runs have taken, and what is left to take.
 *
 * @param datasets by dataset, every one
 */
record InputChanges(Map<Dataset, OfDataset> datasets) {

  /**
   * One dataset's files.
   *
   * @param fresh not taken yet
   * @param known taken, and the same since
   * @param changed taken, and others since
   * @param passedOver taken, others since, and not of the hours asked for: what the table holds of
   *     them stays, and another run takes them
   * @param gone names of files that were taken and are no longer in the input
   */
  record OfDataset(
      List<InputFile> fresh,
      List<InputFile> known,
      List<InputFile> changed,
      List<InputFile> passedOver,
      List<String> gone) {
    OfDataset {
      fresh = List.copyOf(fresh);
      known = List.copyOf(known);
      changed = List.copyOf(changed);
      passedOver = List.copyOf(passedOver);
      gone = List.copyOf(gone);
    }

    /** All that lie in the input and are, or are to be, in the table. */
    List<InputFile> present() {
      List<InputFile> all = new ArrayList<>(readable());
      all.addAll(passedOver);
      return List.copyOf(all);
    }

    /** Those of which the input has what the table holds, or is to hold, of them. */
    List<InputFile> readable() {
      List<InputFile> all = new ArrayList<>(known);
      all.addAll(changed);
      all.addAll(fresh);
      return List.copyOf(all);
    }

    /** Names of those of which the table alone still has what it holds of them. */
    List<String> inTableAlone() {
      List<String> names = new ArrayList<>(gone);
      passedOver.forEach(file -> names.add(file.relativePath()));
      return List.copyOf(names);
    }
  }

  /**
   * Compares the input with the ledger.
   *
   * @param taken by name, what earlier runs took
   * @param hours where given, only event files of these hours are looked at; others are left as
   *     they are
   */
  static InputChanges of(
      Collection<InputFile> listed, Map<String, FileAccount> taken, Optional<HourRange> hours) {
    Map<Dataset, OfDataset> datasets = new EnumMap<>(Dataset.class);
    Set<String> names = new HashSet<>();
    listed.forEach(file -> names.add(file.relativePath()));
    for (Dataset dataset : Dataset.values()) {
      List<InputFile> fresh = new ArrayList<>();
      List<InputFile> known = new ArrayList<>();
      List<InputFile> changed = new ArrayList<>();
      List<InputFile> passedOver = new ArrayList<>();
      for (InputFile file : listed) {
        if (file.dataset() == dataset) {
          FileAccount account = taken.get(file.relativePath());
          if (account == null) {
            if (isAskedFor(file, hours)) {
              fresh.add(file);
            }
          } else if (isSame(account, file)) {
            known.add(file);
          } else if (isAskedFor(file, hours)) {
            changed.add(file);
          } else {
            passedOver.add(file);
          }
        }
      }
      List<String> gone =
          taken.values().stream()
              .filter(account -> account.dataset().equals(dataset.label()))
              .map(FileAccount::file)
              .filter(name -> !names.contains(name))
              .sorted()
              .toList();
      datasets.put(dataset, new OfDataset(fresh, known, changed, passedOver, gone));
    }
    return new InputChanges(datasets);
  }

  private static boolean isAskedFor(InputFile file, Optional<HourRange> hours) {
    return hours.isEmpty()
        || (file.dataset() == Dataset.EVENTS && hours.get().holds(file.relativePath()));
  }

  private static boolean isSame(FileAccount account, InputFile file) {
    return account.dataset().equals(file.dataset().label())
        && account.isSame(file.bytes(), file.modified(), file.digest());
  }

  OfDataset of(Dataset dataset) {
    return datasets.get(dataset);
  }

  /** Whether there is nothing to take. */
  boolean isNothing() {
    return datasets.values().stream()
        .allMatch(dataset -> dataset.fresh().isEmpty() && dataset.changed().isEmpty());
  }

  /** How many files were taken before and lie there unchanged. */
  long known() {
    return datasets.values().stream().mapToLong(dataset -> dataset.known().size()).sum();
  }

  /** How many files were taken before and lie there no more. */
  long gone() {
    return datasets.values().stream().mapToLong(dataset -> dataset.gone().size()).sum();
  }
}
