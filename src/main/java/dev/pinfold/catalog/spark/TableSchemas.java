// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createMapType;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** The schemas of the tables that Pinfold writes about the data; a contract with their readers. */
public final class TableSchemas {
  /** The {@code evidence} column of {@link #PII_CATALOG}. */
  public static final StructType EVIDENCE =
      new StructType()
          .add("rows", LongType, true, "Records in which the column could stand")
          .add("non_null", LongType, true, "Records in which it held something")
          .add("values", LongType, true, "Values looked at; array elements count one each")
          .add("distinct_estimate", LongType, true, "Estimated number of distinct values")
          .add("matches", LongType, true, "Values that matched the type")
          .add("validated", LongType, true, "Of these, values that passed a checksum or validator")
          .add("name_token", StringType, true, "The part of the name that spoke for the type")
          .add("format", StringType, true, "What Pinpoint's schema says of the field")
          .add("other_types", createArrayType(StringType), true, "Further types in some values")
          .add("summary", StringType, true, "The decision in one sentence");

  /** One row per current column. */
  public static final StructType PII_CATALOG =
      new StructType()
          .add("column_path", StringType, false, "Dataset and JSON names, joined by dots")
          .add("dataset", StringType, false, "Dataset or derived table")
          .add("categories", createArrayType(StringType), false, "Pinpoint's data categories")
          .add("type", StringType, false, "Personal-data type, or NONE")
          .add("confidence", DoubleType, false, "Confidence in the type, 0 to 1")
          .add("sensitivity", StringType, false, "NONE, LOW, MEDIUM, HIGH or CRITICAL")
          .add("identifiability", StringType, false, "DIRECT, QUASI, SENSITIVE_ATTRIBUTE or NONE")
          .add("decided_by", StringType, false, "What settled the type")
          .add("action", StringType, false, "What protection does with the values")
          .add("evidence", EVIDENCE, false, "Why; never a value")
          .add("rows", LongType, false, "Records in which the column could stand")
          .add("non_null", LongType, false, "Records in which it held something")
          .add("distinct_estimate", LongType, false, "Estimated number of distinct values")
          .add("first_seen", TimestampType, false, "Start of the first run that saw the column")
          .add("last_seen", TimestampType, false, "Start of the last run that saw the column")
          .add("run_id", StringType, false, "The last run that saw the column");

  /** One row per run, column and identifier. */
  public static final StructType PII_FINDINGS =
      new StructType()
          .add("run_id", StringType, false, "The run")
          .add("column_path", StringType, false, "The column")
          .add("identifier", StringType, false, "The data identifier that matched")
          .add("type", StringType, false, "What a match is")
          .add("matches", LongType, false, "Values in which it matched, whole or in part")
          .add("rows", LongType, false, "Values looked at")
          .add("ratio", DoubleType, false, "Matches per value looked at")
          .add("first_position", StringType, true, "File and position of the first match");

  /** One row per output column and input column. */
  public static final StructType LINEAGE =
      new StructType()
          .add("output_path", StringType, false, "Column that was written")
          .add("input_path", StringType, false, "Column that it was made from")
          .add("transform", StringType, false, "How")
          .add("run_id", StringType, false, "The run");

  /** One row per bad record or note. */
  public static final StructType QUARANTINE =
      new StructType()
          .add("file", StringType, false, "Input file, relative to the input directory")
          .add("position", LongType, false, "First byte, in the decompressed file, from 0")
          .add("reason", StringType, false, "What is wrong; never quotes the data")
          .add("raw_encrypted", BinaryType, true, "The bytes, encrypted (AEAD)")
          .add("run_id", StringType, false, "The run");

  /** One row per input file. */
  public static final StructType INGESTED_FILES =
      new StructType()
          .add("file", StringType, false, "Input file, relative to the input directory")
          .add("dataset", StringType, false, "Dataset that its folder makes it")
          .add("bytes", LongType, false, "Size in the store")
          .add("modified", TimestampType, false, "Modification time in the store")
          .add("records_read", LongType, false, "Records found, good and bad")
          .add("records_written", LongType, false, "Records in the protected table")
          .add("records_quarantined", LongType, false, "Records in quarantine")
          .add("run_id", StringType, false, "The run");

  /** One row per run. */
  public static final StructType RUNS =
      new StructType()
          .add("run_id", StringType, false, "The run")
          .add("command", StringType, false, "The command that ran")
          .add("started", TimestampType, false, "Start")
          .add("finished", TimestampType, true, "End")
          .add("status", StringType, false, "SUCCEEDED or FAILED")
          .add("version", StringType, false, "Pinfold's version")
          .add("counts", counts(), true, "What it counted, by name")
          .add("configuration_digest", StringType, false, "SHA-256 of the configuration files");

  private TableSchemas() {}

  private static DataType counts() {
    return createMapType(StringType, LongType, false);
  }
}
