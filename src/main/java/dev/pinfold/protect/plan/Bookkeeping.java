// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.CatalogEntry;
import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnCount;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.Origins;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.ingest.PinpointFormat;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns that protected tables have of their own, behind those of the records. They are of the
 * dataset's categories, and the encrypted rest also of those of the columns that it stands for.
 */
public enum Bookkeeping {
  OTHER(
      ProtectionPlan.OTHER,
      PersonalDataType.FREE_TEXT,
      Origins.RECORD,
      "What no other column could take, by path; encrypted JSON"),
  FILE("_file", PersonalDataType.NONE, Origins.FILE, "Input file, relative to the input"),
  POSITION(
      "_position",
      PersonalDataType.NONE,
      Origins.POSITION,
      "The record's first byte in the decompressed file, from 0"),
  RUN_ID("_run_id", PersonalDataType.NONE, Origins.RUN_ID, "The run that wrote the row"),

  /** Of events alone. */
  DIGEST(
      "_digest",
      PersonalDataType.NONE,
      Origins.RECORD,
      "Keyed hash of what happened: one event has one, however often it was delivered");

  private final String column;
  private final PersonalDataType type;
  private final String origin;
  private final String words;

  Bookkeeping(String column, PersonalDataType type, String origin, String words) {
    this.column = column;
    this.type = type;
    this.origin = origin;
    this.words = words;
  }

  /** Those of a dataset's table, in order. */
  public static List<Bookkeeping> in(String dataset) {
    boolean isOfEvents = dataset.equals(Dataset.EVENTS.label());
    return Arrays.stream(values()).filter(one -> one != DIGEST || isOfEvents).toList();
  }

  /** Their names in a dataset's table, in lower case. */
  static Set<String> names(String dataset) {
    return in(dataset).stream().map(Bookkeeping::column).collect(Collectors.toSet());
  }

  /** Whether a field of a record cannot keep its name, since a column of these has it. */
  static boolean isTaken(ColumnPath input) {
    return !input.names().isEmpty()
        && names(input.root()).contains(input.names().get(0).toLowerCase(Locale.ROOT));
  }

  /** Which of these a column of a protected table is, if any. */
  public static Optional<Bookkeeping> of(ColumnPath output) {
    boolean isTop =
        output.names().size() == 1
            && Arrays.stream(Dataset.values()).anyMatch(one -> one.label().equals(output.root()));
    return in(output.root()).stream()
        .filter(one -> isTop && one.column.equals(output.leaf()))
        .findAny();
  }

  /** What the columns of a table are made from, beside the columns that have none of their own. */
  static List<LineageEdge> lineage(ColumnPath table) {
    return in(table.root()).stream()
        .map(
            one -> new LineageEdge(table.child(one.column).toString(), one.origin, one.treatment()))
        .toList();
  }

  private String treatment() {
    return switch (this) {
      case OTHER -> "encrypt, by path: what the table has no column for";
      case DIGEST -> "keyed hash, one-way";
      case FILE, POSITION, RUN_ID -> "Pinfold's account of it";
    };
  }

  /** The column's name, in lower case. */
  public String column() {
    return column;
  }

  /** What the column is, in a sentence without its end. */
  public String words() {
    return words;
  }

  public ProtectionAction action() {
    return switch (this) {
      case OTHER -> ProtectionAction.ENCRYPT;
      case DIGEST -> ProtectionAction.TOKENIZE;
      case FILE, POSITION, RUN_ID -> ProtectionAction.KEEP;
    };
  }

  /**
   * The column's row of the catalog.
   *
   * @param inherited categories of the input columns that lie in it
   */
  public CatalogEntry entry(String dataset, Set<DataCategory> inherited, ColumnCount count) {
    Set<DataCategory> categories = EnumSet.noneOf(DataCategory.class);
    categories.addAll(inherited);
    categories.addAll(
        PinpointFormat.shipped()
            .root(Dataset.valueOf(dataset.toUpperCase(Locale.ROOT)))
            .categories());
    return new CatalogEntry(
        dataset,
        Classification.declared(
            ColumnPath.of(dataset, column),
            categories,
            type,
            count.rows(),
            count.nonNull(),
            words + "."),
        action());
  }
}
