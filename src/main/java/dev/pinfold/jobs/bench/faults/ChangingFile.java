// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import dev.pinfold.jobs.bench.faults.Attempts.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file of the second night grows while a run reads it. */
final class ChangingFile {
  private static final int NIGHT = 1;
  private static final double LATEST_SECONDS = 300;

  private final Bench bench;
  private final Path work;

  ChangingFile(Bench bench, Path work) {
    this.bench = bench;
    this.work = work;
  }

  void run() throws IOException {
    Nights nights = bench.nights();
    Nights.Restore asItWas = nights.keepGrowing();
    Path output = bench.afterFirstNight(work.resolve("changing"));
    changeIn("Profile", output);
    asItWas.run();
    good(output, bench.expected(NIGHT));

    bench.afterFirstNight(output);
    changeIn("Protect", output);
    Path undisturbed = bench.afterFirstNight(work.resolve("changed"));
    Submission run = bench.submit("changed", NIGHT, undisturbed);
    if (run.await() != 0) {
      throw new IOException("an undisturbed run failed: " + run.complaints());
    }
    good(output, bench.read(undisturbed));
    asItWas.run();
  }

  private void changeIn(String stage, Path output) throws IOException {
    Submission run = bench.attempt(NIGHT, output);
    run.waitUntil(() -> run.isIn(stage), LATEST_SECONDS);
    double seconds = run.seconds();
    bench.nights().grow();
    Outcome outcome = bench.failed(run.await(), run, bench.nights().growingName());
    List<String> kept = bench.read(output).differences(bench.expected(0));
    if (outcome.isGood() && !kept.isEmpty()) {
      outcome = Outcome.bad("something of the run is kept: " + String.join("; ", kept));
    }
    bench.attempts().add(NIGHT + 1, "a file grows", seconds, stage, run.recovery(), outcome);
  }

  private void good(Path output, Contents wanted) throws IOException {
    Submission run = bench.attempt(NIGHT, output);
    Outcome outcome = bench.compare(run.await(), run, output, wanted);
    bench.attempts().add(NIGHT + 1, "-", 0, "-", run.recovery(), outcome);
  }
}
