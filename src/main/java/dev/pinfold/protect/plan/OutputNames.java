// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names the columns of one struct. Delta and Spark take {@code Plan} and {@code plan} for the same
 * column, JSON does not: the first in code-point order keeps its name, the others get {@code ~2},
 * {@code ~3} and so on, so that the same names always come out the same way.
 */
final class OutputNames {
  private OutputNames() {}

  /** Output name by input name, in code-point order of the input names. */
  static Map<String, String> of(Collection<String> inputNames) {
    return of(inputNames, Set.of());
  }

  /**
   * As {@link #of(Collection)}, with names that are taken already.
   *
   * @param reserved in lower case
   */
  static Map<String, String> of(Collection<String> inputNames, Set<String> reserved) {
    Map<String, String> outputs = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>(reserved);
    for (String name : new TreeSet<>(inputNames)) {
      String candidate = name;
      for (int n = 2; !taken.add(candidate.toLowerCase(Locale.ROOT)); n++) {
        candidate = name + "~" + n;
      }
      outputs.put(name, candidate);
    }
    return outputs;
  }
}
