// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.spark;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.spark.ColumnStorage;
import dev.pinfold.protect.plan.Bookkeeping;
import dev.pinfold.protect.plan.ColumnPlan;
import dev.pinfold.protect.plan.ProtectionPlan;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** How the columns of a protected table are best stored, by what is known of their values. */
public final class PlanStorage {
  /** What leaves values whose order says nothing. */
  private static final Set<ProtectionAction> SCATTERING =
      EnumSet.of(ProtectionAction.TOKENIZE, ProtectionAction.ENCRYPT);

  private PlanStorage() {}

  public static ColumnStorage of(ProtectionPlan plan) {
    Set<ColumnPath> distinct = new HashSet<>(plan.distinct());
    distinct.add(ColumnPath.of(plan.dataset(), Bookkeeping.POSITION.column()));
    distinct.add(ColumnPath.of(plan.dataset(), Bookkeeping.DIGEST.column()));
    Set<ColumnPath> unordered = new HashSet<>();
    unordered.add(ColumnPath.of(plan.dataset(), Bookkeeping.DIGEST.column()));
    addUnordered(plan.root(), unordered);
    return new ColumnStorage(distinct, unordered);
  }

  private static void addUnordered(ColumnPlan plan, Set<ColumnPath> unordered) {
    if (plan.isStruct()) {
      plan.columns().forEach(column -> addUnordered(column, unordered));
    } else if (SCATTERING.contains(plan.decision().action())) {
      unordered.add(plan.output());
    }
  }
}
