// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetOutputFormat;

/** Settings of Parquet for files that are written here. */
final class ParquetSettings {
  private static final String DICTIONARY = ParquetOutputFormat.ENABLE_DICTIONARY + "#";
  private static final String STATISTICS = ParquetOutputFormat.STATISTICS_ENABLED + "#";

  /** What other writers than Parquet's own do not do. */
  private static final List<String> UNKNOWN =
      List.of(
          "parquet.crypto.factory.class",
          "parquet.encryption.",
          ParquetOutputFormat.BLOOM_FILTER_ENABLED,
          ParquetOutputFormat.BLOCK_ROW_COUNT_LIMIT,
          ParquetOutputFormat.MEMORY_POOL_RATIO,
          ParquetOutputFormat.MIN_MEMORY_ALLOCATION);

  private ParquetSettings() {}

  /** Whether nothing is asked for that {@link ColumnFile} does not do. */
  static boolean areKnown(Configuration settings) {
    return UNKNOWN.stream()
        .flatMap(name -> settings.getPropsWithPrefix(name).values().stream())
        .allMatch("false"::equals);
  }

  /** Whether a column has statistics in the file. */
  static boolean hasStatistics(Configuration settings, String column) {
    return settings.getBoolean(
        STATISTICS + column, ParquetOutputFormat.getStatisticsEnabled(settings));
  }

  /** As Parquet's output format reads them from a job's settings, with {@link ColumnValues}. */
  static ParquetProperties properties(Configuration settings) {
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            .withPageSize(ParquetOutputFormat.getPageSize(settings))
            .withDictionaryPageSize(ParquetOutputFormat.getDictionaryPageSize(settings))
            .withDictionaryEncoding(ParquetOutputFormat.getEnableDictionary(settings))
            .withByteStreamSplitEncoding(ParquetOutputFormat.getByteStreamSplitEnabled(settings))
            .withWriterVersion(ParquetOutputFormat.getWriterVersion(settings))
            .estimateRowCountForPageSizeCheck(
                ParquetOutputFormat.getEstimatePageSizeCheck(settings))
            .withMinRowCountForPageSizeCheck(
                ParquetOutputFormat.getMinRowCountForPageSizeCheck(settings))
            .withMaxRowCountForPageSizeCheck(
                ParquetOutputFormat.getMaxRowCountForPageSizeCheck(settings))
            .withPageValueCountThreshold(ParquetOutputFormat.getValueCountThreshold(settings))
            .withColumnIndexTruncateLength(
                settings.getInt(
                    ParquetOutputFormat.COLUMN_INDEX_TRUNCATE_LENGTH,
                    ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH))
            .withStatisticsTruncateLength(
                settings.getInt(
                    ParquetOutputFormat.STATISTICS_TRUNCATE_LENGTH,
                    ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH))
            .withPageRowCountLimit(
                settings.getInt(
                    ParquetOutputFormat.PAGE_ROW_COUNT_LIMIT,
                    ParquetProperties.DEFAULT_PAGE_ROW_COUNT_LIMIT))
            .withPageWriteChecksumEnabled(ParquetOutputFormat.getPageWriteChecksumEnabled(settings))
            .withStatisticsEnabled(ParquetOutputFormat.getStatisticsEnabled(settings))
            .withSizeStatisticsEnabled(ParquetOutputFormat.getSizeStatisticsEnabled(settings))
            .withValuesWriterFactory(new ColumnValues());
    settings
        .getPropsWithPrefix(DICTIONARY)
        .forEach((column, on) -> builder.withDictionaryEncoding(column, Boolean.parseBoolean(on)));
    settings
        .getPropsWithPrefix(STATISTICS)
        .forEach((column, on) -> builder.withStatisticsEnabled(column, Boolean.parseBoolean(on)));
    return builder.build();
  }
}
