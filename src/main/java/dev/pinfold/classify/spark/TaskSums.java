// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.classify.spark.ProfileOutput.FaultCount;
import dev.pinfold.classify.spark.ProfileOutput.Sum;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * What one task tells in sum: its profiles and its files' counts as they come, since it has one of
 * each, and in the end how many bad records there were of each kind, however many that are.
 */
final class TaskSums implements Iterator<Sum> {
  private final Iterator<ProfileOutput> outputs;
  private final Map<String, Sum> faults = new TreeMap<>();

  /** Null before the end of the outputs. */
  private Iterator<Sum> last;

  private Sum next;

  TaskSums(Iterator<ProfileOutput> outputs) {
    this.outputs = outputs;
  }

  @Override
  public boolean hasNext() {
    while (next == null && outputs.hasNext()) {
      Sum told = outputs.next().told();
      if (told instanceof FaultCount fault) {
        faults.merge(fault.reason(), fault, Sum::plus);
      } else {
        next = told;
      }
    }
    if (next == null) {
      last = last == null ? faults.values().iterator() : last;
      next = last.hasNext() ? last.next() : null;
    }
    return next != null;
  }

  @Override
  public Sum next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Sum told = next;
    next = null;
    return told;
  }
}
