// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.Map;
import java.util.Optional;

/**
 * Says, before anything is read, whether an SQL expression of {@code kpis.yaml} can be computed.
 */
@FunctionalInterface
public interface ExpressionCheck {
  /** Takes every expression. */
  ExpressionCheck NONE = (sql, isCondition, fields) -> Optional.empty();

  /**
   * What is wrong with an expression, for the user; empty where it can be computed row by row.
   *
   * @param isCondition whether it must be true or false
   * @param fields Spark SQL's types of the fields that it may use, by name
   */
  Optional<String> problem(String sql, boolean isCondition, Map<String, String> fields);
}
