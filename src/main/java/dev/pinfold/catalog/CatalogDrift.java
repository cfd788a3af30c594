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
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Compares the catalogs of two runs over the same output. */
public final class CatalogDrift {
  /** Below so many records or values a share says little. */
  private static final long FEW = 100;

  private static final double HUNDRED = 100;
  private static final String FILLED = "filled";
  private static final String OF_TYPE = "of the type";

  private static final List<String> DATASETS =
      Arrays.stream(Dataset.values()).map(Dataset::label).toList();

  private final double share;

  /**
   * @param share by how much a share must move to be told, 0 to 1
   */
  public CatalogDrift(double share) {
    this.share = share;
  }

  /** The same, where no record stands beside earlier ones. */
  List<CatalogChange> between(Collection<KnownColumn> before, Collection<KnownColumn> after) {
    return between(before, after, List.of(), List::of);
  }

  /**
   * What changed, the gravest first; columns of the dump alone. Nothing where there was no catalog
   * before: a first run has nothing to compare with.
   *
   * @param added of columns whose records stand beside those of earlier runs, the new records
   *     alone: among all that came before, hardly any share would move within a night
   * @param told what earlier runs found changed, the latest last: a share that stays where it moved
   *     to is told once; asked for only where shares moved
   */
  public List<CatalogChange> between(
      Collection<KnownColumn> before,
      Collection<KnownColumn> after,
      Collection<KnownColumn> added,
      Supplier<Collection<CatalogChange>> told) {
    if (before.isEmpty()) {
      return List.of();
    }
    Map<String, KnownColumn> old = byPath(before);
    Map<String, KnownColumn> present = byPath(after);
    Map<String, KnownColumn> beside = byPath(added);
    List<CatalogChange> changes = new ArrayList<>();
    List<CatalogChange> moved = new ArrayList<>();
    present.forEach(
        (path, column) -> {
          KnownColumn was = old.get(path);
          add(was, column, changes);
          if (was != null && beside.containsKey(path)) {
            addShares(was, beside.get(path), column.type(), moved);
          } else if (was != null) {
            addShares(was, column, column.type(), changes);
          }
        });
    if (!moved.isEmpty()) {
      Collection<CatalogChange> earlier = told.get();
      moved.stream().filter(change -> !stays(change, earlier)).forEach(changes::add);
    }
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
  }

  private void addShares(
      KnownColumn before, KnownColumn now, String type, List<CatalogChange> changes) {
    moved(FILLED, Math.min(before.rows(), now.rows()), KnownColumn::filled, before, now)
        .ifPresent(changes::add);
    if (before.type().equals(type)) {
      moved(OF_TYPE, Math.min(before.values(), now.values()), KnownColumn::matched, before, now)
          .ifPresent(changes::add);
    }
  }

  /** Whether a share is about where it was when it was last told to have moved. */
  private boolean stays(CatalogChange moved, Collection<CatalogChange> told) {
    String what = moved.after().substring(moved.after().indexOf('%'));
    return told.stream()
        .filter(one -> one.kind() == CatalogChange.Kind.SHARE_MOVED)
        .filter(one -> one.path().equals(moved.path()) && one.after().endsWith(what))
        .reduce((first, last) -> last)
        .filter(last -> Math.abs(share(last.after()) - share(moved.after())) < share)
        .isPresent();
  }

  /** Of {@link #percent}. */
  private static double share(String percent) {
    return Integer.parseInt(percent.substring(0, percent.indexOf(' '))) / HUNDRED;
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
    return String.format(Locale.ROOT, "%.0f %% %s", HUNDRED * share, what);
  }

  private static CatalogChange change(
      KnownColumn column, CatalogChange.Kind kind, String before, String after) {
    return new CatalogChange(column.path(), column.dataset(), kind, before, after);
  }
}
