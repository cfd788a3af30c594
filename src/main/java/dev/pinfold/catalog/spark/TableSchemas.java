// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import dev.pinfold.catalog.Origins;
import dev.pinfold.catalog.PersonalDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The schemas of the tables that Pinfold writes about the data; a contract with their readers. Each
 * column says what it is and what it is made from.
 */
public final class TableSchemas {
  /** The {@code evidence} column of {@link #PII_CATALOG}. */
  public static final StructType EVIDENCE =
      new StructType()
          .add(
              column(
                  "rows",
                  LongType,
                  true,
                  Origins.PROFILE,
                  "Records in which the column could stand"))
          .add(
              column(
                  "non_null",
                  LongType,
                  true,
                  Origins.PROFILE,
                  "Records in which it held something"))
          .add(
              column(
                  "values",
                  LongType,
                  true,
                  Origins.PROFILE,
                  "Values looked at; array elements count one each"))
          .add(
              column(
                  "distinct_estimate",
                  LongType,
                  true,
                  Origins.PROFILE,
                  "Estimated number of distinct values"))
          .add(column("matches", LongType, true, Origins.PROFILE, "Values that matched the type"))
          .add(
              column(
                  "validated",
                  LongType,
                  true,
                  Origins.PROFILE,
                  "Of these, values that passed a checksum or validator"))
          .add(
              column(
                  "name_token",
                  StringType,
                  true,
                  Origins.PROFILE,
                  "The part of the name that spoke for the type"))
          .add(
              column(
                  "format",
                  StringType,
                  true,
                  Origins.PROFILE,
                  "What Pinpoint's schema says of the field"))
          .add(
              column(
                  "other_types",
                  createArrayType(StringType),
                  true,
                  Origins.PROFILE,
                  "Further types in some values"))
          .add(
              column("summary", StringType, true, Origins.PROFILE, "The decision in one sentence"));

  /** One row per current column. */
  public static final StructType PII_CATALOG =
      new StructType()
          .add(
              column(
                  "column_path",
                  StringType,
                  false,
                  Origins.PROFILE,
                  "Dataset and JSON names, joined by dots"))
          .add(column("dataset", StringType, false, Origins.PROFILE, "Dataset or derived table"))
          .add(
              column(
                  "categories",
                  createArrayType(StringType),
                  false,
                  Origins.PROFILE,
                  "Pinpoint's data categories"))
          .add(column("type", StringType, false, Origins.PROFILE, "Personal-data type, or NONE"))
          .add(
              column(
                  "confidence",
                  DoubleType,
                  false,
                  Origins.PROFILE,
                  "Confidence in the type, 0 to 1"))
          .add(
              column(
                  "sensitivity",
                  StringType,
                  false,
                  Origins.PROFILE,
                  "NONE, LOW, MEDIUM, HIGH or CRITICAL"))
          .add(
              column(
                  "identifiability",
                  StringType,
                  false,
                  Origins.PROFILE,
                  "DIRECT, QUASI, SENSITIVE_ATTRIBUTE or NONE"))
          .add(column("decided_by", StringType, false, Origins.PROFILE, "What settled the type"))
          .add(
              column(
                  "action",
                  StringType,
                  false,
                  Origins.POLICY,
                  "What protection does with the values"))
          .add("evidence", EVIDENCE, false, "Why; never a value")
          .add(
              column(
                  "rows",
                  LongType,
                  false,
                  Origins.PROFILE,
                  "Records in which the column could stand"))
          .add(
              column(
                  "non_null",
                  LongType,
                  false,
                  Origins.PROFILE,
                  "Records in which it held something"))
          .add(
              column(
                  "distinct_estimate",
                  LongType,
                  false,
                  Origins.PROFILE,
                  "Estimated number of distinct values"))
          .add(
              column(
                  "first_seen",
                  TimestampType,
                  false,
                  Origins.RUN,
                  "Start of the first run that saw the column"))
          .add(
              column(
                  "last_seen",
                  TimestampType,
                  false,
                  Origins.RUN,
                  "Start of the last run that saw the column"))
          .add(
              column(
                  "run_id", StringType, false, Origins.RUN_ID, "The last run that saw the column"));

  /** One row per run, column and identifier. */
  public static final StructType PII_FINDINGS =
      new StructType()
          .add(column("run_id", StringType, false, Origins.RUN_ID, "The run"))
          .add(column("column_path", StringType, false, Origins.PROFILE, "The column"))
          .add(
              column(
                  "identifier",
                  StringType,
                  false,
                  Origins.PROFILE,
                  "The data identifier that matched"))
          .add(column("type", StringType, false, Origins.PROFILE, "What a match is"))
          .add(
              column(
                  "matches",
                  LongType,
                  false,
                  Origins.PROFILE,
                  "Values in which it matched, whole or in part"))
          .add(column("rows", LongType, false, Origins.PROFILE, "Values looked at"))
          .add(column("ratio", DoubleType, false, Origins.PROFILE, "Matches per value looked at"))
          .add(
              column(
                  "first_position",
                  StringType,
                  true,
                  Origins.PROFILE,
                  "File and position of the first match"));

  /** One row per column and change of it. */
  public static final StructType CATALOG_CHANGES =
      new StructType()
          .add(column("run_id", StringType, false, Origins.RUN_ID, "The run that saw it"))
          .add(column("changed", TimestampType, false, Origins.RUN, "Start of that run"))
          .add(
              column(
                  "column_path",
                  StringType,
                  false,
                  Origins.PROFILE,
                  "Dataset and JSON names, joined by dots"))
          .add(column("dataset", StringType, false, Origins.PROFILE, "Dataset"))
          .add(
              column(
                  "change",
                  StringType,
                  false,
                  Origins.PROFILE,
                  "BECAME_PERSONAL, TYPE_CHANGED, ACTION_CHANGED, NEW_COLUMN, GONE_COLUMN or"
                      + " SHARE_MOVED"))
          .add(
              column(
                  "before",
                  StringType,
                  false,
                  Origins.PROFILE,
                  "Type, action or share in the run before; empty for a new column"))
          .add(
              column(
                  "after",
                  StringType,
                  false,
                  Origins.PROFILE,
                  "Type, action or share now; empty for a column that is gone"));

  /** One row per output column and input column. */
  public static final StructType LINEAGE =
      new StructType()
          .add(column("output_path", StringType, false, Origins.LINEAGE, "Column that was written"))
          .add(
              column(
                  "input_path", StringType, false, Origins.LINEAGE, "Column that it was made from"))
          .add(column("transform", StringType, false, Origins.LINEAGE, "How"))
          .add(column("run_id", StringType, false, Origins.RUN_ID, "The run"));

  /** One row per bad record or note. */
  public static final StructType QUARANTINE =
      new StructType()
          .add(
              column(
                  "file",
                  StringType,
                  false,
                  Origins.FILE,
                  "Input file, relative to the input directory"))
          .add(
              column(
                  "position",
                  LongType,
                  false,
                  Origins.POSITION,
                  "First byte, in the decompressed file, from 0"))
          .add(
              column(
                  "reason",
                  StringType,
                  false,
                  Origins.RECORD,
                  "What is wrong; never quotes the data"))
          .add(encrypted("raw_encrypted", Origins.RECORD, "The bytes, encrypted (AEAD)"))
          .add(column("run_id", StringType, false, Origins.RUN_ID, "The run"));

  /** One row per input file. */
  public static final StructType INGESTED_FILES =
      new StructType()
          .add(
              column(
                  "file",
                  StringType,
                  false,
                  Origins.FILE,
                  "Input file, relative to the input directory"))
          .add(
              column(
                  "dataset", StringType, false, Origins.FILE, "Dataset that its folder makes it"))
          .add(column("bytes", LongType, false, Origins.FILE_STATUS, "Size in the store"))
          .add(
              column(
                  "modified",
                  TimestampType,
                  false,
                  Origins.FILE_STATUS,
                  "Modification time in the store"))
          .add(
              column(
                  "records_read", LongType, false, Origins.RECORD, "Records found, good and bad"))
          .add(
              column(
                  "records_written",
                  LongType,
                  false,
                  Origins.RECORD,
                  "Records in the protected table"))
          .add(
              column(
                  "records_quarantined", LongType, false, Origins.RECORD, "Records in quarantine"))
          .add(column("run_id", StringType, false, Origins.RUN_ID, "The run"))
          .add(
              column(
                  "digest",
                  StringType,
                  true,
                  Origins.FILE_STATUS,
                  "What the store says of the content, such as an ETag; null where it says nothing"));

  /** One row per field of the input, objects and lists too. */
  public static final StructType COLUMN_PROFILES =
      new StructType()
          .add(
              column(
                  "column_path",
                  StringType,
                  false,
                  Origins.PROFILE,
                  "Dataset and JSON names, joined by dots"))
          .add(column("dataset", StringType, false, Origins.PROFILE, "Dataset"))
          .add(
              column(
                  "treatment",
                  StringType,
                  true,
                  Origins.POLICY,
                  "Where the rows of the table have the field and what was done with it"))
          .add(encrypted("profile_encrypted", Origins.PROFILE, "What was counted (AEAD)"))
          .add(
              column(
                  "rules_digest",
                  StringType,
                  false,
                  Origins.CONFIGURATION,
                  "SHA-256 of what settles classification and protection"))
          .add(column("run_id", StringType, false, Origins.RUN_ID, "The run"));

  /** One row per packet of figures. */
  public static final StructType AGGREGATE_FIGURES =
      new StructType()
          .add(column("place", StringType, false, Origins.KPIS, "What is in it, and its number"))
          .add(encrypted("figures_encrypted", Origins.TABLES, "Figures before suppression (AEAD)"))
          .add(
              column(
                  "as_of",
                  DateType,
                  false,
                  Origins.RUN,
                  "The day that the figures of the demographics are of"))
          .add(
              column(
                  "endpoints",
                  LongType,
                  false,
                  Origins.TABLES,
                  "Records of endpoints that the figures are of"))
          .add(column("events", LongType, false, Origins.TABLES, "Events that the figures are of"))
          .add(
              column(
                  "figures_digest",
                  StringType,
                  false,
                  Origins.CONFIGURATION,
                  "SHA-256 of what settles which figures there are"))
          .add(column("run_id", StringType, false, Origins.RUN_ID, "The run"));

  /** One row per run. */
  public static final StructType RUNS =
      new StructType()
          .add(column("run_id", StringType, false, Origins.RUN_ID, "The run"))
          .add(column("command", StringType, false, Origins.RUN, "The command that ran"))
          .add(column("started", TimestampType, false, Origins.RUN, "Start"))
          .add(column("finished", TimestampType, true, Origins.RUN, "End"))
          .add(column("status", StringType, false, Origins.RUN, "SUCCEEDED or FAILED"))
          .add(column("version", StringType, false, Origins.RUN, "Pinfold's version"))
          .add(column("counts", counts(), true, Origins.PROFILE, "What it counted, by name"))
          .add(
              column(
                  "configuration_digest",
                  StringType,
                  false,
                  Origins.CONFIGURATION,
                  "SHA-256 of the configuration files"));

  private TableSchemas() {}

  private static DataType counts() {
    return createMapType(StringType, LongType, false);
  }

  /** Re-identification risk; a contract. */
  public static final StructType RISK =
      new StructType()
          .add(column("run_id", StringType, false, Origins.RUN_ID, "The run of pinfold risk"))
          .add(column("table", StringType, false, Origins.RUN, "The protected table"))
          .add(column("measure", StringType, false, Origins.RUN, "Name of the figure"))
          .add(
              column(
                  "quasi_identifiers",
                  createArrayType(StringType),
                  false,
                  Origins.LINEAGE,
                  "Columns, or groups of them, that the figure is of"))
          .add(column("value", DoubleType, false, Origins.TABLES, "The figure; shares are 0 to 1"))
          .add(
              column(
                  "detail",
                  StringType,
                  true,
                  Origins.TABLES,
                  "What else the figure is of; never a value"));

  /** The ledger of releases with noise; a contract. */
  public static final StructType PRIVACY_BUDGET =
      new StructType()
          .add(
              column(
                  "release_id", StringType, true, Origins.RUN_ID, "The release: one draw of noise"))
          .add(column("run_id", StringType, true, Origins.RUN_ID, "The run that published it"))
          .add(
              column(
                  "released",
                  TimestampType,
                  true,
                  Origins.RUN,
                  "When it was entered, before publishing"))
          .add(column("epsilon", DoubleType, true, Origins.KPIS, "What it cost"))
          .add(column("delta", DoubleType, true, Origins.KPIS, "What it cost"))
          .add(
              column(
                  "epsilon_total",
                  DoubleType,
                  true,
                  Origins.KPIS,
                  "Of all releases up to this one"))
          .add(
              column(
                  "delta_total", DoubleType, true, Origins.KPIS, "Of all releases up to this one"))
          .add(
              column(
                  "budget_epsilon",
                  DoubleType,
                  true,
                  Origins.KPIS,
                  "What all may cost, as configured then"))
          .add(
              column(
                  "budget_delta",
                  DoubleType,
                  true,
                  Origins.KPIS,
                  "What all may cost, as configured then"));

  private static StructField column(
      String name, DataType type, boolean nullable, String origin, String comment) {
    return field(name, type, nullable, origin, comment, PersonalDataType.NONE);
  }

  private static StructField encrypted(String name, String origin, String comment) {
    return field(name, BinaryType, true, origin, comment, PersonalDataType.FREE_TEXT);
  }

  private static StructField field(
      String name,
      DataType type,
      boolean nullable,
      String origin,
      String comment,
      PersonalDataType held) {
    return new StructField(name, type, nullable, OwnColumn.metadata(held, origin, comment));
  }
}
