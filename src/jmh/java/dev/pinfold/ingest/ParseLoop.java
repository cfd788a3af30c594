// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.LoopData;
import dev.pinfold.catalog.Dataset;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One endpoint's bytes onto a tape. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParseLoop {
  private final byte[][] records = LoopData.records();
  private final JsonTapeParser parser =
      new JsonTapeParser(Dataset.ENDPOINTS, ReadLimits.defaults(), false);
  private final JsonTape tape = new JsonTape();
  private int next;

  @Benchmark
  public int parse() throws RejectedRecordException {
    next = (next + 1) % records.length;
    byte[] record = records[next];
    parser.parse(record, 0, record.length, true, true, tape);
    return tape.size();
  }
}
