// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.Privacy.NoiseSettings;
import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.DeltaTables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger on real Delta. */
class PrivacyBudgetTest {
  private static final Instant NOW = Instant.parse("2026-11-01T02:15:00Z");

  private static SparkSession spark;
  @TempDir private Path output;

  @BeforeAll
  static void open() {
    spark = LocalSession.interpretedWithDelta();
  }

  @AfterAll
  static void close() throws IOException {
    spark.close();
  }

  private DeltaTables tables() {
    return new DeltaTables(spark, output.toString());
  }

  private PrivacyBudget budget(double epsilon, double delta, double most, double mostDelta) {
    NoiseSettings settings =
        new NoiseSettings(epsilon, delta, Optional.empty(), 10, 10, Map.of(), most, mostDelta);
    return new PrivacyBudget(tables(), settings);
  }

  private List<String> rows() {
    return tables()
        .read(PrivacyBudget.TABLE)
        .orderBy("released", "release_id")
        .selectExpr(
            "concat_ws(' ', release_id, run_id, epsilon, delta, epsilon_total, delta_total,"
                + " budget_epsilon, budget_delta)")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  @Test
  void spend_releases_addUpExactlyAndEndAtTheBudget() {
    PrivacyBudget budget = budget(0.1, 1e-6, 0.3, 1);
    budget.spend("r1", "run1", NOW);
    budget.spend("r2", "run2", NOW.plusSeconds(1));
    PrivacyBudget.Spent spent = budget.spend("r3", "run3", NOW.plusSeconds(2));
    // As doubles, 0.1 + 0.1 + 0.1 is above 0.3.
    assertThat(spent.epsilon()).isEqualByComparingTo("0.3");
    assertThat(spent.delta()).isEqualByComparingTo("0.000003");
    assertThat(rows())
        .containsExactly(
            "r1 run1 0.1 1.0E-6 0.1 1.0E-6 0.3 1.0",
            "r2 run2 0.1 1.0E-6 0.2 2.0E-6 0.3 1.0",
            "r3 run3 0.1 1.0E-6 0.3 3.0E-6 0.3 1.0");
    assertThatThrownBy(budget::requireRoom).isInstanceOf(UserException.class);
    assertThatThrownBy(() -> budget.spend("r4", "run4", NOW))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.USAGE))
        .hasMessage(
            "kpis.yaml privacy.differential_privacy.budget: 3 releases spent epsilon 0.3 and delta"
                + " 0.000003 of epsilon 0.3 and delta 1, and this one wants epsilon 0.1 and delta"
                + " 0.000001; nothing was published; raise the budget, or lower the epsilon and"
                + " delta of a release");
    assertThat(rows()).hasSize(3);
  }

  @Test
  void spend_sameReleaseAgain_costsNothing() {
    PrivacyBudget budget = budget(1, 1e-6, 1, 1);
    budget.spend("r1", "run1", NOW);
    assertThat(budget.spend("r1", "run1", NOW.plusSeconds(60)).epsilon()).isEqualByComparingTo("1");
    assertThat(rows()).hasSize(1);
  }

  @Test
  void spend_deltaAloneBeyondTheBudget_isRefused() {
    PrivacyBudget budget = budget(0.1, 1e-6, 100, 1.5e-6);
    budget.spend("r1", "run1", NOW);
    assertThatThrownBy(() -> budget.spend("r2", "run2", NOW)).isInstanceOf(UserException.class);
  }

  @Test
  void spend_raisedBudget_goesOnFromWhatWasSpent() {
    budget(1, 1e-6, 1, 1).spend("r1", "run1", NOW);
    PrivacyBudget.Spent spent = budget(2, 1e-6, 3, 1).spend("r2", "run2", NOW.plusSeconds(1));
    assertThat(spent.releases()).isEqualTo(2);
    assertThat(spent.epsilon()).isEqualByComparingTo("3");
  }

  @Test
  void requireRoom_noLedgerYet_isGiven() {
    budget(1, 1e-6, 1, 1e-6).requireRoom();
    assertThat(tables().exists(PrivacyBudget.TABLE)).isFalse();
  }

  @Test
  void table_everyColumn_hasAComment() {
    budget(1, 1e-6, 1, 1).spend("r1", "run1", NOW);
    List<Row> columns =
        spark
            .sql("DESCRIBE TABLE delta.`" + output.resolve("privacy_budget") + "`")
            .collectAsList();
    assertThat(columns.stream().filter(row -> !row.getString(0).isEmpty()))
        .hasSize(PrivacyBudget.SCHEMA.size())
        .allMatch(row -> !row.isNullAt(2) && !row.getString(2).isEmpty());
  }
}
