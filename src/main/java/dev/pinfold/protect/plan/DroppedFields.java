// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.ColumnPath;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Which fields of a record the policy leaves nothing of, as a tree that is walked as records are.
 */
final class DroppedFields {
  /** Nothing here or below is dropped. */
  private static final DroppedFields NONE = new DroppedFields();

  private final Map<String, DroppedFields> fields = new HashMap<>();
  private boolean isItself;

  /** The looks of the fields' names: most names have another, and need no look-up. */
  private long looks;

  private DroppedFields() {}

  /** The fields of a dataset's records. */
  static DroppedFields of(Collection<ColumnPath> paths) {
    DroppedFields root = new DroppedFields();
    for (ColumnPath path : paths) {
      DroppedFields at = root;
      for (String name : path.names()) {
        at.looks |= look(name);
        at = at.fields.computeIfAbsent(name, key -> new DroppedFields());
      }
      at.isItself = true;
    }
    return root;
  }

  /** The same and fields of the record itself. */
  DroppedFields and(Collection<String> names) {
    DroppedFields root = new DroppedFields();
    root.fields.putAll(fields);
    root.looks = looks;
    for (String name : names) {
      DroppedFields all = new DroppedFields();
      all.isItself = true;
      root.fields.put(name, all);
      root.looks |= look(name);
    }
    return root;
  }

  /** One bit, which names may share; a shift counts modulo 64. */
  private static long look(String name) {
    return name.isEmpty() ? 1 : 1L << name.length() * 7 + name.charAt(0);
  }

  /** What is dropped of a field. */
  DroppedFields below(String name) {
    return (looks & look(name)) == 0 ? NONE : fields.getOrDefault(name, NONE);
  }

  /** Whether it is all. */
  boolean isItself() {
    return isItself;
  }
}
