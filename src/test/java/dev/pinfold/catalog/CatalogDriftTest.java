// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogDriftTest {
  private final CatalogDrift drift = new CatalogDrift(0.2);

  private static KnownColumn column(
      String path, String type, List<String> others, String action, long nonNull, long matches) {
    return new KnownColumn(path, "events", type, others, action, 1000, nonNull, nonNull, matches);
  }

  private static KnownColumn plain(String path) {
    return column(path, "NONE", List.of(), "keep", 1000, 0);
  }

  private List<String> sentences(List<KnownColumn> before, List<KnownColumn> after) {
    return drift.between(before, after).stream().map(CatalogChange::sentence).toList();
  }

  @Test
  void between_firstRun_isNothing() {
    assertThat(drift.between(List.of(), List.of(plain("events.a")))).isEmpty();
  }

  @Test
  void between_sameColumns_isNothing() {
    assertThat(drift.between(List.of(plain("events.a")), List.of(plain("events.a")))).isEmpty();
  }

  @Test
  void between_columnsThatComeAndGo_areTold() {
    assertThat(sentences(List.of(plain("events.a")), List.of(plain("events.b"))))
        .containsExactly("events.b is new: NONE", "events.a is gone: was NONE");
  }

  @Test
  void between_personalDataInSomeValues_isTheGravest() {
    KnownColumn after =
        column("events.z", "FREE_TEXT", List.of("EMAIL_ADDRESS"), "redact", 1000, 0);

    assertThat(sentences(List.of(plain("events.z")), List.of(after, plain("events.a"))))
        .containsExactly(
            "events.z began to hold personal data: NONE -> FREE_TEXT, EMAIL_ADDRESS",
            "events.z is protected in another way: keep -> redact",
            "events.a is new: NONE");
  }

  @Test
  void between_furtherTypeBesideOne_isAnotherType() {
    KnownColumn before = column("events.a", "USER_ID", List.of(), "tokenize", 1000, 900);
    KnownColumn after =
        column("events.a", "USER_ID", List.of("EMAIL_ADDRESS"), "tokenize", 1000, 900);

    assertThat(sentences(List.of(before), List.of(after)))
        .containsExactly("events.a has another type: USER_ID -> USER_ID, EMAIL_ADDRESS");
  }

  @Test
  void between_shares_areToldFromTheSettingOn() {
    KnownColumn before = column("events.a", "USER_ID", List.of(), "tokenize", 1000, 900);

    assertThat(
            sentences(
                List.of(before),
                List.of(column("events.a", "USER_ID", List.of(), "tokenize", 790, 711))))
        .containsExactly("events.a holds another share: 100 % filled -> 79 % filled");
    assertThat(
            sentences(
                List.of(before),
                List.of(column("events.a", "USER_ID", List.of(), "tokenize", 1000, 650))))
        .containsExactly("events.a holds another share: 90 % of the type -> 65 % of the type");
    assertThat(
            sentences(
                List.of(before),
                List.of(column("events.a", "USER_ID", List.of(), "tokenize", 810, 720))))
        .isEmpty();
  }

  @Test
  void between_fewRecords_sharesAreNotTold() {
    KnownColumn before =
        new KnownColumn("events.a", "events", "NONE", List.of(), "keep", 99, 99, 99, 0);
    KnownColumn after =
        new KnownColumn("events.a", "events", "NONE", List.of(), "keep", 5000, 1, 1, 0);

    assertThat(drift.between(List.of(before), List.of(after))).isEmpty();
  }

  @Test
  void between_ownTables_areNotCompared() {
    KnownColumn own = new KnownColumn("runs.a", "runs", "NONE", List.of(), "keep", 1, 1, 1, 0);

    assertThat(drift.between(List.of(plain("events.a"), own), List.of(plain("events.a"))))
        .isEmpty();
  }

  private static final KnownColumn FULL =
      column("events.a", "USER_ID", List.of(), "tokenize", 1000, 900);

  /** What a night of so many records is told of, of which so many hold something. */
  private List<String> night(int records, int filled, List<CatalogChange> told) {
    List<CatalogChange> changes =
        drift.between(List.of(FULL), List.of(FULL), List.of(FULL.in(records, filled, 0, 0)), told);
    told.addAll(changes);
    return changes.stream().map(CatalogChange::sentence).toList();
  }

  /** A night is few of all records, and hardly moves a share of all. */
  @Test
  void between_sharesOfNewRecords_areToldWhereverTheyMove_andOnce() {
    List<CatalogChange> told = new ArrayList<>();

    assertThat(night(100, 95, told)).isEmpty();
    assertThat(night(100, 0, told))
        .containsExactly("events.a holds another share: 100 % filled -> 0 % filled");
    assertThat(night(100, 5, told)).as("stays there").isEmpty();
    assertThat(night(100, 100, told))
        .containsExactly("events.a holds another share: 0 % filled -> 100 % filled");
    assertThat(night(100, 0, told)).hasSize(1);
  }

  @Test
  void between_shareOfAnotherTypeThatWasTold_isForgotten() {
    List<CatalogChange> told =
        List.of(
            new CatalogChange(
                "events.a", "events", CatalogChange.Kind.SHARE_MOVED, "", "10 % of the type"),
            new CatalogChange(
                "events.a", "events", CatalogChange.Kind.TYPE_CHANGED, "CITY", "USER_ID"));

    assertThat(
            drift.between(List.of(FULL), List.of(FULL), List.of(FULL.in(200, 200, 200, 180)), told))
        .isEmpty();
    assertThat(
            drift.between(
                List.of(FULL),
                List.of(FULL),
                List.of(FULL.in(200, 200, 200, 180)),
                told.subList(0, 1)))
        .hasSize(1);
  }

  /** Of these the whole tells, as long as it is small itself. */
  @Test
  void between_fewNewRecords_areComparedWithAllOthers() {
    KnownColumn before = FULL.in(150, 150, 150, 140);
    KnownColumn after = FULL.in(249, 150, 150, 140);

    assertThat(
            drift
                .between(List.of(before), List.of(after), List.of(FULL.in(99, 0, 0, 0)), List.of())
                .stream()
                .map(CatalogChange::sentence))
        .containsExactly("events.a holds another share: 100 % filled -> 60 % filled");
  }

  @Test
  void between_sharesOfNewRecords_ofTheType_areCompared() {
    assertThat(
            drift
                .between(
                    List.of(FULL), List.of(FULL), List.of(FULL.in(200, 200, 200, 20)), List.of())
                .stream()
                .map(CatalogChange::sentence))
        .containsExactly("events.a holds another share: 90 % of the type -> 10 % of the type");
  }
}
