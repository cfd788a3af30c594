// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.LoopData;
import dev.pinfold.classify.DataIdentifier;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The gates of all identifiers, and all identifiers with their gates, on one value. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class IdentifierLoop {
  private final List<DataIdentifier> declared = IdentifierFiles.loadBuiltIn();
  private final CompiledIdentifiers identifiers = CompiledIdentifiers.of(declared);
  private final Gate[] gates =
      declared.stream().map(one -> Gate.parse(one.gate())).toArray(Gate[]::new);
  private final String[] values = LoopData.values();
  private int next;

  @Benchmark
  public int gates() {
    next = (next + 1) % values.length;
    ValueShape shape = new ValueShape(values[next]);
    int open = 0;
    for (Gate gate : gates) {
      open += gate.accepts(shape) ? 1 : 0;
    }
    return open;
  }

  @Benchmark
  public void identifiers(Blackhole sink) {
    next = (next + 1) % values.length;
    identifiers.match(values[next], "DE", (index, whole, validated) -> sink.consume(index));
  }
}
