// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.IOException;
import java.io.InputStream;

/** From an open file to its records. */
public final class RecordReaders {
  private RecordReaders() {}

  /**
   * Reads the records of a file, or those on the lines that begin in a range of it.
   *
   * @param split what to read
   * @param file the file's bytes as they lie there, from {@link InputSplit#streamStart()} on; the
   *     reader closes it
   * @throws IOException where the file system fails
   */
  public static RecordReader open(InputSplit split, InputStream file, ReadLimits limits)
      throws IOException {
    InputFile input = split.file();
    boolean whole = split.isWhole();
    InputStream plain = whole ? Compression.open(file) : file;
    ByteWindow window = new ByteWindow(plain, split.streamStart());
    return switch (input.format()) {
      case CSV -> new CsvRecordReader(window, limits, true);
      case PLAIN_CSV -> new CsvRecordReader(window, limits, false);
      case CONFIGURATION_JSON ->
          new ConfigurationReader(
              new RecordFramer(window, RecordFramer.Layout.DOCUMENTS, limits, 0, Long.MAX_VALUE),
              limits);
      case JSON -> {
        long end = whole ? Long.MAX_VALUE : split.start() + split.length();
        yield new JsonRecordReader(
            new RecordFramer(window, RecordFramer.Layout.LINES, limits, split.start(), end),
            input.dataset(),
            limits);
      }
    };
  }
}
