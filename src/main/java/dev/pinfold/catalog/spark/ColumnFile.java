// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport.WriteContext;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as one Parquet file: the same as Spark's own writer makes, by Parquet's own column writers.
 * Only what lies between is done here, cells to columns ({@link ColumnCells}): Parquet's record
 * consumer costs more than all else of a file whose columns are mostly null.
 */
final class ColumnFile {
  private static final String DICTIONARY = ParquetOutputFormat.ENABLE_DICTIONARY + "#";
  private static final String STATISTICS = ParquetOutputFormat.STATISTICS_ENABLED + "#";

  /** Of the heap, what the row groups of all tasks may take before they are written. */
  private static final double MOST_OF_HEAP = 0.25;

  private final ParquetFileWriter file;
  private final MessageType schema;
  private final Map<String, String> footer;
  private final ParquetProperties properties;
  private final CodecFactory codecs;
  private final BytesInputCompressor compressor;
  private final List<LeafColumn> leaves;
  private final ColumnBounds bounds;
  private final ColumnCells.Rows cells;
  private final long mostBytes;

  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore columns;
  private int rowGroups;
  private long records;
  private long inGroup;
  private long nextCheck;

  /**
   * Begins the file.
   *
   * @param settings of the job, as Spark's file format prepares them
   * @param physical the rows' columns as files know them
   * @param indexed those of them that statistics tell of
   * @param withBounds whether these tell of bounds too, and not only of nulls
   */
  ColumnFile(
      Configuration settings,
      Path path,
      StructType physical,
      StructType indexed,
      boolean withBounds)
      throws IOException {
    WriteContext context = new ParquetWriteSupport().init(settings);
    schema = context.getSchema();
    footer = context.getExtraMetaData();
    properties = properties(settings);
    bounds =
        new ColumnBounds(
            indexed, column -> withBounds && settings.getBoolean(STATISTICS + column, withBounds));
    leaves = schema.getColumns().stream().map(LeafColumn::new).toList();
    cells = ColumnCells.of(physical, leaves, bounds);
    long groupBytes = ParquetOutputFormat.getLongBlockSize(settings);
    Runtime java = Runtime.getRuntime();
    mostBytes =
        Math.min(groupBytes, (long) (MOST_OF_HEAP * java.maxMemory() / java.availableProcessors()));
    codecs = new CodecFactory(settings, properties.getPageSizeThreshold());
    compressor = codecs.getCompressor(ParquetOutputFormat.getCompression(settings));
    file =
        new ParquetFileWriter(
            HadoopOutputFile.fromPath(path, settings),
            schema,
            ParquetFileWriter.Mode.CREATE,
            groupBytes,
            settings.getInt(
                ParquetOutputFormat.MAX_PADDING_BYTES, ParquetWriter.MAX_PADDING_SIZE_DEFAULT),
            /* encryptionProperties= */ null,
            properties);
    file.start();
    beginGroup();
  }

  /** As Parquet's output format reads them. */
  private static ParquetProperties properties(Configuration settings) {
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
            .withSizeStatisticsEnabled(ParquetOutputFormat.getSizeStatisticsEnabled(settings));
    settings
        .getPropsWithPrefix(DICTIONARY)
        .forEach((column, on) -> builder.withDictionaryEncoding(column, Boolean.parseBoolean(on)));
    settings
        .getPropsWithPrefix(STATISTICS)
        .forEach((column, on) -> builder.withStatisticsEnabled(column, Boolean.parseBoolean(on)));
    return builder.build();
  }

  private void beginGroup() {
    pages =
        new ColumnChunkPageWriteStore(
            compressor,
            schema,
            properties.getAllocator(),
            properties.getColumnIndexTruncateLength(),
            properties.getPageWriteChecksumEnabled(),
            /* fileEncryptor= */ null,
            rowGroups);
    columns = properties.newColumnWriteStore(schema, pages, pages);
    leaves.forEach(leaf -> leaf.goTo(columns));
    inGroup = 0;
    nextCheck = properties.getMinRowCountForPageSizeCheck();
  }

  /** Takes a row; it may be used again afterwards. */
  void write(InternalRow row) throws IOException {
    cells.write(row);
    records++;
    inGroup++;
    if (columns.isColumnFlushNeeded()) {
      leaves.forEach(LeafColumn::writeNulls);
    }
    columns.endRecord();
    if (inGroup >= nextCheck) {
      checkSize();
    }
  }

  /** What columns hold is asked for now and then only, as each of them has to be asked. */
  private void checkSize() throws IOException {
    long bytes = columns.getBufferedSize();
    long each = Math.max(1, bytes / inGroup);
    if (bytes > mostBytes - 2 * each) {
      endGroup();
      beginGroup();
      return;
    }
    long soon = inGroup + properties.getMaxRowCountForPageSizeCheck();
    long halfway = (inGroup + mostBytes / each) / 2;
    nextCheck =
        Math.min(soon, Math.max(inGroup + properties.getMinRowCountForPageSizeCheck(), halfway));
  }

  private void endGroup() throws IOException {
    if (inGroup > 0) {
      leaves.forEach(LeafColumn::writeNulls);
      file.startBlock(inGroup);
      columns.flush();
      pages.flushToFileWriter(file);
      file.endBlock();
      rowGroups++;
    }
    columns.close();
    pages.close();
  }

  /** Ends the file, and tells its statistics as Delta's log has them. */
  String end() throws IOException {
    endGroup();
    file.end(footer);
    release();
    return bounds.json(records);
  }

  long records() {
    return records;
  }

  /** Lets go of everything; the file is good for nothing. */
  void abort() throws IOException {
    file.abort();
    release();
  }

  private void release() throws IOException {
    compressor.release();
    codecs.release();
    file.close();
  }
}
