// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.Sensitivity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Columns of credentials, cards and national numbers of which one value in twenty is valid. */
final class FewValid {
  private static final int ROWS = 200;
  private static final int EVERY = 20;
  private static final Set<String> COUNTRIES = countries();

  private FewValid() {}

  private static Set<String> countries() {
    Set<String> countries = new HashSet<>(List.of(Locale.getISOCountries()));
    countries.add("UK");
    return countries;
  }

  /** Those among the columns that must not be missed, each with its values thinned out. */
  static List<LabelledColumn> of(List<LabelledColumn> columns) {
    return columns.stream().filter(FewValid::mustNotBeMissed).map(FewValid::thinned).toList();
  }

  private static boolean mustNotBeMissed(LabelledColumn column) {
    boolean isPure =
        !column.generator().startsWith("dirty ") && !column.generator().startsWith("few ");
    boolean isNational =
        column.type().matches("[A-Z]{2}_.*") && COUNTRIES.contains(column.type().substring(0, 2));
    boolean isSecret = PersonalDataType.known(column.type()).sensitivity() == Sensitivity.CRITICAL;
    return isPure && !column.isNegative() && (isNational || isSecret);
  }

  private static LabelledColumn thinned(LabelledColumn column) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      values.add(
          i % EVERY == 0
              ? column.values().get(i / EVERY % column.values().size())
              : "unknown " + i % 9);
    }
    return new LabelledColumn(
        column.name(), column.type(), column.generator(), column.locale(), values, false);
  }

  /** Those for which nothing personal was said. */
  static List<LabelledColumn> missed(
      ColumnDetector detector, List<LabelledColumn> thinned, boolean withNames) {
    List<LabelledColumn> missed = new ArrayList<>();
    int number = 0;
    for (LabelledColumn column : thinned) {
      String name = withNames ? column.name() : "c" + number++;
      if (detector.detect(name, column.values(), false).type().equals("NONE")) {
        missed.add(column);
      }
    }
    return missed;
  }
}
