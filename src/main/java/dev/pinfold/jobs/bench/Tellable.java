// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.classify.DataIdentifier;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The types that values can tell to someone who does not see the column's name: those with a value
 * list, a check digit or another validator, or a form that stands by itself. A form that is weak by
 * its declaration (five digits, two capitals, a date) fits too much else.
 */
final class Tellable {
  private Tellable() {}

  static Set<String> types(List<DataIdentifier> declared) {
    Set<String> types = new TreeSet<>();
    for (DataIdentifier identifier : declared) {
      boolean isProof =
          !identifier.validator().isEmpty() || !identifier.words().isEmpty() || isForm(identifier);
      if (identifier.type().isPersonal() && isProof) {
        types.add(identifier.type().name());
      }
    }
    return types;
  }

  private static boolean isForm(DataIdentifier identifier) {
    return !identifier.weak() && !identifier.pattern().isEmpty();
  }
}
