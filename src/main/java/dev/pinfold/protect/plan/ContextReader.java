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

  /** Marked are the columns of names, and the objects that have any; most fields are neither. */
  private final Place root;

  private final boolean needsNames;

  ContextReader(ProtectionPlan plan) {
    this.needsNames = redacts(plan.root());
    Set<ColumnPlan> named = new HashSet<>();
    findNames(plan.root(), named);
    this.root = new Place(plan.root(), named::contains);
  }

  private static boolean findNames(ColumnPlan plan, Set<ColumnPlan> named) {
    boolean isNamed = holdsName(plan);
    for (ColumnPlan child : plan.children().values()) {
      isNamed |= findNames(child, named);
    }
    if (isNamed) {
      named.add(plan);
    }
    return isNamed;
  }

  private static boolean holdsName(ColumnPlan plan) {
    return !plan.isStruct() && NAME_TYPES.contains(plan.classification().type().name());
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

  private static void addNames(Place place, JsonTape record, int value, Set<String> names) {
    if (!record.kind(value).isContainer()) {
      if (holdsName(place.column)) {
        addWords(record.text(value), names);
      }
      return;
    }
    int end = record.next(value);
    Place before = null;
    for (int child = value + 1; child < end; child = record.next(child)) {
      String name = record.name(child);
      Place childPlace = name == null ? place : place.field(name, before);
      before = childPlace;
      if (childPlace.isMarked) {
        addNames(childPlace, record, child, names);
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
