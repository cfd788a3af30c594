// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Compares the catalogs of two runs over the same output. */
public final class CatalogDrift {
  /** Below so many records or values a share says little. */
  private static final long FEW = 100;

  private static final List<String> DATASETS =
      Arrays.stream(Dataset.values()).map(Dataset::label).toList();

  private final double share;

  /**
   * @param share by how much a share must move to be told, 0 to 1
   */
  public CatalogDrift(double share) {
    this.share = share;
  }

  /**
   * What changed, the gravest first; columns of the dump alone. Nothing where there was no catalog
   * before: a first run has nothing to compare with.
   */
  public List<CatalogChange> between(
      Collection<KnownColumn> before, Collection<KnownColumn> after) {
    if (before.isEmpty()) {
      return List.of();
    }
    Map<String, KnownColumn> old = byPath(before);
    Map<String, KnownColumn> present = byPath(after);
    List<CatalogChange> changes = new ArrayList<>();
    present.forEach((path, column) -> add(old.get(path), column, changes));
    old.forEach(
        (path, column) -> {
          if (!present.containsKey(path)) {
            changes.add(change(column, CatalogChange.Kind.GONE_COLUMN, column.types(), ""));
          }
        });
    changes.sort(Comparator.comparing(CatalogChange::kind).thenComparing(CatalogChange::path));
    return changes;
  }

  private static Map<String, KnownColumn> byPath(Collection<KnownColumn> columns) {
    return columns.stream()
        .filter(column -> DATASETS.contains(column.dataset()))
        .collect(Collectors.toMap(KnownColumn::path, column -> column, (a, b) -> a, TreeMap::new));
  }

  private void add(KnownColumn before, KnownColumn after, List<CatalogChange> changes) {
    if (before == null) {
      changes.add(change(after, CatalogChange.Kind.NEW_COLUMN, "", after.types()));
      return;
    }
    if (!before.types().equals(after.types())) {
      boolean began = !before.isPersonal() && after.isPersonal();
      changes.add(
          change(
              after,
              began ? CatalogChange.Kind.BECAME_PERSONAL : CatalogChange.Kind.TYPE_CHANGED,
              before.types(),
              after.types()));
    }
    if (!before.action().equals(after.action())) {
      changes.add(
          change(after, CatalogChange.Kind.ACTION_CHANGED, before.action(), after.action()));
    }
    moved("filled", Math.min(before.rows(), after.rows()), KnownColumn::filled, before, after)
        .ifPresent(changes::add);
    if (before.type().equals(after.type())) {
      moved(
              "of the type",
              Math.min(before.values(), after.values()),
              KnownColumn::matched,
              before,
              after)
          .ifPresent(changes::add);
    }
  }

  private Optional<CatalogChange> moved(
      String what,
      long count,
      ToDoubleFunction<KnownColumn> of,
      KnownColumn before,
      KnownColumn after) {
    double was = of.applyAsDouble(before);
    double is = of.applyAsDouble(after);
    return count < FEW || Math.abs(was - is) < share
        ? Optional.empty()
        : Optional.of(
            change(after, CatalogChange.Kind.SHARE_MOVED, percent(was, what), percent(is, what)));
  }

  private static String percent(double share, String what) {
    return String.format(Locale.ROOT, "%.0f %% %s", 100 * share, what);
  }

  private static CatalogChange change(
      KnownColumn column, CatalogChange.Kind kind, String before, String after) {
    return new CatalogChange(column.path(), column.dataset(), kind, before, after);
  }
}
