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
import dev.pinfold.classify.PersonalKeys;
import dev.pinfold.ingest.FieldShape;
import dev.pinfold.ingest.FormatNode;
import dev.pinfold.ingest.PinpointFormat;
import dev.pinfold.protect.LeafProtectors;
import dev.pinfold.protect.Policy;
import dev.pinfold.protect.ProtectionDecision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes the plan of a dataset from what classification found and what the policy says. A column
 * that the profile pass saw becomes a column of the table, unless the policy drops it, its name is
 * personal itself, or its object has more names than {@code maximumColumns}.
 */
public final class ProtectionPlanner {
  private static final Set<PersonalDataType> GRID_TYPES =
      Set.of(PersonalDataType.known("LATITUDE"), PersonalDataType.known("LONGITUDE"));

  /** Columns that every protected table has of its own. */
  private static final Set<String> BOOKKEEPING =
      Set.of(ProtectionPlan.OTHER, "_file", "_position", "_run_id");

  private static final String KEPT_ASIDE = "encrypt, by path: no column of its own";

  private final ColumnProfiles profiles;
  private final Map<ColumnPath, Classification> classifications;
  private final Policy policy;
  private final LeafProtectors protectors;
  private final int maximumColumns;
  private final List<LineageEdge> lineage = new ArrayList<>();

  /**
   * @param maximumColumns columns that one object may have; the ones that hold least beyond that go
   *     to {@link ProtectionPlan#OTHER}
   */
  public ProtectionPlanner(
      ColumnProfiles profiles,
      Map<ColumnPath, Classification> classifications,
      Policy policy,
      LeafProtectors protectors,
      int maximumColumns) {
    this.profiles = profiles;
    this.classifications = Map.copyOf(classifications);
    this.policy = policy;
    this.protectors = protectors;
    this.maximumColumns = maximumColumns;
  }

  public ProtectionPlan plan(Dataset dataset) {
    lineage.clear();
    ColumnPath root = ColumnPath.of(dataset);
    FormatNode format = PinpointFormat.shipped().root(dataset);
    List<ColumnPlan> children = children(root, root, format);
    ColumnPlan plan = ColumnPlan.struct(root, root, 0, 0, children);
    addKeptAside(root);
    return new ProtectionPlan(
        dataset.label(), plan, dropped(root), protectors.pseudonyms(), lineage);
  }

  private Set<ColumnPath> dropped(ColumnPath root) {
    Set<ColumnPath> dropped = new HashSet<>();
    classifications.forEach(
        (path, classification) -> {
          if (path.root().equals(root.root())
              && policy.decide(classification).action() == ProtectionAction.DROP) {
            dropped.add(path);
          }
        });
    return dropped;
  }

  /** What has no column of its own is in {@code _other}. */
  private void addKeptAside(ColumnPath root) {
    Set<String> written = new HashSet<>();
    lineage.forEach(edge -> written.add(edge.inputPath()));
    String other = root.child(ProtectionPlan.OTHER).toString();
    new TreeMap<>(classifications)
        .forEach(
            (path, classification) -> {
              boolean isDropped = policy.decide(classification).action() == ProtectionAction.DROP;
              if (path.root().equals(root.root())
                  && !written.contains(path.toString())
                  && !isDropped) {
                lineage.add(new LineageEdge(other, path.toString(), KEPT_ASIDE));
              }
            });
  }

  private List<ColumnPlan> children(ColumnPath input, ColumnPath output, FormatNode format) {
    Map<String, String> outputNames =
        OutputNames.of(columnNames(input), input.names().isEmpty() ? BOOKKEEPING : Set.of());
    List<ColumnPlan> plans = new ArrayList<>();
    int index = 0;
    for (Map.Entry<String, String> name : outputNames.entrySet()) {
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
  private Collection<String> columnNames(ColumnPath object) {
    TreeSet<String> names = new TreeSet<>(profiles.childNames(object));
    names.removeIf(PersonalKeys::isPlaceholder);
    if (names.size() <= maximumColumns) {
      return names;
    }
    return names.stream()
        .sorted(
            Comparator.comparingLong((String name) -> -profiles.occurrences(object.child(name)))
                .thenComparing(Comparator.naturalOrder()))
        .limit(maximumColumns)
        .toList();
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
    Classification classification = classifications.get(input);
    if (classification == null) {
      return null;
    }
    ProtectionDecision decision = policy.decide(classification);
    if (decision.action() == ProtectionAction.DROP) {
      return ColumnPlan.dropped(input, classification, decision);
    }
    lineage.add(new LineageEdge(output.toString(), input.toString(), decision.describe()));
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
            : protectors.protector(classification, decision));
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
    boolean isNumeric = profile.scalars() > 0 && profile.numbers() == profile.scalars();
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
