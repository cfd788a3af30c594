// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import dev.pinfold.jobs.bench.faults.Attempts.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * All nights, again and again: of each, the driver is killed in some attempts at a moment that is
 * uniform over the time of an undisturbed run, until one attempt is let live that loses executors:
 * in turns at such a moment, while records are read, and while they are written.
 */
final class Kills {
  private static final int MOST_IN_A_NIGHT = 3;

  /** Where executors die; empty: anywhere. */
  private static final List<String> STAGES = List.of("Profile", "Protect", "");

  /** Into such a stage, at most. */
  private static final double SECONDS_OF_A_STAGE = 0.5;

  /** Well above what any run takes. */
  private static final double LATEST_SECONDS = 300;

  private final Bench bench;
  private final Random random;
  private final Path output;
  private int drivers;
  private int executors;
  private int driversKilled;
  private int executorsKilled;
  private int aimed;
  private int locksLeft;
  private final TreeMap<String, Integer> stages = new TreeMap<>();

  /** Runs of this cycle that were killed, or finished by the next, once they were valid. */
  private final Set<String> succeeded = new HashSet<>();

  /** Runs of this cycle that were let live. */
  private int ended;

  Kills(Bench bench, Random random, Path output, int kills) {
    this.bench = bench;
    this.random = random;
    this.output = output;
    this.executors = kills * 3 / 10;
    this.drivers = kills - executors;
  }

  void run() throws IOException {
    while (drivers + executors > 0) {
      bench.empty(output);
      succeeded.clear();
      ended = 0;
      boolean isGood = true;
      for (int night = 0; night < Nights.COUNT && isGood; night++) {
        isGood = night(night);
      }
      if (!isGood) {
        Path kept = output.resolveSibling("wrong-" + (bench.attempts().next() - 1));
        Files.move(output, kept);
        System.out.println("What is wrong is kept in " + kept);
      }
    }
  }

  /** Whether it ended as it should. */
  private boolean night(int night) throws IOException {
    int kills = Math.min(drivers, 1 + random.nextInt(MOST_IN_A_NIGHT));
    for (int i = 0; i < kills; i++) {
      double moment = random.nextDouble() * bench.seconds(night);
      Submission run = start(night);
      run.waitUntil(moment);
      if (!run.isAlive()) {
        return end(night, run, "-", 0, "-");
      }
      run.kill();
      drivers--;
      driversKilled++;
      succeeded.addAll(run.finished());
      boolean isDone =
          run.stage().endsWith("Publish") && !Files.exists(output.resolve("_pinfold_open_run"));
      if (isDone) {
        succeeded.add("attempt " + bench.attempts().next());
      }
      stages.merge(run.stage(), 1, Integer::sum);
      bench
          .attempts()
          .add(
              night + 1,
              "driver",
              moment,
              run.stage(),
              run.recovery(),
              Outcome.good(isDone ? "dead, but done" : "dead"));
    }
    return executors > 0 ? withoutExecutors(night) : end(night, start(night), "-", 0, "-");
  }

  private Submission start(int night) throws IOException {
    if (Files.exists(output.resolve("_pinfold_lock"))) {
      locksLeft++;
    }
    return bench.attempt(night, output);
  }

  private boolean withoutExecutors(int night) throws IOException {
    double moment = random.nextDouble() * bench.seconds(night);
    boolean isAll = random.nextBoolean();
    Submission run = start(night);
    String aim = STAGES.get(aimed++ % STAGES.size());
    if (aim.isEmpty()) {
      run.waitUntil(moment);
    } else {
      run.waitUntil(() -> run.stage().startsWith(aim), LATEST_SECONDS);
      run.waitUntil(run.seconds() + random.nextDouble() * SECONDS_OF_A_STAGE);
    }
    run.waitUntil(this::hasExecutors, LATEST_SECONDS);
    List<ProcessHandle> found = bench.cluster().executors();
    List<ProcessHandle> killed = isAll ? found : found.subList(0, Math.min(1, found.size()));
    if (!run.isAlive() || killed.isEmpty()) {
      return end(night, run, "-", 0, "-");
    }
    double seconds = run.seconds();
    String stage = run.stage();
    killed.forEach(ProcessHandle::destroyForcibly);
    executors--;
    executorsKilled += killed.size();
    return end(
        night,
        run,
        killed.size() + (killed.size() == 1 ? " executor" : " executors"),
        seconds,
        stage);
  }

  private boolean hasExecutors() {
    try {
      return !bench.cluster().executors().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private boolean end(int night, Submission run, String disturbed, double seconds, String stage)
      throws IOException {
    int exit = run.await();
    succeeded.addAll(run.finished());
    ended++;
    Outcome outcome = bench.compare(exit, run, output, bench.expected(night));
    if (outcome.isGood()) {
      long said = bench.succeeded(output);
      int were = ended + succeeded.size();
      if (said != were) {
        outcome = Outcome.bad(said + " runs say that they succeeded; there were " + were);
      }
    }
    bench.attempts().add(night + 1, disturbed, seconds, stage, run.recovery(), outcome);
    return outcome.isGood();
  }

  String summary() {
    return driversKilled
        + " drivers killed (in "
        + stages
        + "), executors killed in other attempts: "
        + executorsKilled
        + "; "
        + locksLeft
        + " locks of dead processes taken over";
  }
}
