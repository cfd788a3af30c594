// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.classify.RecordRegion;
import dev.pinfold.ingest.JsonTape;
import dev.pinfold.protect.NameLetters;
import dev.pinfold.protect.RecordContext;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Gathers what a record says of itself: its country, and, where text is redacted, its names. */
final class ContextReader {
  private static final Set<String> NAME_TYPES =
      Set.of("PERSON_NAME", "GIVEN_NAME", "FAMILY_NAME", "USERNAME");
  private static final int SHORTEST_NAME = 2;

  private final ColumnPlan root;
  private final boolean needsNames;

  /** The columns of names, and the objects that have any; most fields are neither. */
  private final Set<ColumnPlan> named = new HashSet<>();

  ContextReader(ProtectionPlan plan) {
    this.root = plan.root();
    this.needsNames = redacts(root);
    findNames(root);
  }

  private boolean findNames(ColumnPlan plan) {
    boolean isNamed = !plan.isStruct() && NAME_TYPES.contains(plan.classification().type().name());
    for (ColumnPlan child : plan.children().values()) {
      isNamed |= findNames(child);
    }
    if (isNamed) {
      named.add(plan);
    }
    return isNamed;
  }

  private static boolean redacts(ColumnPlan plan) {
    return plan.isStruct()
        ? plan.columns().stream().anyMatch(ContextReader::redacts)
        : plan.decision().action() == ProtectionAction.REDACT;
  }

  RecordContext read(JsonTape record) {
    String region = RecordRegion.of(record);
    if (!needsNames) {
      return region == null ? RecordContext.EMPTY : new RecordContext(region, Set.of());
    }
    Set<String> names = new HashSet<>();
    addNames(root, record, 0, names);
    return new RecordContext(region, names);
  }

  private void addNames(ColumnPlan plan, JsonTape record, int value, Set<String> names) {
    if (!record.kind(value).isContainer()) {
      if (!plan.isStruct() && NAME_TYPES.contains(plan.classification().type().name())) {
        addWords(record.text(value), names);
      }
      return;
    }
    int end = record.next(value);
    for (int child = value + 1; child < end; child = record.next(child)) {
      String name = record.name(child);
      ColumnPlan childPlan = name == null ? plan : plan.child(name);
      if (named.contains(childPlan)) {
        addNames(childPlan, record, child, names);
      }
    }
  }

  private static void addWords(String text, Set<String> names) {
    if (text == null) {
      return;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (int at = 0; at < lower.length(); ) {
      int end = NameLetters.endOfWord(lower, at);
      if (end - at >= SHORTEST_NAME) {
        names.add(lower.substring(at, end));
      }
      at = end == at ? lower.offsetByCodePoints(at, 1) : end;
    }
  }
}
