// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.apache.spark.sql.delta.stats.StatisticsCollection$;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What a file's statistics tell of a column: in how many records it holds something, and the least
 * and the greatest of what it holds. Bounds are as Delta's own: texts are cut, and a text that was
 * cut is no less than what it stands for where it is the greatest.
 */
final class CellBounds {
  private final String[] path;
  private final DataType type;
  private final boolean hasBounds;
  private final int longestText;

  private long cells;
  private long leastLong = Long.MAX_VALUE;
  private long greatestLong = Long.MIN_VALUE;
  private double leastDouble = Double.POSITIVE_INFINITY;
  private double greatestDouble = Double.NEGATIVE_INFINITY;
  private boolean isFinite = true;
  private UTF8String leastText;
  private UTF8String greatestText;

  /**
   * @param path names within the row
   * @param hasBounds false where the order of the values says nothing
   * @param longestText of bounds, in characters
   */
  CellBounds(String[] path, DataType type, boolean hasBounds, int longestText) {
    this.path = path.clone();
    this.type = type;
    this.hasBounds = hasBounds;
    this.longestText = longestText;
  }

  void add() {
    cells++;
  }

  void add(long value) {
    cells++;
    leastLong = Math.min(leastLong, value);
    greatestLong = Math.max(greatestLong, value);
  }

  void add(double value) {
    cells++;
    // JSON has no number for others.
    isFinite &= Double.isFinite(value);
    leastDouble = Math.min(leastDouble, value);
    greatestDouble = Math.max(greatestDouble, value);
  }

  /**
   * @param value may be a part of a row that is used again
   */
  void add(UTF8String value) {
    cells++;
    if (!hasBounds) {
      return;
    }
    if (leastText == null) {
      leastText = value.copy();
      greatestText = leastText;
    } else if (value.binaryCompare(greatestText) > 0) {
      greatestText = value.copy();
    } else if (value.binaryCompare(leastText) < 0) {
      leastText = value.copy();
    }
  }

  /**
   * Adds what is known.
   *
   * @param records of the file
   */
  void tell(long records, ObjectNode nulls, ObjectNode least, ObjectNode greatest) {
    within(nulls).put(name(), records - cells);
    if (!hasBounds || cells == 0) {
      return;
    }
    if (type.equals(DataTypes.StringType)) {
      putText(least, cutLeast(leastText));
      putText(greatest, cutGreatest(greatestText.toString()));
    } else if (type.equals(DataTypes.DateType)) {
      within(least).put(name(), LocalDate.ofEpochDay(leastLong).toString());
      within(greatest).put(name(), LocalDate.ofEpochDay(greatestLong).toString());
    } else if (type.equals(DataTypes.DoubleType)) {
      if (isFinite) {
        within(least).put(name(), leastDouble);
        within(greatest).put(name(), greatestDouble);
      }
    } else if (type.equals(DataTypes.LongType) || type.equals(DataTypes.IntegerType)) {
      within(least).put(name(), leastLong);
      within(greatest).put(name(), greatestLong);
    }
  }

  private void putText(ObjectNode all, String text) {
    if (text != null) {
      within(all).put(name(), text);
    }
  }

  /** By code points, as Delta's query does it. Null where nothing may be told. */
  private String cutLeast(UTF8String text) {
    String cut = text.substring(0, longestText).toString();
    return longestText == 0 && text.numBytes() > 0 ? null : cut;
  }

  /** Null where nothing short enough is as great. */
  private String cutGreatest(String text) {
    return StatisticsCollection$.MODULE$.truncateMaxStringAgg(longestText, text);
  }

  private String name() {
    return path[path.length - 1];
  }

  private ObjectNode within(ObjectNode all) {
    ObjectNode node = all;
    for (int i = 0; i + 1 < path.length; i++) {
      node = node.get(path[i]) instanceof ObjectNode inner ? inner : node.putObject(path[i]);
    }
    return node;
  }
}
