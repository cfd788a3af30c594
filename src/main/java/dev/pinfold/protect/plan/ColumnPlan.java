// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.protect.LeafProtector;
import dev.pinfold.protect.LeafProtectors;
import dev.pinfold.protect.ProtectionDecision;
import java.io.Serializable;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What becomes of one input column, or of an object and all below it. A tree of these is the plan
 * of a dataset; it is shipped to executors. Immutable.
 */
public final class ColumnPlan implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int DROPPED = -1;

  private final ColumnPath input;
  private final ColumnPath output;
  private final int index;
  private final int arrayDepth;
  private final CellType cell;
  private final Classification classification;
  private final ProtectionDecision decision;
  private final LeafProtector protector;
  private final String domain;
  private final List<ColumnPlan> columns;
  private final HashMap<String, ColumnPlan> byInputName = new HashMap<>();

  private ColumnPlan(
      ColumnPath input,
      ColumnPath output,
      int index,
      int arrayDepth,
      CellType cell,
      Classification classification,
      ProtectionDecision decision,
      LeafProtector protector,
      String domain,
      List<ColumnPlan> children) {
    this.input = input;
    this.output = output;
    this.index = index;
    this.arrayDepth = arrayDepth;
    this.cell = cell;
    this.classification = classification;
    this.decision = decision;
    this.protector = protector;
    this.domain = domain;
    this.columns = children.stream().filter(child -> !child.isDropped()).toList();
    children.forEach(child -> byInputName.put(child.input.leaf(), child));
  }

  static ColumnPlan struct(
      ColumnPath input, ColumnPath output, int index, int arrayDepth, List<ColumnPlan> children) {
    return new ColumnPlan(
        input, output, index, arrayDepth, CellType.STRUCT, null, null, null, "", children);
  }

  static ColumnPlan leaf(
      ColumnPath input,
      ColumnPath output,
      int index,
      int arrayDepth,
      CellType cell,
      Classification classification,
      ProtectionDecision decision,
      LeafProtector protector,
      PersonalDataType domain) {
    return new ColumnPlan(
        input,
        output,
        index,
        arrayDepth,
        cell,
        classification,
        decision,
        protector,
        domain.name(),
        List.of());
  }

  static ColumnPlan dropped(
      ColumnPath input, Classification classification, ProtectionDecision decision) {
    return new ColumnPlan(
        input, input, DROPPED, 0, CellType.STRING, classification, decision, null, "", List.of());
  }

  /** An object in which everything that was ever seen is dropped. */
  static ColumnPlan droppedObject(ColumnPath input, List<ColumnPlan> children) {
    return new ColumnPlan(
        input, input, DROPPED, 0, CellType.STRUCT, null, null, null, "", children);
  }

  /**
   * The same for records that come out of a table.
   *
   * @param stored input fields whose values are protected already
   */
  ColumnPlan leaving(Set<ColumnPath> stored) {
    List<ColumnPlan> all = byInputName.values().stream().map(one -> one.leaving(stored)).toList();
    // A plan's columns stand in the order of their places.
    List<ColumnPlan> ordered =
        all.stream().sorted(Comparator.comparingInt(ColumnPlan::index)).toList();
    return new ColumnPlan(
        input,
        output,
        index,
        arrayDepth,
        cell,
        classification,
        decision,
        stored.contains(input) ? (value, context) -> value : protector,
        domain,
        ordered);
  }

  public ColumnPath input() {
    return input;
  }

  public ColumnPath output() {
    return output;
  }

  /** The position of the cell in its parent's row. */
  int index() {
    return index;
  }

  /** Whether the values are read and forgotten. */
  public boolean isDropped() {
    return index == DROPPED;
  }

  /** How many arrays lie around a value: 0 for a single value, 1 for a list, and so on. */
  public int arrayDepth() {
    return arrayDepth;
  }

  public CellType cell() {
    return cell;
  }

  public boolean isStruct() {
    return cell == CellType.STRUCT;
  }

  /** What the column is; null for an object. */
  public Classification classification() {
    return classification;
  }

  /** What is done with it and why; null for an object. */
  public ProtectionDecision decision() {
    return decision;
  }

  /** Protects a value; null where values are kept as they are. */
  LeafProtector protector() {
    return protector;
  }

  /** Where the values go, in which form, and what is done with them; equal texts, equal cells. */
  String treatment() {
    if (isDropped()) {
      return "drop";
    }
    String place = output + " " + cell + " " + arrayDepth;
    return isStruct() ? place : place + " " + domain + " " + decision.treatment();
  }

  /**
   * Whether values are protected in this way, whatever their column is.
   *
   * @param type of the column in which they were protected
   * @param treatment what {@link ProtectionDecision#treatment} says
   */
  boolean isProtectedAs(String type, String treatment) {
    return decision != null
        && decision.treatment().equals(treatment)
        && LeafProtectors.protectsAlike(decision, domain, type);
  }

  boolean isTokenized() {
    return decision != null && decision.action() == ProtectionAction.TOKENIZE;
  }

  /** The columns of the output, in their order; without the dropped ones. */
  public List<ColumnPlan> columns() {
    return columns;
  }

  /** The plan of an input field, or null where the plan does not know it. */
  ColumnPlan child(String inputName) {
    return byInputName.get(inputName);
  }

  /** Every plan of an input field below this one, dropped ones included. */
  public Map<String, ColumnPlan> children() {
    return Map.copyOf(byInputName);
  }
}
