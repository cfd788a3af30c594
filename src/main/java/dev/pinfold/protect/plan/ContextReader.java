// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.classify.RecordRegion;
import dev.pinfold.ingest.JsonTape;
import dev.pinfold.protect.RecordContext;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Gathers what a record says of itself: its country, and, where text is redacted, its names. */
final class ContextReader {
  private static final Pattern NO_NAME = Pattern.compile("[^\\p{L}\\p{M}'’-]+");
  private static final Set<String> NAME_TYPES =
      Set.of("PERSON_NAME", "GIVEN_NAME", "FAMILY_NAME", "USERNAME");
  private static final int SHORTEST_NAME = 2;

  private final ColumnPlan root;
  private final boolean needsNames;

  ContextReader(ProtectionPlan plan) {
    this.root = plan.root();
    this.needsNames = redacts(root);
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

  private static void addNames(ColumnPlan plan, JsonTape record, int value, Set<String> names) {
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
      if (childPlan != null) {
        addNames(childPlan, record, child, names);
      }
    }
  }

  private static void addWords(String text, Set<String> names) {
    if (text == null) {
      return;
    }
    for (String word : NO_NAME.split(text.toLowerCase(Locale.ROOT))) {
      if (word.length() >= SHORTEST_NAME) {
        names.add(word);
      }
    }
  }
}
