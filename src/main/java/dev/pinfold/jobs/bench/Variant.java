// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The same columns as better and worse tables have them. */
enum Variant {
  AS_THEY_ARE("as they are"),
  NAMES_HIDDEN("names hidden"),
  VALUES_HIDDEN("values hidden"),
  FEW_VALUES("ten values"),
  FEW_VALUES_NAMES_HIDDEN("ten values, names hidden"),
  JUNK("two of three values junk"),
  JUNK_NAMES_HIDDEN("two of three values junk, names hidden"),
  OTHER_NAMES("a tenth, under the names of other columns");

  private static final int FEW = 10;
  private static final int JUNK_KINDS = 7;
  private static final int SEED = 11;

  /** Few names of a real table lie. */
  private static final int LIE = 10;

  private final String description;

  Variant(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  /** The columns in this variant, in the same order. */
  List<LabelledColumn> of(List<LabelledColumn> columns) {
    Random random = new Random(SEED);
    List<LabelledColumn> made = new ArrayList<>();
    int step = this == OTHER_NAMES ? LIE : 1;
    for (int i = 0; i < columns.size(); i += step) {
      LabelledColumn column = columns.get(i);
      String hidden = "c" + i;
      String name = column.name();
      List<String> all = column.values();
      List<String> few = all.subList(0, Math.min(FEW, all.size()));
      boolean isNumeric = column.isNumeric();
      made.add(
          switch (this) {
            case AS_THEY_ARE -> column;
            case NAMES_HIDDEN -> column.named(hidden);
            case VALUES_HIDDEN -> with(column, name, List.of(), isNumeric);
            case FEW_VALUES -> with(column, name, few, isNumeric);
            case FEW_VALUES_NAMES_HIDDEN -> with(column, hidden, few, isNumeric);
            case JUNK -> with(column, name, junk(all, random), false);
            case JUNK_NAMES_HIDDEN -> with(column, hidden, junk(all, random), false);
            case OTHER_NAMES -> {
              LabelledColumn other = columns.get(random.nextInt(columns.size()));
              yield with(column, other.name(), all, isNumeric);
            }
          });
    }
    return made;
  }

  private static LabelledColumn with(
      LabelledColumn column, String name, List<String> values, boolean isNumeric) {
    List<String> beside = column.beside();
    return new LabelledColumn(
        name,
        column.type(),
        column.generator(),
        column.locale(),
        values,
        isNumeric,
        beside.subList(0, Math.min(values.size(), beside.size())));
  }

  private static List<String> junk(List<String> values, Random random) {
    List<String> mixed = new ArrayList<>(values);
    for (int i = 0; i < mixed.size(); i++) {
      if (random.nextInt(3) > 0) {
        mixed.set(i, "n/a " + i % JUNK_KINDS);
      }
    }
    return mixed;
  }
}
