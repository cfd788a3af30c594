// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.PersonalKeys;
import dev.pinfold.classify.RecordProfiler;
import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.classify.identify.IdentifierFiles;
import dev.pinfold.ingest.DatasetLayout;
import dev.pinfold.ingest.HadoopFiles;
import dev.pinfold.ingest.InputSplit;
import dev.pinfold.ingest.InputSplits;
import dev.pinfold.ingest.ReadLimits;
import dev.pinfold.ingest.RecordReader.Outcome;
import dev.pinfold.ingest.SplitRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;

/**
 * What more identifiers cost: the profile pass over a dump on one core, with the basic files alone
 * and with all, by turns in one run. Run by {@code jobs/bench/identifiers}.
 */
public final class ProfileSpeed {
  private static final List<String> BASIC =
      List.of("contact.yaml", "numbers.yaml", "online.yaml", "not-personal.yaml");
  private static final int WARM_UP = 2;
  private static final int ROUNDS = 7;
  private static final long SPLIT_BYTES = 32 << 20;

  private ProfileSpeed() {}

  /**
   * @param arguments the dump, and the directory of the identifiers
   */
  public static void main(String[] arguments) throws IOException {
    Configuration hadoop = new Configuration();
    HadoopFiles.Listing dump = HadoopFiles.list(arguments[0], DatasetLayout.byFolder(), hadoop);
    List<List<InputSplit>> groups = InputSplits.plan(dump.files(), SPLIT_BYTES);
    Path directory = Path.of(arguments[1]);
    List<DataIdentifier> basic = new ArrayList<>();
    BASIC.forEach(file -> basic.addAll(IdentifierFiles.loadFile(directory.resolve(file))));
    List<DataIdentifier> all = IdentifierFiles.load(directory);
    // Compiled once: the tasks of a run share what the identifiers' automatons learned.
    CompiledIdentifiers compiledNone = CompiledIdentifiers.of(List.of());
    CompiledIdentifiers compiledBasic = CompiledIdentifiers.of(basic);
    CompiledIdentifiers compiledAll = CompiledIdentifiers.of(all);
    double[] withBasic = new double[ROUNDS];
    double[] withAll = new double[ROUNDS];
    double[] withNone = new double[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      double none = seconds(groups, List.of(), compiledNone, hadoop);
      double some = seconds(groups, basic, compiledBasic, hadoop);
      double every = seconds(groups, all, compiledAll, hadoop);
      if (round >= 0) {
        withNone[round] = none;
        withBasic[round] = some;
        withAll[round] = every;
      }
    }
    double some = median(withBasic);
    double every = median(withAll);
    System.out.printf(
        Locale.ROOT,
        "profile pass, one core, medians of %d rounds: no identifiers %.2f s, basic %d identifiers"
            + " %.2f s, all %d identifiers %.2f s; ratio all / basic %.2f%n",
        ROUNDS,
        median(withNone),
        basic.size(),
        some,
        all.size(),
        every,
        every / some);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double seconds(
      List<List<InputSplit>> groups,
      List<DataIdentifier> declared,
      CompiledIdentifiers identifiers,
      Configuration hadoop)
      throws IOException {
    RecordProfiler profiler =
        new RecordProfiler(identifiers, new PersonalKeys(declared, identifiers));
    long start = System.nanoTime();
    try (SplitRecords records =
        new SplitRecords(groups.iterator(), ReadLimits.defaults(), hadoop)) {
      Outcome outcome;
      while ((outcome = records.advance()) != null) {
        if (outcome == Outcome.RECORD) {
          profiler.add(
              records.file().dataset().label(),
              records.reader().tape(),
              records.file().relativePath(),
              records.reader().position());
        }
      }
    }
    int columns = profiler.snapshot().size();
    if (columns == 0) {
      throw new IllegalStateException("the dump holds nothing");
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
