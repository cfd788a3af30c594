// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.protect.Pseudonyms;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What becomes of the records of one dataset: the tree of its columns, and the keys for what has no
 * column. Shipped to executors; immutable.
 */
public final class ProtectionPlan implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * The columns of a table's own, and how {@link EventDigest} makes its; another number where they
   * are others, so that what an earlier version wrote is written anew.
   */
  public static final int LAYOUT = 2;

  /** The map column that holds, encrypted and by path, what no other column could take. */
  public static final String OTHER = "_other";

  private static final String DROPPED = "drop";

  private final String dataset;
  private final ColumnPlan root;
  private final Pseudonyms pseudonyms;
  private final HashSet<ColumnPath> dropped;
  private final List<LineageEdge> lineage;
  private final TreeMap<String, String> treatments = new TreeMap<>();
  private final HashSet<ColumnPath> keptAside = new HashSet<>();
  private final HashSet<ColumnPath> distinct;
  private final TreeSet<DataCategory> keptAsideCategories = new TreeSet<>();

  ProtectionPlan(
      String dataset,
      ColumnPlan root,
      Set<ColumnPath> dropped,
      Set<Classification> keptAside,
      Set<ColumnPath> distinct,
      Pseudonyms pseudonyms,
      List<LineageEdge> lineage) {
    this.dataset = dataset;
    this.root = root;
    this.dropped = new HashSet<>(dropped);
    this.distinct = new HashSet<>(distinct);
    this.pseudonyms = pseudonyms;
    this.lineage = List.copyOf(lineage);
    for (Classification column : keptAside) {
      this.keptAside.add(column.path());
      this.keptAsideCategories.addAll(column.categories());
      treatments.put(column.path().toString(), "aside");
    }
    dropped.forEach(path -> treatments.put(path.toString(), DROPPED));
    root.children().values().forEach(this::addTreatments);
  }

  /**
   * Protects records that come out of a table, some of whose values are protected already; says
   * nothing of columns and treatments.
   */
  public ProtectionPlan leaving(StoredColumns stored) {
    return new ProtectionPlan(
        dataset, root.leaving(stored.left()), dropped, Set.of(), Set.of(), pseudonyms, List.of());
  }

  private void addTreatments(ColumnPlan column) {
    treatments.put(column.input().toString(), column.treatment());
    column.children().values().forEach(this::addTreatments);
  }

  /**
   * What is done with each field of the input and where it goes, by path. Rows of two plans can
   * stand in one table where both say the same of every field that the earlier one knows.
   */
  public Map<String, String> treatments() {
    return new TreeMap<>(treatments);
  }

  public String dataset() {
    return dataset;
  }

  /** The record itself; its columns are the table's. */
  public ColumnPlan root() {
    return root;
  }

  /** The output columns whose values hardly ever come again, by what the profile pass counted. */
  public Set<ColumnPath> distinct() {
    return Set.copyOf(distinct);
  }

  /** Where each output column comes from. */
  public List<LineageEdge> lineage() {
    return lineage;
  }

  /** Whether values were left as they are where they were treated so; see {@link #treatments}. */
  public static boolean isKept(String treatment) {
    return treatment.endsWith(" " + ProtectionAction.KEEP.label());
  }

  /** Whether nothing was left of values that were treated so; see {@link #treatments}. */
  public static boolean isDropped(String treatment) {
    return treatment.equals(DROPPED);
  }

  /** The fields of which the policy wants nothing. */
  Set<ColumnPath> dropped() {
    return Set.copyOf(dropped);
  }

  /** Whether the policy wants nothing of a column, wherever its values stand. */
  boolean isDropped(ColumnPath input) {
    return !dropped.isEmpty() && dropped.contains(input);
  }

  /** Whether a column of the input got none in the table, and is in {@link #OTHER}. */
  public boolean isKeptAside(ColumnPath input) {
    return keptAside.contains(input);
  }

  /** The categories of the columns in {@link #OTHER}. */
  public Set<DataCategory> keptAsideCategories() {
    return Set.copyOf(keptAsideCategories);
  }

  /**
   * A value that a run encrypted.
   *
   * @param domain what for
   * @return empty where the keys are others
   */
  public Optional<String> open(String domain, String text) {
    return pseudonyms.open(domain, text);
  }

  /**
   * JSON text that had no column.
   *
   * @return empty where the keys are others
   */
  Optional<String> unseal(String text) {
    return pseudonyms.unseal(text);
  }

  /** Stands for a field's name that the plan does not know, and that may be personal itself. */
  String pseudonymOfName(String name) {
    return pseudonyms.key(name);
  }

  /** What tells events apart, for one task. */
  public EventDigest eventDigest() {
    return new EventDigest(pseudonyms, DroppedFields.of(dropped));
  }

  /** JSON text that has no column, encrypted. */
  public String seal(String json) {
    return pseudonyms.seal(json);
  }
}
