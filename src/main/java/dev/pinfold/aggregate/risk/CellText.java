// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import dev.pinfold.protect.Coarsening;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Cells with several values, as the list fields of endpoints have, written as one text. */
public final class CellText {
  /** Stands between values: the unit separator of ASCII, which no readable value holds. */
  public static final String SEPARATOR = "\u001f";

  private CellText() {}

  /** Each value made coarser; equal ones become one, in order of their text. */
  public static String coarser(String cell, Coarsening step) {
    if (cell == null || !cell.contains(SEPARATOR)) {
      return step.of(cell);
    }
    if (step.drops()) {
      return null;
    }
    return Arrays.stream(cell.split(SEPARATOR, -1))
        .map(step::of)
        .distinct()
        .sorted()
        .collect(Collectors.joining(SEPARATOR));
  }
}
