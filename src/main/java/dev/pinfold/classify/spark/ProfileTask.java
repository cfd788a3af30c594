// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import dev.pinfold.catalog.spark.HadoopSettings;
import dev.pinfold.catalog.spark.Shared;
import dev.pinfold.classify.RecordProfiler;
import dev.pinfold.classify.spark.ProfileOutput.PartCount;
import dev.pinfold.classify.spark.ProfileOutput.PartProfile;
import dev.pinfold.classify.spark.ProfileOutput.SealedRecord;
import dev.pinfold.ingest.InputFile;
import dev.pinfold.ingest.InputSplit;
import dev.pinfold.ingest.QuarantinedRecord;
import dev.pinfold.ingest.RawSealer;
import dev.pinfold.ingest.ReadLimits;
import dev.pinfold.ingest.RecordReader.Outcome;
import dev.pinfold.ingest.SplitRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.FlatMapFunction;

/**
 * One task of the profile pass: reads its splits once, streams the bad records out as they come,
 * and ends with the counts and the profiles.
 */
final class ProfileTask implements FlatMapFunction<Iterator<List<InputSplit>>, ProfileOutput> {
  private static final long serialVersionUID = 1L;

  private final Shared<TaskIdentifiers> identifiers;
  private final RawSealer sealer;
  private final ReadLimits limits;
  private final Shared<HadoopSettings> hadoop;
  private final HashMap<String, String> roots;

  /**
   * @param roots by a file's relative path, the root of its columns' paths, where that is not its
   *     dataset
   */
  ProfileTask(
      Shared<TaskIdentifiers> identifiers,
      RawSealer sealer,
      ReadLimits limits,
      Shared<HadoopSettings> hadoop,
      Map<String, String> roots) {
    this.roots = new HashMap<>(roots);
    this.identifiers = identifiers;
    this.sealer = sealer;
    this.limits = limits;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<ProfileOutput> call(Iterator<List<InputSplit>> groups) {
    return new Outputs(groups);
  }

  private final class Outputs implements Iterator<ProfileOutput> {
    private final SplitRecords records;
    private final RecordProfiler profiler = identifiers.value().profiler();
    private final Queue<ProfileOutput> ready = new ArrayDeque<>();
    private long read;
    private long quarantined;
    private boolean isUnopened;
    private boolean finished;

    Outputs(Iterator<List<InputSplit>> groups) {
      this.records = new SplitRecords(groups, limits, hadoop.value().configuration());
    }

    @Override
    public boolean hasNext() {
      try {
        while (ready.isEmpty() && !finished) {
          take(records.advance());
        }
        return !ready.isEmpty();
      } catch (IOException e) {
        throw new UncheckedIOException("reading the input failed", e);
      }
    }

    @Override
    public ProfileOutput next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void take(Outcome outcome) {
      if (outcome == null) {
        profiler.snapshot().forEach((path, profile) -> ready.add(new PartProfile(path, profile)));
        finished = true;
        return;
      }
      InputFile file = records.file();
      switch (outcome) {
        case RECORD -> {
          read++;
          profiler.add(
              roots.getOrDefault(file.relativePath(), file.dataset().label()),
              records.reader().tape(),
              file.relativePath(),
              records.reader().position());
        }
        case QUARANTINED -> {
          read++;
          quarantined++;
          isUnopened |= records.reader().isUnopened();
          seal(file.relativePath(), records.reader().quarantined());
        }
        case NOTE -> seal(file.relativePath(), records.reader().quarantined());
        case END -> {
          ready.add(new PartCount(file.relativePath(), read, quarantined, isUnopened));
          read = 0;
          quarantined = 0;
          isUnopened = false;
        }
      }
    }

    private void seal(String file, QuarantinedRecord bad) {
      ready.add(
          new SealedRecord(
              file, bad.position(), bad.reason(), sealer.seal(file, bad.position(), bad.raw())));
    }
  }
}
