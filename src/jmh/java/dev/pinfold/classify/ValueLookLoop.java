// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.LoopData;
import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.classify.identify.IdentifierFiles;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One look at a value: its form, its hash and what identifiers match; nothing is remembered. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ValueLookLoop {
  private static final BitSet NONE = new BitSet();

  private final ValueIdentifiers identifiers =
      CompiledIdentifiers.of(IdentifierFiles.loadBuiltIn());
  private final String[] values = LoopData.values();
  private int next;

  @Benchmark
  public Object look() {
    next = (next + 1) % values.length;
    return ValueLook.at(values[next], "DE", NONE, identifiers);
  }
}
