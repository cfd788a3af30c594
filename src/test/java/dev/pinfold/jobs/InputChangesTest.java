// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.RunTables.FileAccount;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.spark.FileCount;
import dev.pinfold.classify.spark.ProfileTable.Stored;
import dev.pinfold.ingest.FileFormat;
import dev.pinfold.ingest.InputFile;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a run takes of an input that earlier runs have taken files of. */
class InputChangesTest {
  private static final RunScope ALL =
      new RunScope(LocalDate.of(2026, 10, 31), true, false, Optional.empty());
  private static final Stored NOTHING = new Stored(Map.of(), Map.of());

  private static InputFile file(String name, long bytes, long modified, String digest) {
    Dataset dataset = name.startsWith("events") ? Dataset.EVENTS : Dataset.ENDPOINTS;
    return new InputFile(
        "file:/in/" + name, name, dataset, FileFormat.JSON, bytes, modified, false, digest);
  }

  private static FileAccount account(String name, long bytes, long modified, String digest) {
    String dataset = name.startsWith("events") ? "events" : "endpoints";
    return new FileAccount(name, dataset, bytes, modified, digest, 10, 9);
  }

  private static Map<String, FileAccount> ledger(FileAccount... accounts) {
    return Arrays.stream(accounts)
        .collect(Collectors.toMap(FileAccount::file, Function.identity()));
  }

  private static List<String> names(List<InputFile> files) {
    return files.stream().map(InputFile::relativePath).toList();
  }

  @Test
  void files_areNewOrKnownOrChangedOrGone() {
    InputChanges changes =
        InputChanges.of(
            List.of(
                file("events/new", 5, 100, null),
                file("events/same", 5, 100, null),
                file("events/longer", 6, 100, null),
                file("events/later", 5, 101, null)),
            ledger(
                account("events/same", 5, 100, null),
                account("events/longer", 5, 100, null),
                account("events/later", 5, 100, null),
                account("events/gone", 5, 100, null)),
            Optional.empty());

    InputChanges.OfDataset events = changes.of(Dataset.EVENTS);
    assertThat(names(events.fresh())).containsExactly("events/new");
    assertThat(names(events.known())).containsExactly("events/same");
    assertThat(names(events.changed())).containsExactly("events/longer", "events/later");
    assertThat(events.gone()).containsExactly("events/gone");
    assertThat(changes.of(Dataset.ENDPOINTS).present()).isEmpty();
  }

  @Test
  void sameDigest_isTheSameFile_whateverItsTime() {
    InputChanges changes =
        InputChanges.of(
            List.of(
                file("events/a", 5, 200, "e1"),
                file("events/b", 5, 200, "e2"),
                file("events/c", 5, 100, "e2")),
            ledger(
                account("events/a", 5, 100, "e1"),
                account("events/b", 5, 100, "e1"),
                account("events/c", 5, 100, "e1")),
            Optional.empty());

    assertThat(names(changes.of(Dataset.EVENTS).known())).containsExactly("events/a");
    assertThat(names(changes.of(Dataset.EVENTS).changed()))
        .as("within the same second, too")
        .containsExactly("events/b", "events/c");
  }

  @Test
  void fileThatCannotBeOpenedAnyMore_forbidsToMakeItsTableAnew() {
    InputPlan plan =
        InputPlan.of(
            List.of(
                file("events/a", 6, 100, null),
                file("events/b", 5, 100, null),
                file("events/new", 5, 100, null)),
            ledger(account("events/a", 5, 100, null), account("events/b", 5, 100, null)),
            Optional.of(NOTHING),
            ALL);
    FileCount unopened = new FileCount(1, 1, true);

    plan.requireOpened(Map.of("events/a", new FileCount(4, 1), "events/new", unopened));
    assertThatThrownBy(() -> plan.requireOpened(Map.of("events/b", unopened)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("1 of its files, such as events/b, cannot be opened");
  }

  @Test
  void fileThatCouldBeOpenedInPart_failsTheRun() {
    InputPlan plan =
        InputPlan.of(List.of(file("events/a", 6, 100, null)), Map.of(), Optional.empty(), ALL);

    assertThatThrownBy(() -> plan.requireOpened(Map.of("events/a", new FileCount(5, 1, true))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("events/a: could be opened in one part and not in another");
  }

  @Test
  void hours_leaveOtherFilesAlone() {
    InputChanges changes =
        InputChanges.of(
            List.of(
                file("events/2026/10/01/05/a", 5, 100, null),
                file("events/2026/10/01/06/b", 5, 100, null),
                file("events/2026/10/01/07/changed", 6, 100, null),
                file("endpoints/c", 5, 100, null)),
            ledger(account("events/2026/10/01/07/changed", 5, 100, null)),
            HourRange.of("2026-10-01T06", "2026-10-01T06"));

    assertThat(names(changes.of(Dataset.EVENTS).fresh())).containsExactly("events/2026/10/01/06/b");
    assertThat(changes.of(Dataset.EVENTS).changed()).isEmpty();
    assertThat(changes.of(Dataset.EVENTS).known()).isEmpty();
    assertThat(changes.of(Dataset.EVENTS).inTableAlone())
        .containsExactly("events/2026/10/01/07/changed");
    assertThat(names(changes.of(Dataset.EVENTS).readable()))
        .containsExactly("events/2026/10/01/06/b");
    assertThat(changes.of(Dataset.ENDPOINTS).fresh()).isEmpty();
  }

  /** Where what the table holds of it cannot be made what it has to be. */
  @Test
  void changedFileOfOtherHours_isNamed_andHowToTakeIt() {
    RunScope hours =
        new RunScope(
            LocalDate.of(2026, 10, 31),
            true,
            false,
            HourRange.of("2026-10-01T06", "2026-10-01T06"));
    InputPlan plan =
        InputPlan.of(
            List.of(file("events/2026/10/01/07/changed", 6, 100, null)),
            ledger(account("events/2026/10/01/07/changed", 5, 100, null)),
            Optional.of(NOTHING),
            hours);

    assertThat(plan.isNothing()).isTrue();
    assertThat(plan.lacksFiles(Dataset.EVENTS, "of a test", List.of()))
        .hasMessageContaining("events/2026/10/01/07/changed, have changed")
        .hasMessageContaining("run without --from and --to");
  }

  @Test
  void firstRun_readsEverything() {
    InputPlan plan =
        InputPlan.of(List.of(file("events/a", 5, 100, null)), Map.of(), Optional.empty(), ALL);

    assertThat(plan.isAllAnew()).isTrue();
    assertThat(names(plan.toProfile())).containsExactly("events/a");
  }

  @Test
  void nextRun_readsNewFilesAlone() {
    InputPlan plan =
        InputPlan.of(
            List.of(file("events/a", 5, 100, null), file("events/b", 5, 100, null)),
            ledger(account("events/a", 5, 100, null)),
            Optional.of(NOTHING),
            ALL);

    assertThat(plan.anew()).isEmpty();
    assertThat(names(plan.toProfile())).containsExactly("events/b");
    assertThat(plan.files()).isEqualTo(2);
    List<InputFile> both = plan.changes().of(Dataset.EVENTS).present();
    assertThat(plan.recordsOf(Dataset.EVENTS, both, Map.of("events/b", new FileCount(4, 1))))
        .as("9 of the known file, 3 of the new one")
        .isEqualTo(12);
  }

  @Test
  void changedFile_makesItsDatasetAnew_andNoOther() {
    InputPlan plan =
        InputPlan.of(
            List.of(
                file("events/a", 6, 100, null),
                file("events/b", 5, 100, null),
                file("endpoints/c", 5, 100, null)),
            ledger(
                account("events/a", 5, 100, null),
                account("events/b", 5, 100, null),
                account("endpoints/c", 5, 100, null)),
            Optional.of(NOTHING),
            ALL);

    assertThat(plan.anew()).containsExactly(Dataset.EVENTS);
    assertThat(names(plan.toProfile())).containsExactlyInAnyOrder("events/a", "events/b");
    assertThat(plan.readAgain()).containsExactlyInAnyOrder("events/a", "events/b");
  }

  @Test
  void goneFiles_stay_butForbidToMakeTheTableAnew() {
    Map<String, FileAccount> taken =
        ledger(account("events/a", 5, 100, null), account("events/gone", 5, 100, null));
    List<InputFile> listed = List.of(file("events/a", 5, 100, null));
    InputPlan goesOn = InputPlan.of(listed, taken, Optional.of(NOTHING), ALL);

    assertThat(goesOn.isNothing()).isTrue();
    assertThat(goesOn.files()).isEqualTo(2);
    assertThat(goesOn.lacksFiles(Dataset.EVENTS, "of a test", List.of()))
        .hasMessageContaining("events/gone")
        .hasMessageContaining("--full");
    assertThatThrownBy(() -> InputPlan.of(listed, taken, Optional.empty(), ALL))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "identifiers, thresholds, limits, keys or what Pinfold counts are others");
    RunScope full = new RunScope(LocalDate.of(2026, 10, 31), true, true, Optional.empty());
    assertThat(InputPlan.of(listed, taken, Optional.empty(), full).isAllAnew()).isTrue();
  }

  @Test
  void anotherTreatment_isFound_andANewFieldIsNone() {
    Stored stored =
        new Stored(
            Map.of(ColumnPath.of("events", "a"), new ColumnProfile()),
            Map.of("events.a", "events.a STRING 0 NONE keep", "endpoints.b", "drop"));
    InputPlan plan = InputPlan.of(List.of(), Map.of(), Optional.of(stored), ALL);

    assertThat(
            plan.treatedOtherwise(
                Dataset.EVENTS,
                Map.of("events.a", "events.a STRING 0 NONE keep", "events.new", "drop")))
        .isEmpty();
    assertThat(
            plan.treatedOtherwise(
                Dataset.EVENTS, Map.of("events.a", "events.a STRING 0 EMAIL_ADDRESS tokenize")))
        .contains("events.a");
    assertThat(plan.treatedOtherwise(Dataset.EVENTS, Map.of())).contains("events.a");
  }

  @Test
  void fullAndHours_excludeEachOther() {
    assertThatThrownBy(
            () -> new RunScope(LocalDate.EPOCH, true, true, HourRange.of("2026-10-01", null)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("--full");
  }
}
