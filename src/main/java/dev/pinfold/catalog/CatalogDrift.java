// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Compares the catalogs of two runs over the same output. */
public final class CatalogDrift {
  /** Below so many records or values a share says little. */
  private static final long FEW = 100;

  private static final double HUNDRED = 100;

  /** What {@link #percent} gives. */
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}) % (.+)");

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
    return between(before, after, List.of(), List.of());
  }

  /**
   * What changed, the gravest first; columns of the dump alone. Nothing where there was no catalog
   * before: a first run has nothing to compare with.
   *
   * @param added the records alone that were read now, which may stand beside those of earlier
   *     runs: among all that came before, hardly any share would move within a night
   * @param told what earlier runs found changed, the latest last: the share of new records is
   *     compared with that to which it was last told to have moved, so that one that stays there is
   *     told once, and one that comes back is told, too
   */
  public List<CatalogChange> between(
      Collection<KnownColumn> before,
      Collection<KnownColumn> after,
      Collection<KnownColumn> added,
      Collection<CatalogChange> told) {
    if (before.isEmpty()) {
      return List.of();
    }
    Map<String, KnownColumn> old = byPath(before);
    Map<String, KnownColumn> present = byPath(after);
    Map<String, KnownColumn> beside = byPath(added);
    Map<String, Double> shares = shares(told);
    List<CatalogChange> changes = new ArrayList<>();
    present.forEach(
        (path, column) -> {
          KnownColumn was = old.get(path);
          add(was, column, changes);
          if (was != null) {
            KnownColumn now = beside.get(path);
            addShare(
                FILLED, KnownColumn::rows, KnownColumn::filled, was, column, now, shares, changes);
            if (was.type().equals(column.type())) {
              addShare(
                  OF_TYPE,
                  KnownColumn::values,
                  KnownColumn::matched,
                  was,
                  column,
                  now,
                  shares,
                  changes);
            }
          }
        });
    old.forEach(
        (path, column) -> {
          if (!present.containsKey(path)) {
            changes.add(change(column, CatalogChange.Kind.GONE_COLUMN, column.types(), ""));
          }
        });
    changes.sort(CatalogChange.GRAVEST_FIRST);
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

  /**
   * Adds that a share moved.
   *
   * @param count what it is a share of
   * @param added null: no record was read now
   */
  private void addShare(
      String what,
      ToLongFunction<KnownColumn> count,
      ToDoubleFunction<KnownColumn> of,
      KnownColumn before,
      KnownColumn after,
      KnownColumn added,
      Map<String, Double> told,
      List<CatalogChange> changes) {
    double was = of.applyAsDouble(before);
    if (Math.min(count.applyAsLong(before), added == null ? 0 : count.applyAsLong(added)) >= FEW) {
      double since = told.getOrDefault(share(before.path(), what), was);
      addMoved(what, since, of.applyAsDouble(added), after, changes);
    } else if (Math.min(count.applyAsLong(before), count.applyAsLong(after)) >= FEW) {
      addMoved(what, was, of.applyAsDouble(after), after, changes);
    }
  }

  private void addMoved(
      String what, double was, double is, KnownColumn column, List<CatalogChange> changes) {
    if (Math.abs(was - is) >= share) {
      changes.add(
          change(column, CatalogChange.Kind.SHARE_MOVED, percent(was, what), percent(is, what)));
    }
  }

  /** Where shares were last told to have moved to, by {@link #share}. */
  private static Map<String, Double> shares(Collection<CatalogChange> told) {
    Map<String, Double> shares = new HashMap<>();
    for (CatalogChange one : told) {
      if (one.kind() != CatalogChange.Kind.SHARE_MOVED
          && one.kind() != CatalogChange.Kind.ACTION_CHANGED) {
        shares.remove(share(one.path(), OF_TYPE)); // of another type, or another column
      }
      if (one.kind() == CatalogChange.Kind.GONE_COLUMN
          || one.kind() == CatalogChange.Kind.NEW_COLUMN) {
        shares.remove(share(one.path(), FILLED));
      }
      Matcher percent = PERCENT.matcher(one.after());
      if (one.kind() == CatalogChange.Kind.SHARE_MOVED && percent.matches()) {
        shares.put(
            share(one.path(), percent.group(2)), Integer.parseInt(percent.group(1)) / HUNDRED);
      }
    }
    return shares;
  }

  private static String share(String path, String what) {
    return what + " " + path;
  }

  private static String percent(double share, String what) {
    return String.format(Locale.ROOT, "%.0f %% %s", HUNDRED * share, what);
  }

  private static CatalogChange change(
      KnownColumn column, CatalogChange.Kind kind, String before, String after) {
    return new CatalogChange(column.path(), column.dataset(), kind, before, after);
  }
}
