// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of text in Markdown, its columns aligned; read as it stands, too. */
public final class MarkdownTable {
  private final List<String[]> rows = new ArrayList<>();
  private final int firstNumber;

  /**
   * @param firstNumber the first column of numbers, to the right edge from there on
   */
  public MarkdownTable(int firstNumber, String... head) {
    this.firstNumber = firstNumber;
    rows.add(head);
  }

  public void add(String... cells) {
    if (cells.length != rows.get(0).length) {
      throw new IllegalArgumentException("a row has as many cells as the head");
    }
    rows.add(cells);
  }

  public String text() {
    int[] widths = new int[rows.get(0).length];
    Arrays.fill(widths, 3);
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - rows.get(r)[i].length());
        text.append("| ")
            .append(i < firstNumber ? rows.get(r)[i] + padding : padding + rows.get(r)[i])
            .append(' ');
      }
      text.append("|\n");
      if (r == 0) {
        for (int i = 0; i < widths.length; i++) {
          text.append('|').append("-".repeat(widths[i] + 1)).append(i < firstNumber ? '-' : ':');
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }
}
