// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.faults;

import dev.pinfold.jobs.bench.faults.Attempts.Outcome;
import dev.pinfold.jobs.bench.throughput.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** What the parts of the fault test share: the cluster, the undisturbed nights, and the account. */
final class Bench {
  private static final String KEYS = "keys";

  private final Path work;
  private final SparkSession spark;
  private final Cluster cluster;
  private final Nights nights;
  private final Attempts attempts = new Attempts();

  /** After each undisturbed night. */
  private final List<Contents> expected = new ArrayList<>();

  private final List<Double> seconds = new ArrayList<>();
  private final List<Long> bytes = new ArrayList<>();

  Bench(Path work, SparkSession spark, Cluster cluster, Nights nights) {
    this.work = work;
    this.spark = spark;
    this.cluster = cluster;
    this.nights = nights;
  }

  Nights nights() {
    return nights;
  }

  Attempts attempts() {
    return attempts;
  }

  Cluster cluster() {
    return cluster;
  }

  /** How long an undisturbed run of a night takes, the start of its process included. */
  double seconds(int night) {
    return seconds.get(night);
  }

  /** What all tables and keys take on a {@link SmallDisk} after an undisturbed night. */
  long bytes(int night) {
    return bytes.get(night);
  }

  Contents expected(int night) {
    return expected.get(night);
  }

  /** Runs all nights, and keeps what they give. */
  void undisturbed() throws IOException {
    Path output = work.resolve("undisturbed");
    for (int night = 0; night < Nights.COUNT; night++) {
      Submission run = submit("undisturbed-" + (night + 1), night, output);
      int exit = run.await();
      seconds.add(run.seconds());
      if (exit != 0) {
        throw new IOException("an undisturbed run failed: " + run.complaints());
      }
      if (night == Nights.COUNT - 1 && run.countedAll()) {
        throw new IOException("an undisturbed night did not go on with the figures before it");
      }
      List<String> wrong = Contents.accounts(spark, output);
      if (!wrong.isEmpty()) {
        throw new IOException("an undisturbed run is wrong: " + wrong);
      }
      expected.add(Contents.read(spark, output));
      bytes.add(SmallDisk.taken(output));
      if (night == 0) {
        Directories.copy(output, work.resolve("first"), "");
      }
    }
  }

  Submission submit(String name, int night, Path output) throws IOException {
    return cluster.submit(name, nights.input(night), output, nights.asOf(night));
  }

  /** The next attempt, on its way. */
  Submission attempt(int night, Path output) throws IOException {
    return submit("attempt-" + attempts.next(), night, output);
  }

  /** Empties an output but for the keys, which it takes from the undisturbed one. */
  Path empty(Path output) throws IOException {
    if (Files.exists(output)) {
      List<Path> entries;
      try (Stream<Path> all = Files.list(output)) {
        entries = all.toList();
      }
      for (Path entry : entries) {
        Directories.delete(entry);
      }
    }
    Directories.copy(work.resolve("undisturbed"), output, KEYS);
    return output;
  }

  /** An output as the undisturbed one was after its first night. */
  Path afterFirstNight(Path output) throws IOException {
    Directories.delete(output);
    Directories.copy(work.resolve("first"), output, "");
    return output;
  }

  /** Compares what a run that ended well left with what it should have. */
  Outcome compare(int exit, Submission run, Path output, Contents wanted) {
    if (run.overran()) {
      return Outcome.bad("not ended in twenty minutes, in stage " + run.stage());
    }
    if (exit != 0) {
      return Outcome.bad("exit code " + exit + ": " + String.join(" ", run.complaints()));
    }
    if (wanted == expected.get(Nights.COUNT - 1) && run.countedAll()) {
      return Outcome.bad("all was counted anew, so that the figures of the night before are lost");
    }
    Contents found = Contents.read(spark, output);
    List<String> wrong = new ArrayList<>(found.differences(wanted));
    wrong.addAll(Contents.accounts(spark, output));
    return wrong.isEmpty()
        ? Outcome.good("done; all " + found.rows() + " rows equal")
        : Outcome.bad(String.join("; ", wrong));
  }

  /** A run that has to fail with one line that says why, and to leave tables as they were. */
  Outcome failed(int exit, Submission run, String cause) {
    List<String> complaints = run.complaints();
    if (exit != 1 || complaints.size() != 1 || !complaints.get(0).contains(cause)) {
      return Outcome.bad(
          "exit code " + exit + " and not one line on '" + cause + "': " + complaints);
    }
    return Outcome.good("exit code 1, one line: " + complaints.get(0));
  }

  Contents read(Path output) {
    return Contents.read(spark, output);
  }

  long succeeded(Path output) {
    return Contents.succeeded(spark, output);
  }
}
