// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Walks the records of many splits, one after the other, as one task does. A split's {@link
 * RecordReader.Outcome#END} is passed on, so that a caller can close its account of the file;
 * {@link #advance()} returns null behind the last. Not thread-safe.
 */
public final class SplitRecords implements Closeable {
  private final Iterator<List<InputSplit>> groups;
  private final ReadLimits limits;
  private final Configuration hadoop;
  private Iterator<InputSplit> splits = List.<InputSplit>of().iterator();
  private InputSplit split;
  private RecordReader reader;

  public SplitRecords(Iterator<List<InputSplit>> groups, ReadLimits limits, Configuration hadoop) {
    this.groups = groups;
    this.limits = limits;
    this.hadoop = hadoop;
  }

  /** Moves on; null where there is no split left. */
  public RecordReader.Outcome advance() throws IOException {
    if (reader == null && !openNext()) {
      return null;
    }
    RecordReader.Outcome outcome = reader.next();
    if (outcome == RecordReader.Outcome.END) {
      close();
    }
    return outcome;
  }

  /** The file that the present record, or the present end, belongs to. */
  public InputFile file() {
    return split.file();
  }

  /** The reader that holds the present record; not to be asked at an end. */
  public RecordReader reader() {
    return reader;
  }

  private boolean openNext() throws IOException {
    while (!splits.hasNext() && groups.hasNext()) {
      splits = groups.next().iterator();
    }
    if (!splits.hasNext()) {
      return false;
    }
    split = splits.next();
    reader = HadoopFiles.open(split, limits, hadoop);
    return true;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
