// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.spark.HadoopSettings;
import dev.pinfold.catalog.spark.Shared;
import dev.pinfold.ingest.HadoopFiles;
import dev.pinfold.ingest.InputFile;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** Files that are listed and cannot be read any more, as objects that were archived since. */
final class UnreadableFiles {
  /** Each file is one request, most of which is waiting. */
  private static final int FILES_OF_A_TASK = 200;

  private UnreadableFiles() {}

  /** Those among files; asks the store for each. */
  static List<InputFile> among(SparkSession spark, List<InputFile> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    Shared<HadoopSettings> hadoop =
        HadoopSettings.shared(spark.sparkContext().hadoopConfiguration());
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(files, 1 + files.size() / FILES_OF_A_TASK)
        .filter(file -> !HadoopFiles.isReadable(file, hadoop.value().configuration()))
        .collect();
  }
}
