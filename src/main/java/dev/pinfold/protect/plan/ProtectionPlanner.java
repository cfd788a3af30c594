// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.ColumnProfiles;
import dev.pinfold.ingest.FieldShape;
import dev.pinfold.ingest.FormatNode;
import dev.pinfold.ingest.PinpointFormat;
import dev.pinfold.protect.LeafProtectors;
import dev.pinfold.protect.ProtectionDecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the plan of a dataset from what classification found and what the policy says. A column
 * that the profile pass saw becomes a column of the table, unless the policy drops it, its name is
 * personal itself, or its object has more names than {@code maximumColumns}.
 */
public final class ProtectionPlanner {
  private static final Set<PersonalDataType> GRID_TYPES =
      Set.of(PersonalDataType.known("LATITUDE"), PersonalDataType.known("LONGITUDE"));

  /** What is done with values that leaves as many different ones as there were. */
  private static final Set<ProtectionAction> TELLING_APART =
      EnumSet.of(ProtectionAction.KEEP, ProtectionAction.TOKENIZE, ProtectionAction.ENCRYPT);

  private static final String KEPT_ASIDE = "encrypt, by path: no column of its own";

  private final ColumnProfiles profiles;
  private final OutputColumns outputs;
  private final ColumnDecisions decisions;
  private final LeafProtectors protectors;
  private final int maximumColumns;
  private final List<LineageEdge> lineage = new ArrayList<>();
  private final Set<ColumnPath> written = new HashSet<>();
  private final Set<ColumnPath> distinct = new HashSet<>();

  /**
   * @param maximumColumns columns that one object may have; the ones that hold least beyond that go
   *     to {@link ProtectionPlan#OTHER}
   */
  public ProtectionPlanner(
      ColumnProfiles profiles,
      ColumnDecisions decisions,
      LeafProtectors protectors,
      int maximumColumns) {
    this.profiles = profiles;
    this.outputs = new OutputColumns(profiles);
    this.decisions = decisions;
    this.protectors = protectors;
    this.maximumColumns = maximumColumns;
  }

  public ProtectionPlan plan(Dataset dataset) {
    lineage.clear();
    written.clear();
    distinct.clear();
    ColumnPath root = ColumnPath.of(dataset);
    FormatNode format = PinpointFormat.shipped().root(dataset);
    ColumnPlan plan = ColumnPlan.struct(root, root, 0, 0, children(root, root, format));
    Set<Classification> keptAside = keptAside(root);
    lineage.addAll(Bookkeeping.lineage(root));
    Set<ColumnPath> dropped = new HashSet<>();
    for (Classification column : decisions.columns()) {
      if (column.path().root().equals(root.root()) && decisions.isDropped(column.path())) {
        dropped.add(column.path());
      }
    }
    return new ProtectionPlan(
        dataset.label(), plan, dropped, keptAside, distinct, protectors.pseudonyms(), lineage);
  }

  /** What has no column of its own is in {@code _other}. */
  private Set<Classification> keptAside(ColumnPath root) {
    Set<Classification> aside = new HashSet<>();
    String other = root.child(ProtectionPlan.OTHER).toString();
    for (Classification column : decisions.columns()) {
      ColumnPath path = column.path();
      if (path.root().equals(root.root())
          && !written.contains(path)
          && !decisions.isDropped(path)) {
        aside.add(column);
        lineage.add(new LineageEdge(other, OutputColumns.lineageName(path), KEPT_ASIDE));
      }
    }
    return aside;
  }

  private List<ColumnPlan> children(ColumnPath input, ColumnPath output, FormatNode format) {
    Map<String, String> outputNames = outputs.names(input);
    Set<String> columns = columnNames(input, outputNames.keySet());
    List<ColumnPlan> plans = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, String> name : outputNames.entrySet()) {
      if (!columns.contains(name.getKey())) {
        continue;
      }
      FormatNode childFormat = format == null ? null : format.child(name.getKey());
      ColumnPlan plan =
          plan(input.child(name.getKey()), output.child(name.getValue()), index, childFormat);
      if (plan != null) {
        plans.add(plan);
        index += plan.isDropped() ? 0 : 1;
      }
    }
    return plans;
  }

  /** The names below an object that become columns: the fullest, where there are too many. */
  private Set<String> columnNames(ColumnPath object, Set<String> names) {
    if (names.size() <= maximumColumns) {
      return names;
    }
    return names.stream()
        .sorted(
            Comparator.comparingLong((String name) -> -profiles.occurrences(object.child(name)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(maximumColumns)
        .collect(Collectors.toSet());
  }

  private ColumnPlan plan(ColumnPath input, ColumnPath output, int index, FormatNode format) {
    ColumnProfile profile = profiles.profile(input);
    if (isObject(profile, format)) {
      List<ColumnPlan> children = children(input, output, format);
      if (children.isEmpty()) {
        return null; // an object in which nothing was ever seen
      }
      if (children.stream().allMatch(ColumnPlan::isDropped)) {
        return ColumnPlan.droppedObject(input, children);
      }
      boolean isNamedObject = format != null && format.isObject();
      int arrays = isNamedObject ? (format.isArray() ? 1 : 0) : profile.objectArrayDepth();
      return ColumnPlan.struct(input, output, index, arrays, children);
    }
    Classification classification = decisions.column(input);
    if (classification == null) {
      return null;
    }
    ProtectionDecision decision = decisions.decision(input);
    if (decision.action() == ProtectionAction.DROP) {
      return ColumnPlan.dropped(input, classification, decision);
    }
    written.add(input);
    if (TELLING_APART.contains(decision.action()) && isMostlyDistinct(profile)) {
      distinct.add(output);
    }
    lineage.add(
        new LineageEdge(output.toString(), OutputColumns.lineageName(input), decision.describe()));
    int arrays =
        isNamed(format) && format.shape() != FieldShape.ANY
            ? (format.isArray() ? 1 : 0)
            : profile.valueArrayDepth();
    return ColumnPlan.leaf(
        input,
        output,
        index,
        arrays,
        cell(decision, classification, profile, format),
        classification,
        decision,
        decision.action() == ProtectionAction.KEEP
            ? null
            : protectors.protector(decisions.domain(input), decision, hardlyRepeats(profile)),
        decisions.domain(input));
  }

  /** Whether fewer than two of a column's values are the same, on average. */
  private static boolean isMostlyDistinct(ColumnProfile profile) {
    return 2 * profile.distinctEstimate() > profile.scalars();
  }

  /** Whether fewer than one of ten values was there before. */
  private static boolean hardlyRepeats(ColumnProfile profile) {
    return 10 * profile.distinctEstimate() > 9 * profile.scalars();
  }

  /** Whether Pinpoint's schema names the field. */
  private static boolean isNamed(FormatNode format) {
    return format != null;
  }

  private static boolean isObject(ColumnProfile profile, FormatNode format) {
    if (format != null && format.isObject()) {
      return true;
    }
    if (format != null) {
      // A field of values in which only objects ever stood: JSON inside strings, or a misuse.
      return profile.objects() > 0 && profile.scalars() == 0;
    }
    return profile.objects() > 0 && profile.objects() >= profile.scalars();
  }

  private static CellType cell(
      ProtectionDecision decision,
      Classification classification,
      ColumnProfile profile,
      FormatNode format) {
    boolean isNumeric = profile.isNumeric();
    if (decision.action() == ProtectionAction.GENERALIZE) {
      boolean isDeclared = format != null && format.shape() == FieldShape.DOUBLE;
      boolean isGrid = GRID_TYPES.contains(classification.type()) && (isNumeric || isDeclared);
      return isGrid ? CellType.DOUBLE : CellType.STRING;
    }
    if (decision.action() != ProtectionAction.KEEP) {
      return CellType.STRING;
    }
    if (format != null && format.shape() != FieldShape.ANY) {
      return CellType.valueOf(format.shape().name());
    }
    if (isNumeric) {
      return profile.fitsLong()
          ? CellType.LONG
          : profile.fitsDouble() ? CellType.DOUBLE : CellType.STRING;
    }
    boolean isBoolean = profile.scalars() > 0 && profile.booleans() == profile.scalars();
    return isBoolean ? CellType.BOOLEAN : CellType.STRING;
  }
}
