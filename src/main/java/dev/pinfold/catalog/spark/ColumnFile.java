// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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
  /** Of the heap, what the row groups of all files together may take before they are written. */
  private static final double MOST_OF_HEAP = 0.25;

  /** Rows that are written together, column by column; more of them leave the nearest memory. */
  private static final int ROWS_AT_ONCE = 32;

  /** Files that this JVM is writing. */
  private static final AtomicInteger OPEN = new AtomicInteger();

  private final ParquetFileWriter file;
  private final MessageType schema;
  private final Map<String, String> footer;
  private final ParquetProperties properties;
  private final CodecFactory codecs;
  private final BytesInputCompressor compressor;
  private final long groupBytes;
  private final List<LeafColumn> leaves;
  private final ColumnBounds bounds;
  private final ColumnCells.Rows cells;

  /** Rows that are not in the columns yet. */
  private final InternalRow[] waiting = new InternalRow[ROWS_AT_ONCE];

  private int waitingCount;
  private ColumnChunkPageWriteStore pages;
  private ColumnWriteStore columns;
  private int rowGroups;
  private long records;
  private long inGroup;
  private long nextCheck;
  private boolean isReleased;

  /**
   * Begins the file.
   *
   * @param settings of the job, as Spark's file format prepares them
   * @param physical the rows' columns as files know them
   * @param told what statistics tell of
   */
  ColumnFile(Configuration settings, Path path, StructType physical, FileStatistics told)
      throws IOException {
    WriteContext context = new ParquetWriteSupport().init(settings);
    schema = context.getSchema();
    footer = context.getExtraMetaData();
    properties = ParquetSettings.properties(settings);
    bounds = told.bounds(column -> ParquetSettings.hasStatistics(settings, column));
    leaves = schema.getColumns().stream().map(LeafColumn::new).toList();
    cells = ColumnCells.of(physical, leaves, bounds);
    groupBytes = ParquetOutputFormat.getLongBlockSize(settings);
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
    codecs = new CodecFactory(settings, properties.getPageSizeThreshold());
    compressor = codecs.getCompressor(ParquetOutputFormat.getCompression(settings));
    OPEN.incrementAndGet();
    try {
      file.start();
      beginGroup();
    } catch (IOException | RuntimeException | Error e) {
      abort();
      throw e;
    }
  }

  /** How many files of this JVM are being written. */
  static int open() {
    return OPEN.get();
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
    writeWaiting();
    cells.write(row);
    endRecord();
  }

  /** Takes a row that nobody changes any more. */
  void writeLater(InternalRow row) throws IOException {
    waiting[waitingCount++] = row;
    if (waitingCount == waiting.length) {
      writeWaiting();
    }
    endRecord();
  }

  private void writeWaiting() {
    if (waitingCount > 0) {
      cells.write(waiting, waitingCount);
      Arrays.fill(waiting, 0, waitingCount, null);
      waitingCount = 0;
    }
  }

  private void endRecord() throws IOException {
    records++;
    inGroup++;
    // Only now and then does this look at the columns, for which they must be complete.
    if (columns.isColumnFlushNeeded()) {
      writeAll();
    }
    columns.endRecord();
    if (inGroup >= nextCheck) {
      writeWaiting();
      checkSize();
    }
  }

  private void writeAll() {
    writeWaiting();
    leaves.forEach(LeafColumn::writeNulls);
  }

  /** What columns hold is asked for now and then only, as each of them has to be asked. */
  private void checkSize() throws IOException {
    long most =
        Math.min(file.getNextRowGroupSize(), share(Runtime.getRuntime().maxMemory(), OPEN.get()));
    long bytes = columns.getBufferedSize();
    long each = Math.max(1, bytes / inGroup);
    if (bytes > most - 2 * each) {
      endGroup();
      beginGroup();
      return;
    }
    long soon = inGroup + properties.getMaxRowCountForPageSizeCheck();
    long halfway = (inGroup + most / each) / 2;
    nextCheck =
        Math.min(soon, Math.max(inGroup + properties.getMinRowCountForPageSizeCheck(), halfway));
  }

  /**
   * The bytes that one file may hold, as Parquet's own writers share the heap by their number.
   *
   * @param heap in bytes
   */
  static long share(long heap, int files) {
    return (long) (MOST_OF_HEAP * heap / files);
  }

  private void endGroup() throws IOException {
    if (inGroup > 0) {
      writeAll();
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

  /** Lets go of everything; the file is good for nothing, unless it has ended. */
  void abort() throws IOException {
    if (!isReleased) {
      file.abort();
      release();
    }
  }

  /** Once: what the factory gives back goes to others, who do not share it. */
  private void release() throws IOException {
    if (!isReleased) {
      isReleased = true;
      OPEN.decrementAndGet();
      try {
        codecs.release();
      } finally {
        file.close();
      }
    }
  }
}
