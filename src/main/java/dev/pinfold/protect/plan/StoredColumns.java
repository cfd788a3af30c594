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
import java.util.function.Predicate;

/**
 * How the columns of a table that an earlier plan made go into the table of a later one, where the
 * records themselves are gone. What is protected as the later plan wants it stays; what can be read
 * is protected anew; where there is anything else, nobody can make the later table. Immutable.
 */
public final class StoredColumns implements Serializable {
  private static final long serialVersionUID = 1L;

  /** What is done with a column's values. */
  public enum Transfer {
    /** It is an object: its fields are looked at. */
    FIELDS,

    /** They become values of the record; what is protected already stays so there. */
    VALUE,

    /**
     * They are encrypted beside the columns: a text is redacted with the names in its record, and
     * those may not be readable any more.
     */
    SEAL,

    /** The later plan wants nothing of them. */
    DROP
  }

  /**
   * One column.
   *
   * @param field its name in a record
   * @param encryptedFor the domain for which its values have to be decrypted; null where they are
   *     to be taken as they are
   * @param isNumeric whether the texts that can be read are of numbers
   */
  public record Stored(String field, Transfer transfer, String encryptedFor, boolean isNumeric)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final HashMap<ColumnPath, Stored> columns = new HashMap<>();
  private final HashMap<ColumnPath, String> outputNames = new HashMap<>();
  private final HashSet<ColumnPath> left = new HashSet<>();
  private final HashSet<ColumnPath> droppedNow = new HashSet<>();

  private StoredColumns() {}

  /**
   * Looks for where each column came from.
   *
   * @param table paths of all columns and objects of the table, without those of Pinfold's own
   * @param before the treatments under which it was written, by input field
   * @param plan the later one
   * @param isNumeric whether all values of an input field are numbers
   * @return empty where the treatments do not tell of a column, or its values can neither stay nor
   *     be read
   */
  public static Optional<StoredColumns> of(
      Collection<ColumnPath> table,
      Map<String, String> before,
      ProtectionPlan plan,
      Predicate<ColumnPath> isNumeric) {
    Map<String, ColumnPath> outputs = new HashMap<>();
    table.forEach(path -> outputs.put(path.toString(), path));
    Map<ColumnPath, ColumnPlan> after = new HashMap<>();
    addFields(plan.root(), after);
    StoredColumns stored = new StoredColumns();
    before.forEach(
        (input, treatment) -> {
          ColumnPath path = ColumnPath.parse(input);
          if (path.root().equals(plan.dataset())) {
            read(treatment, outputs)
                .ifPresent(
                    old -> stored.add(path, old, after.get(path), plan, isNumeric.test(path)));
          }
        });
    for (ColumnPath path : plan.dropped()) {
      String old = before.get(path.toString());
      if (old == null || !ProtectionPlan.isDropped(old)) {
        stored.droppedNow.add(path);
      }
    }
    return stored.columns.keySet().containsAll(table) ? Optional.of(stored) : Optional.empty();
  }

  private static void addFields(ColumnPlan plan, Map<ColumnPath, ColumnPlan> fields) {
    for (ColumnPlan field : plan.children().values()) {
      fields.put(field.input(), field);
      addFields(field, fields);
    }
  }

  private void add(
      ColumnPath input, Treatment old, ColumnPlan next, ProtectionPlan plan, boolean isNumeric) {
    outputNames.put(input, old.output.leaf());
    if (old.type == null) {
      columns.put(old.output, new Stored(input.leaf(), Transfer.FIELDS, null, false));
    } else if (plan.isDropped(input)) {
      columns.put(old.output, new Stored(input.leaf(), Transfer.DROP, null, false));
    } else if (next != null
        && !old.is(ProtectionAction.KEEP)
        && next.isProtectedAs(old.type, old.action)) {
      left.add(input);
      columns.put(old.output, new Stored(input.leaf(), Transfer.VALUE, null, false));
    } else if (old.is(ProtectionAction.KEEP) || old.is(ProtectionAction.ENCRYPT)) {
      boolean isText =
          next != null
              && next.decision() != null
              && next.decision().action() == ProtectionAction.REDACT;
      columns.put(
          old.output,
          new Stored(
              input.leaf(),
              isText ? Transfer.SEAL : Transfer.VALUE,
              old.is(ProtectionAction.ENCRYPT) ? old.type : null,
              isNumeric));
    }
  }

  /** A column's, by its path in the table. */
  public Stored column(ColumnPath output) {
    return columns.get(output);
  }

  /** The input fields whose values stay as they are. */
  Set<ColumnPath> left() {
    return Set.copyOf(left);
  }

  /** The input fields of which something may be there, and the later plan wants nothing. */
  Set<ColumnPath> droppedNow() {
    return Set.copyOf(droppedNow);
  }

  /** What a field is called in the table; its own name where it has no column. */
  String outputName(ColumnPath input) {
    return outputNames.getOrDefault(input, input.leaf());
  }

  /**
   * What {@link ColumnPlan#treatment} says.
   *
   * @param type the column's; null for an object
   * @param action with its options; null for an object
   */
  private record Treatment(ColumnPath output, String type, String action) {
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
