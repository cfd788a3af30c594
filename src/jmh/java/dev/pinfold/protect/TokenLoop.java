// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.LoopData;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One token of a value that is normalized already. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenLoop {
  private final Tokenizer tokenizer = new Tokenizer(TestKeys.generate());
  private final String[] values = LoopData.values();
  private int next;

  @Benchmark
  public String token() {
    next = (next + 1) % values.length;
    return tokenizer.token("EMAIL_ADDRESS", values[next]);
  }
}
