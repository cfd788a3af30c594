// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A table in plain text, its columns as wide as they need to be; numbers to the right. */
public final class TextTable {
  private final List<String> header;
  private final Set<Integer> rightAligned;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param rightAligned the columns, from 0, whose cells stand to the right
   */
  public TextTable(List<String> header, Set<Integer> rightAligned) {
    this.header = List.copyOf(header);
    this.rightAligned = Set.copyOf(rightAligned);
  }

  public void add(String... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(
          "a row needs " + header.size() + " cells, got " + cells.length);
    }
    rows.add(List.of(cells));
  }

  /** The table, each line ended by a newline. */
  @Override
  public String toString() {
    int[] widths = new int[header.size()];
    widen(widths, header);
    rows.forEach(row -> widen(widths, row));
    StringBuilder text = new StringBuilder();
    appendLine(text, header, widths);
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    appendLine(text, rule, widths);
    rows.forEach(row -> appendLine(text, row, widths));
    return text.toString();
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells.get(i).length());
    }
  }

  private void appendLine(StringBuilder text, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String space = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : "  ");
      line.append(rightAligned.contains(i) ? space + cell : cell + space);
    }
    text.append(line.toString().stripTrailing()).append(System.lineSeparator());
  }
}
