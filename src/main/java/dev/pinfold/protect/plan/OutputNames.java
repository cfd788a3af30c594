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
 * {@code ~3} and so on, so that the same names always come out the same way. No column gets the
 * name of another field, so that a path means one thing as an input and as an output.
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
    TreeSet<String> ordered = new TreeSet<>(inputNames);
    Set<String> inputs = new HashSet<>(reserved);
    ordered.forEach(name -> inputs.add(lower(name)));
    Map<String, String> outputs = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>(reserved);
    for (String name : ordered) {
      String candidate = name;
      boolean isFree = taken.add(lower(name));
      for (int n = 2; !isFree; n++) {
        candidate = name + "~" + n;
        isFree = !inputs.contains(lower(candidate)) && taken.add(lower(candidate));
      }
      outputs.put(name, candidate);
    }
    return outputs;
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
