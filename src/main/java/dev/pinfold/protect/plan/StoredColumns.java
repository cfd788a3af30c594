// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.ProtectionAction;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the columns of a table that an earlier plan made go into the table of a later one, where the
 * records themselves are gone. What can be read is protected as the later plan says; what is
 * protected already and would now be protected otherwise cannot be, and is kept encrypted beside
 * the columns. Immutable.
 */
public final class StoredColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is done with a column's values. */
  public enum Transfer {
    /** It is an object: its fields are looked at. */
    FIELDS,

    /** The values are the record's own: they are protected like those of a new record. */
    READ,

    /** The same, once they are decrypted. */
    DECRYPT,

    /** They are protected as the later plan wants them. */
    LEAVE,

    /** They are protected otherwise: encrypted, they go into the rest. */
    SET_ASIDE,

    /** The later plan wants nothing of them. */
    DROP
  }

  /**
   * One column.
   *
   * @param field its name in a record
   * @param domain what its values were encrypted for; null where they were not
   */
  public record Stored(String field, Transfer transfer, String domain) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final HashMap<ColumnPath, Stored> columns = new HashMap<>();
  private final HashSet<ColumnPath> left = new HashSet<>();

  private StoredColumns() {}

  /**
   * Looks for where each column came from.
   *
   * @param table paths of all columns and objects of the table, without those of Pinfold's own
   * @param before the treatments under which it was written, by input field
   * @param plan the later one
   * @return empty where the treatments do not tell of a column
   */
  public static Optional<StoredColumns> of(
      Collection<ColumnPath> table, Map<String, String> before, ProtectionPlan plan) {
    Map<String, ColumnPath> outputs = new HashMap<>();
    table.forEach(path -> outputs.put(path.toString(), path));
    Map<ColumnPath, ColumnPlan> after = new HashMap<>();
    addFields(plan.root(), after);
    StoredColumns stored = new StoredColumns();
    before.forEach(
        (input, treatment) -> {
          ColumnPath path = ColumnPath.parse(input);
          if (path.root().equals(plan.dataset())) {
            read(treatment, outputs).ifPresent(old -> stored.add(path, old, after.get(path)));
          }
        });
    return stored.columns.keySet().containsAll(table) ? Optional.of(stored) : Optional.empty();
  }

  private static void addFields(ColumnPlan plan, Map<ColumnPath, ColumnPlan> fields) {
    for (ColumnPlan field : plan.children().values()) {
      fields.put(field.input(), field);
      addFields(field, fields);
    }
  }

  private void add(ColumnPath input, Treatment old, ColumnPlan next) {
    Transfer transfer = transfer(old, next);
    columns.put(
        old.output,
        new Stored(input.leaf(), transfer, transfer == Transfer.DECRYPT ? old.domain : null));
    if (transfer == Transfer.LEAVE) {
      left.add(input);
    }
  }

  private static Transfer transfer(Treatment old, ColumnPlan next) {
    if (old.domain == null) {
      return Transfer.FIELDS;
    }
    if (old.is(ProtectionAction.KEEP)) {
      return Transfer.READ;
    }
    if (next != null && next.isDropped()) {
      return Transfer.DROP;
    }
    if (next != null && next.isProtectedAs(old.domain, old.action)) {
      return Transfer.LEAVE;
    }
    return old.is(ProtectionAction.ENCRYPT) ? Transfer.DECRYPT : Transfer.SET_ASIDE;
  }

  /** A column's, by its path in the table. */
  public Stored column(ColumnPath output) {
    return columns.get(output);
  }

  /** The input fields whose values stay as they are. */
  Set<ColumnPath> left() {
    return Set.copyOf(left);
  }

  /**
   * What {@link ColumnPlan#treatment} says.
   *
   * @param domain null for an object
   * @param action with its options; null for an object
   */
  private record Treatment(ColumnPath output, String domain, String action) {
    boolean is(ProtectionAction one) {
      return action.equals(one.label());
    }
  }

  /**
   * Reads a treatment.
   *
   * @param outputs the table's columns by path
   * @return empty where it has none of them
   */
  private static Optional<Treatment> read(String treatment, Map<String, ColumnPath> outputs) {
    // A column's name may hold blanks itself.
    for (int end = treatment.indexOf(' '); end >= 0; end = treatment.indexOf(' ', end + 1)) {
      ColumnPath output = outputs.get(treatment.substring(0, end));
      String[] parts = treatment.substring(end + 1).split(" ", 4);
      if (output != null && isCell(parts)) {
        return Optional.of(
            parts.length == 2
                ? new Treatment(output, null, null)
                : new Treatment(output, parts[2], parts[3]));
      }
    }
    return Optional.empty();
  }

  private static boolean isCell(String[] parts) {
    for (CellType type : CellType.values()) {
      if (type.name().equals(parts[0])) {
        return parts.length == (type == CellType.STRUCT ? 2 : 4);
      }
    }
    return false;
  }
}
