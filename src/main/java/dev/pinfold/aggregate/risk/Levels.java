// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * A node of the lattice of generalisations: of each quasi-identifier, in order, how coarse it is; 0
 * is as it stands in the table.
 */
public record Levels(List<Integer> of) {
  public Levels {
    of = List.copyOf(of);
  }

  static Levels bottom(int size) {
    return new Levels(java.util.Collections.nCopies(size, 0));
  }

  /** Everything dropped. */
  static Levels top(List<QuasiIdentifier> identifiers) {
    return new Levels(identifiers.stream().map(QuasiIdentifier::top).toList());
  }

  /** The same with one level changed. */
  Levels with(int at, int level) {
    List<Integer> changed = new ArrayList<>(of);
    changed.set(at, level);
    return new Levels(changed);
  }

  public int get(int at) {
    return of.get(at);
  }

  public int size() {
    return of.size();
  }

  /** Whether nothing is finer here than there; every node is so to itself. */
  boolean isAtLeast(Levels other) {
    for (int at = 0; at < size(); at++) {
      if (get(at) < other.get(at)) {
        return false;
      }
    }
    return true;
  }
}
