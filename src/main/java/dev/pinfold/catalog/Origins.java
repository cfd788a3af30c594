// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

/**
 * What lineage names as the input of an output column that no column of the dump stands behind:
 * {@code input.} something of the input's files, {@code run.} something of the run itself, {@code
 * conf.} a file of the configuration. No dataset is called so, and a name below {@code input} that
 * is a dataset's is a field of its records whose own path is taken by a column of the output.
 */
public final class Origins {
  /** The name of an input file, relative to the input. */
  public static final String FILE = "input.file";

  /** An input file's entry in its store: its size and its time. */
  public static final String FILE_STATUS = "input.file_status";

  /** Where a record begins in its file. */
  public static final String POSITION = "input.position";

  /** The records themselves. */
  public static final String RECORD = "input.record";

  /** The run's name. */
  public static final String RUN_ID = "run.id";

  /** The run's own account: command, times, version. */
  public static final String RUN = "run.account";

  /** The run's classification of its input. */
  public static final String PROFILE = "run.profile";

  /** The protected tables that a command reads. */
  public static final String TABLES = "run.tables";

  /** The lineage that the run found. */
  public static final String LINEAGE = "run.lineage";

  public static final String POLICY = "conf.policy";
  public static final String KPIS = "conf.kpis";
  public static final String CONFIGURATION = "conf.files";

  private Origins() {}

  /** A field of the input whose own path is that of another column of the output. */
  public static String field(ColumnPath input) {
    return "input." + input;
  }
}
