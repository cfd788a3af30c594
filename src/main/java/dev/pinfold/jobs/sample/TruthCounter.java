// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

import dev.pinfold.jobs.sample.SampleTruth.FileTruth;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts while a dump is written. */
final class TruthCounter {
  private final Map<String, FileTruth> files = new TreeMap<>();
  private final Map<String, Double> counts = new HashMap<>();

  void file(String path, String dataset, long good, long bad) {
    files.put(path, new FileTruth(dataset, good + bad, good, bad));
  }

  void add(String name, double value) {
    counts.merge(name, value, Double::sum);
  }

  SampleTruth truth(Map<String, String> columns) {
    return new SampleTruth(columns, files, counts);
  }
}
