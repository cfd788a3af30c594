// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import java.util.Collection;
import java.util.Map;

/** Equivalence classes that can be looked at more coarsely. */
public interface ClassTable {
  /** The figures at each of these nodes; one reading of the classes for all. */
  Map<Levels, ClassFigures> at(Collection<Levels> nodes);

  /** How many nodes may reasonably be looked at one after the other, beyond a few dozen. */
  int patience();
}
