// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.protect.Policy;
import dev.pinfold.protect.ProtectionDecision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is done with every column of a dump. A column is judged by its own values, and those of one
 * endpoint field differ between export, imports and events; so columns of one field look at each
 * other: one that would be kept as holding nothing personal is protected like the one in which
 * something was found, and all that are tokenized take the domain of the strongest type among them,
 * since a value must have one token wherever it stands.
 */
public final class ColumnDecisions {
  /** Personal before not, more harmful before less, surer before less sure. */
  private static final Comparator<Classification> STRENGTH =
      Comparator.comparing((Classification column) -> column.type().isPersonal())
          .thenComparing(column -> column.type().sensitivity())
          .thenComparing(Classification::confidence)
          .thenComparing(column -> column.type().name());

  private final Map<ColumnPath, Classification> columns;
  private final Map<ColumnPath, ProtectionDecision> decisions = new TreeMap<>();
  private final Map<ColumnPath, PersonalDataType> domains = new HashMap<>();

  private ColumnDecisions(Map<ColumnPath, Classification> columns) {
    this.columns = new TreeMap<>(columns);
  }

  public static ColumnDecisions of(Map<ColumnPath, Classification> columns, Policy policy) {
    ColumnDecisions all = new ColumnDecisions(columns);
    Map<String, List<Classification>> fields = new TreeMap<>();
    for (Classification column : all.columns.values()) {
      all.decisions.put(column.path(), policy.decide(column));
      EndpointFields.of(column.path())
          .ifPresent(field -> fields.computeIfAbsent(field, f -> new ArrayList<>()).add(column));
    }
    fields.values().forEach(siblings -> all.agree(siblings, policy));
    return all;
  }

  private void agree(List<Classification> siblings, Policy policy) {
    Classification strongest = siblings.stream().max(STRENGTH).orElseThrow();
    if (strongest.type().isPersonal()) {
      siblings.stream()
          .filter(this::isKeptForNothing)
          .forEach(
              column ->
                  decisions.put(
                      column.path(),
                      policy.decide(as(column, strongest)).because(reason(strongest))));
    }
    Optional<Classification> domain =
        siblings.stream().filter(column -> isTokenized(column.path())).max(STRENGTH);
    domain.ifPresent(one -> siblings.forEach(column -> domains.put(column.path(), one.type())));
  }

  /** Whether a column is kept since nothing was found in it, and not since a person said so. */
  private boolean isKeptForNothing(Classification column) {
    return !column.type().isPersonal()
        && column.decidedBy() != DecidedBy.OVERRIDE
        && column.decidedBy() != DecidedBy.FORMAT
        && decisions.get(column.path()).action() == ProtectionAction.KEEP;
  }

  private static Classification as(Classification column, Classification other) {
    return new Classification(
        column.path(),
        column.categories(),
        other.type(),
        other.confidence(),
        column.decidedBy(),
        column.otherTypes(),
        column.evidence(),
        column.findings());
  }

  private static String reason(Classification other) {
    return "the same field in " + other.path().root() + " is " + other.type();
  }

  private boolean isTokenized(ColumnPath column) {
    return decisions.get(column).action() == ProtectionAction.TOKENIZE;
  }

  /** Every column, by path. */
  public Collection<Classification> columns() {
    return columns.values();
  }

  /** The column at a path, or null. */
  public Classification column(ColumnPath path) {
    return columns.get(path);
  }

  /** What is done with a column; it must be one of these. */
  public ProtectionDecision decision(ColumnPath column) {
    return decisions.get(column);
  }

  /** The type whose domain a column's tokens belong to. */
  PersonalDataType domain(ColumnPath column) {
    return isTokenized(column)
        ? domains.getOrDefault(column, columns.get(column).type())
        : columns.get(column).type();
  }

  boolean isDropped(ColumnPath column) {
    return decisions.get(column).action() == ProtectionAction.DROP;
  }
}
