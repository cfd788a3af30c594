// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import dev.pinfold.jobs.bench.faults.Attempts.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;

/** The output's disk fills up in the midst of a run; with more room, the next run ends well. */
final class FullDisk {
  private static final long AMPLE = 256L << 20;

  /** How many runs of each night find the disk too small. */
  private static final int TOO_SMALL = 2;

  private FullDisk() {}

  /** Empty where it was done; else why not. */
  static Optional<String> run(Bench bench, Random random, Path directory) throws IOException {
    Optional<SmallDisk> mounted = SmallDisk.mount(directory, AMPLE);
    if (mounted.isEmpty()) {
      return Optional.of("no file system can be mounted here (are you root?)");
    }
    try (SmallDisk disk = mounted.get()) {
      Path output = directory.resolve("output");
      bench.empty(output);
      for (int night = 0; night < Nights.COUNT; night++) {
        long before = SmallDisk.taken(output);
        long grows = bench.bytes(night) - (night == 0 ? 0 : bench.bytes(night - 1));
        for (int i = 0; i < TOO_SMALL; i++) {
          // Between a tenth and eight tenths of what the run writes.
          long room = (long) (grows * (0.1 + 0.7 * random.nextDouble()));
          disk.resize(Math.max(SmallDisk.taken(output), before + room));
          Submission run = bench.attempt(night, output);
          int exit = run.await();
          String stage = run.stage().replaceFirst("^after ", "");
          bench
              .attempts()
              .add(
                  night + 1,
                  "full disk: " + (room >> 10) + " KiB",
                  run.seconds(),
                  stage,
                  run.recovery(),
                  bench.failed(exit, run, "no space"));
        }
        disk.resize(AMPLE);
        Submission run = bench.attempt(night, output);
        Outcome outcome = bench.compare(run.await(), run, output, bench.expected(night));
        bench.attempts().add(night + 1, "-", 0, "-", run.recovery(), outcome);
      }
    }
    return Optional.empty();
  }
}
