// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.apache.spark.sql.functions.col;

import dev.pinfold.aggregate.risk.QuasiIdentifier.Place;
import dev.pinfold.aggregate.risk.QuasiIdentifiers;
import dev.pinfold.aggregate.spark.RiskFigures;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Identifiability;
import dev.pinfold.catalog.LineageEdge;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.spark.CatalogTables;
import dev.pinfold.catalog.spark.DeltaTables;
import dev.pinfold.protect.Coarsening;
import dev.pinfold.protect.Generalization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What the catalog and the lineage of a run say of the columns of one protected table. */
final class RiskColumns {
  private static final Pattern ATTRIBUTE = Pattern.compile("(?:^|\\.)(?:User)?Attributes\\.");

  /** Values a record from which on a column tells records apart rather than describes them. */
  private static final double IDENTIFYING_SHARE = 0.5;

  private static final long FEW_VALUES = 20;

  /** Each costs a look at all people. */
  private static final int MOST_SENSITIVE = 20;

  private final String table;
  private final Map<String, LineageEdge> written = new HashMap<>();
  private final List<QuasiIdentifiers.Column> quasi = new ArrayList<>();
  private final List<String> sensitive = new ArrayList<>();
  private final List<String> identifying = new ArrayList<>();

  private RiskColumns(String table) {
    this.table = table;
  }

  static RiskFigures.Columns of(String table, SparkSession spark, DeltaTables tables) {
    RiskColumns columns = new RiskColumns(table);
    for (LineageEdge edge : new CatalogTables(tables).readLineage()) {
      if (edge.outputPath().startsWith(table + ".") && edge.inputPath().startsWith(table + ".")) {
        columns.written.put(edge.inputPath(), edge);
      }
    }
    // The catalog is as long as there are columns; special categories first, then the fullest.
    Iterator<Row> rows =
        tables
            .read(CatalogTables.CATALOG)
            .where(col("dataset").equalTo(table))
            .orderBy(
                col("identifiability").equalTo("SENSITIVE_ATTRIBUTE").desc(),
                col("non_null").desc(),
                col("column_path"))
            .toLocalIterator();
    rows.forEachRemaining(columns::add);
    return new RiskFigures.Columns(columns.quasi, columns.sensitive, columns.identifying);
  }

  private void add(Row row) {
    String path = row.getAs("column_path");
    LineageEdge edge = written.get(path);
    String action = row.getAs("action");
    boolean isReadable =
        action.equals(ProtectionAction.KEEP.label())
            || action.equals(ProtectionAction.GENERALIZE.label());
    if (edge == null || !isReadable) {
      return;
    }
    String output = ColumnPath.parse(edge.outputPath()).withoutRoot();
    switch (Identifiability.valueOf(row.getAs("identifiability"))) {
      case QUASI -> quasi.add(quasi(path, output, row.getAs("type"), edge.transform()));
      case SENSITIVE_ATTRIBUTE -> addSensitive(output);
      case DIRECT -> identifying.add(output);
      case NONE -> {
        if (ATTRIBUTE.matcher(output).find() && path.startsWith(table)) {
          if (tellsApart(row)) {
            identifying.add(output);
          } else {
            addSensitive(output);
          }
        }
      }
    }
  }

  private void addSensitive(String output) {
    if (sensitive.size() < MOST_SENSITIVE) {
      sensitive.add(output);
    }
  }

  private static boolean tellsApart(Row row) {
    long filled = row.<Long>getAs("non_null");
    long distinct = row.<Long>getAs("distinct_estimate");
    return filled >= FEW_VALUES && distinct >= IDENTIFYING_SHARE * filled;
  }

  private static QuasiIdentifiers.Column quasi(
      String input, String output, String type, String transform) {
    boolean isOfItsType =
        PersonalDataType.find(type)
            .map(known -> known.identifiability() == Identifiability.QUASI)
            .orElse(true);
    boolean hasOwnRule =
        !isOfItsType
            || transform.contains("policy rule for column")
            || transform.contains("some values hold");
    return new QuasiIdentifiers.Column(
        new Place(input, output),
        type,
        hasOwnRule,
        Generalization.ofLineage(transform),
        Coarsening.Lengths.NONE);
  }
}
