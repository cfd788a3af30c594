// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.ColumnPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The profiles of all columns of a dump or of several tables, with the tree they form. */
public final class ColumnProfiles {
  private final TreeMap<ColumnPath, ColumnProfile> profiles;
  private final Map<ColumnPath, Set<String>> children = new HashMap<>();

  /**
   * @param profiles merged over all parts; a part that never saw a column counted no row for it, so
   *     every column gets the rows of its root here
   */
  public ColumnProfiles(Map<ColumnPath, ColumnProfile> profiles) {
    this.profiles = new TreeMap<>(profiles);
    for (ColumnPath path : this.profiles.keySet()) {
      ColumnProfile root = this.profiles.get(ColumnPath.of(path.root()));
      if (root != null && !path.names().isEmpty()) {
        this.profiles.get(path).setRows(root.rows());
      }
      addToTree(path);
    }
  }

  private void addToTree(ColumnPath path) {
    List<String> names = path.names();
    ColumnPath parent = ColumnPath.of(path.root());
    for (String name : names) {
      children.computeIfAbsent(parent, key -> new TreeSet<>()).add(name);
      parent = parent.child(name);
    }
  }

  /** Every profile, by path. */
  public Map<ColumnPath, ColumnProfile> all() {
    return Collections.unmodifiableMap(profiles);
  }

  /** The profile at a path, or null. */
  public ColumnProfile profile(ColumnPath path) {
    return profiles.get(path);
  }

  /** The names below an object; empty for a leaf. */
  public Set<String> childNames(ColumnPath object) {
    return children.getOrDefault(object, Set.of());
  }

  /** In how many records the column held something. */
  public long occurrences(ColumnPath path) {
    ColumnProfile profile = profiles.get(path);
    return profile == null ? 0 : profile.nonNull();
  }

  /**
   * The columns: every path at which a value stood, or at which nothing but null did. An object is
   * one only where values stood in its place too.
   */
  public List<ColumnPath> columns() {
    List<ColumnPath> columns = new ArrayList<>();
    profiles.forEach(
        (path, profile) -> {
          boolean isOnlyNull = profile.objects() == 0 && childNames(path).isEmpty();
          if (!path.names().isEmpty() && (profile.scalars() > 0 || isOnlyNull)) {
            columns.add(path);
          }
        });
    return columns;
  }
}
