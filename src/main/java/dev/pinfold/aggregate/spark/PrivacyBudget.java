// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.apache.spark.sql.functions.collect_list;

import dev.pinfold.aggregate.Privacy.NoiseSettings;
import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.catalog.spark.NewRows;
import dev.pinfold.catalog.spark.OwnColumns;
import dev.pinfold.catalog.spark.TableSchemas;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The ledger of what releases of one output have cost. Epsilons and deltas of releases add up
 * (sequential composition: Dwork & Roth, theorem 3.16), whether they were of the same data or not,
 * since the same people may be in both. A release is entered before it is published, so that one
 * that fails in between has been paid for; what was entered is never taken back.
 */
public final class PrivacyBudget {
  public static final String TABLE = OwnColumns.PRIVACY_BUDGET;

  /** The schema of the table; a contract. */
  public static final StructType SCHEMA = TableSchemas.PRIVACY_BUDGET;

  /**
   * What all releases together have cost.
   *
   * @param releases their number
   */
  public record Spent(int releases, BigDecimal epsilon, BigDecimal delta) {
    private Spent plus(NoiseSettings one) {
      return new Spent(
          releases + 1,
          epsilon.add(BigDecimal.valueOf(one.epsilon())),
          delta.add(BigDecimal.valueOf(one.delta())));
    }

    private boolean exceeds(NoiseSettings budget) {
      return epsilon.compareTo(BigDecimal.valueOf(budget.budgetEpsilon())) > 0
          || delta.compareTo(BigDecimal.valueOf(budget.budgetDelta())) > 0;
    }
  }

  private final DeltaTables tables;
  private final NoiseSettings settings;

  public PrivacyBudget(DeltaTables tables, NoiseSettings settings) {
    this.tables = tables;
    this.settings = settings;
  }

  /** The ledger: as many rows as there were releases, ever. */
  private record Ledger(List<String> releases, Spent spent) {}

  private Ledger read() {
    if (!tables.exists(TABLE)) {
      return new Ledger(List.of(), new Spent(0, BigDecimal.ZERO, BigDecimal.ZERO));
    }
    Row all =
        tables
            .read(TABLE)
            .agg(collect_list("release_id"), collect_list("epsilon"), collect_list("delta"))
            .head();
    List<String> releases = all.getList(0);
    return new Ledger(
        releases, new Spent(releases.size(), sum(all.getList(1)), sum(all.getList(2))));
  }

  /** In decimals, so that ten releases of 0.1 cost 1. */
  private static BigDecimal sum(List<Double> costs) {
    return costs.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Asks whether one more release fits, before anything is done for it.
   *
   * @throws UserException where it does not
   */
  public void requireRoom() {
    requireRoom(read().spent());
  }

  private void requireRoom(Spent spent) {
    if (spent.plus(settings).exceeds(settings)) {
      throw refusal(spent);
    }
  }

  /**
   * Pays for a release. One that is entered already, as by a step that is done again, is not paid
   * for again; whoever draws new noise needs a new release.
   *
   * @return what is spent with it
   * @throws UserException where it does not fit; then nothing may be published
   */
  public Spent spend(String releaseId, String runId, Instant released) {
    Ledger before = read();
    if (before.releases().contains(releaseId)) {
      return before.spent();
    }
    requireRoom(before.spent());
    Spent after = before.spent().plus(settings);
    Row row =
        RowFactory.create(
            releaseId,
            runId,
            Timestamp.from(released),
            settings.epsilon(),
            settings.delta(),
            after.epsilon().doubleValue(),
            after.delta().doubleValue(),
            settings.budgetEpsilon(),
            settings.budgetDelta());
    tables.write(
        new NewRows(
            TABLE,
            "What every differentially private release has cost, and what all may cost",
            SCHEMA,
            List.of(row),
            false));
    // Another run may have entered its own between the question and the entry: neither is lost,
    // and at most the one that fits is published.
    Spent entered = read().spent();
    if (entered.exceeds(settings)) {
      throw refusal(entered);
    }
    return entered;
  }

  private UserException refusal(Spent spent) {
    return new UserException(
        UserException.Kind.USAGE,
        String.format(
            "kpis.yaml privacy.differential_privacy.budget: %d %s spent epsilon %s and delta"
                + " %s of epsilon %s and delta %s, and this one wants epsilon %s and delta %s;"
                + " nothing was published; raise the budget, or lower the epsilon and delta of a"
                + " release",
            spent.releases(),
            spent.releases() == 1 ? "release" : "releases",
            text(spent.epsilon()),
            text(spent.delta()),
            text(BigDecimal.valueOf(settings.budgetEpsilon())),
            text(BigDecimal.valueOf(settings.budgetDelta())),
            text(BigDecimal.valueOf(settings.epsilon())),
            text(BigDecimal.valueOf(settings.delta()))));
  }

  /**
   * Short, and the same however the number came about: {@code 1}, {@code 0.5}, {@code 0.000001}.
   */
  public static String text(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
