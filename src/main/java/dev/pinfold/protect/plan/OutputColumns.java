// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Origins;
import dev.pinfold.classify.ColumnProfiles;
import dev.pinfold.classify.PersonalKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the fields of a dump's records are called as columns. A field that has the name of a {@link
 * Bookkeeping} column, such as {@code _file}, is written, and catalogued, under another one; the
 * path that it has in the dump always means the bookkeeping column.
 */
public final class OutputColumns {
  private final ColumnProfiles profiles;

  public OutputColumns(ColumnProfiles profiles) {
    this.profiles = profiles;
  }

  /** Output name by input name below an object, without names that are personal themselves. */
  Map<String, String> names(ColumnPath object) {
    TreeSet<String> names = new TreeSet<>(profiles.childNames(object));
    names.removeIf(PersonalKeys::isPlaceholder);
    return OutputNames.of(
        names, object.names().isEmpty() ? Bookkeeping.names(object.root()) : Set.of());
  }

  /** The path under which the catalog tells of a field. */
  public ColumnPath catalogued(ColumnPath input) {
    if (!Bookkeeping.isTaken(input)) {
      return input;
    }
    List<String> names = new ArrayList<>(input.names());
    Map<String, String> outputs = names(ColumnPath.of(input.root()));
    names.set(0, outputs.getOrDefault(names.get(0), names.get(0)));
    return new ColumnPath(input.root(), names);
  }

  /** How lineage calls a field as an input. */
  static String lineageName(ColumnPath input) {
    return Bookkeeping.isTaken(input) ? Origins.field(input) : input.toString();
  }
}
