// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import dev.pinfold.jobs.SessionCommands;
import dev.pinfold.report.RunSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;

/** A command of Pinfold on a dump, from reading its configuration to its entry in {@code runs}. */
final class PinfoldCommand implements Contender {
  static final String CLASSIFY = "pinfold classify";
  static final String RUN = "pinfold run";

  private static final LocalDate AS_OF = LocalDate.parse("2026-10-30");

  private final String name;
  private final Path output;
  private final Work work;
  private RunSummary last;

  /** What the command does, given where its tables go. */
  private interface Work {
    RunSummary into(Path output) throws IOException;
  }

  private PinfoldCommand(String name, Path output, Work work) {
    this.name = name;
    this.output = output;
    this.work = work;
  }

  static PinfoldCommand classify(SessionCommands commands, Path input, Path output) {
    return new PinfoldCommand(CLASSIFY, output, into -> commands.classify(input, into));
  }

  static PinfoldCommand run(SessionCommands commands, Path input, Path output) {
    return new PinfoldCommand(RUN, output, into -> commands.run(input, into, AS_OF));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void run() throws IOException {
    last = work.into(output);
  }

  /** Of the records that were read, those that were not put into quarantine. */
  @Override
  public long records() {
    return last.datasets().values().stream().mapToLong(RunSummary.Counts::written).sum();
  }

  @Override
  public void clear() throws IOException {
    Directories.delete(output);
  }
}
