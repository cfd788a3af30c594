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
   * @param in the file's bytes as they lie there, from {@link InputSplit#streamStart()} on; the
   *     reader closes it
   * @param file opens the whole file once more, to see whether it is sound
   * @throws IOException where the file system fails
   */
  public static RecordReader open(
      InputSplit split, InputStream in, FileBytes file, ReadLimits limits) throws IOException {
    InputFile input = split.file();
    boolean whole = split.isWhole();
    InputStream plain = whole ? Compression.open(in) : in;
    DamageCheck damage = whole ? new DamageCheck(file) : DamageCheck.NONE;
    ByteWindow window = new ByteWindow(plain, split.streamStart());
    return switch (input.format()) {
      case CSV -> new CsvRecordReader(window, limits, damage, true);
      case PLAIN_CSV -> new CsvRecordReader(window, limits, damage, false);
      case CONFIGURATION_JSON ->
          new ConfigurationReader(RecordFramer.documents(window, limits, damage), limits);
      case JSON ->
          new JsonRecordReader(
              whole
                  ? RecordFramer.of(window, limits, damage)
                  : RecordFramer.lines(
                      window, limits, split.start(), split.start() + split.length()),
              input.dataset(),
              limits);
    };
  }
}
