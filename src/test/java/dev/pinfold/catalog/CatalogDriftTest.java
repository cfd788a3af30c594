// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import static org.assertj.core.api.Assertions.assertThat;

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

  /** A night is few of all records, and hardly moves a share of all. */
  @Test
  void between_sharesOfNewRecords_areComparedByThemselves_andToldOnce() {
    KnownColumn before = column("events.a", "USER_ID", List.of(), "tokenize", 1000, 900);
    KnownColumn after =
        new KnownColumn(
            "events.a", "events", "USER_ID", List.of(), "tokenize", 1100, 1000, 1000, 900);
    KnownColumn empty = after.in(100, 0, 0, 0);
    List<CatalogChange> told =
        drift.between(List.of(before), List.of(after), List.of(empty), List::of);

    assertThat(told.stream().map(CatalogChange::sentence))
        .containsExactly("events.a holds another share: 100 % filled -> 0 % filled");
    assertThat(drift.between(List.of(before), List.of(after), List.of(empty), () -> told))
        .isEmpty();
    assertThat(
            drift.between(
                List.of(before), List.of(after), List.of(after.in(100, 50, 50, 50)), () -> told))
        .as("from 100 over 0 to 50")
        .hasSize(1);
    assertThat(
            drift.between(
                List.of(before), List.of(after), List.of(after.in(99, 0, 0, 0)), List::of))
        .as("too few to tell")
        .isEmpty();
  }

  @Test
  void between_sharesOfNewRecords_ofTheType_areCompared() {
    KnownColumn before = column("events.a", "USER_ID", List.of(), "tokenize", 1000, 900);

    assertThat(
            drift
                .between(
                    List.of(before),
                    List.of(before),
                    List.of(before.in(200, 200, 200, 20)),
                    List::of)
                .stream()
                .map(CatalogChange::sentence))
        .containsExactly("events.a holds another share: 90 % of the type -> 10 % of the type");
  }
}
