// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Sensitivity;
import dev.pinfold.classify.Classifier;
import dev.pinfold.classify.ColumnProfiles;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.DecisionFeatures;
import dev.pinfold.classify.PersonalKeys;
import dev.pinfold.classify.RecordProfiler;
import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.ingest.JsonTape.Kind;
import java.util.List;
import java.util.Optional;

/** The classifier as {@code pinfold scan} uses it. */
final class PinfoldDetector implements ColumnDetector {
  private static final String ROOT = "bench";
  private static final String BESIDE = "x0";

  private final CompiledIdentifiers identifiers;
  private final PersonalKeys keys;
  private final Classifier classifier;

  PinfoldDetector(List<DataIdentifier> declared) {
    this.identifiers = CompiledIdentifiers.of(declared);
    this.keys = new PersonalKeys(declared, identifiers);
    this.classifier = new Classifier(declared, path -> Optional.empty(), path -> Optional.empty());
  }

  @Override
  public Verdict detect(String name, List<String> values, boolean isNumeric) {
    return verdict(classify(name, values, isNumeric));
  }

  @Override
  public Verdict detect(String name, List<String> values, boolean isNumeric, List<String> beside) {
    if (beside.isEmpty() || values.isEmpty()) {
      return detect(name, values, isNumeric);
    }
    ColumnPath path = ColumnPath.of(ROOT).child(name);
    return verdict(classifier.classifyAll(pair(path, values, isNumeric, beside)).get(path));
  }

  private ColumnProfiles pair(
      ColumnPath path, List<String> values, boolean isNumeric, List<String> beside) {
    ColumnPath other = ColumnPath.of(ROOT).child(BESIDE);
    RecordProfiler profiler = new RecordProfiler(identifiers, keys);
    for (int i = 0; i < values.size(); i++) {
      profiler.addRow(ROOT);
      Kind kind = isNumeric ? Kind.NUMBER : Kind.STRING;
      profiler.addValue(path, kind, values.get(i), ROOT, i);
      profiler.addValue(other, kind, beside.get(i), ROOT, i);
    }
    return new ColumnProfiles(profiler.snapshot());
  }

  private static Verdict verdict(Classification column) {
    boolean isPersonal =
        column.type().sensitivity() != Sensitivity.NONE
            && !column.type().name().equals("FREE_TEXT");
    return new Verdict(isPersonal ? column.type().name() : "NONE", column.confidence());
  }

  /** A verdict, and what it rests on where a curve gives its confidence. */
  record Judgement(Classification column, Optional<DecisionFeatures> features) {}

  Classification classify(String name, List<String> values, boolean isNumeric) {
    ColumnPath path = ColumnPath.of(ROOT).child(name);
    return classifier.classifyAll(profiles(path, values, isNumeric)).get(path);
  }

  /** With what stands beside it, as {@link #detect} sees it. */
  Judgement judge(String name, List<String> values, boolean isNumeric, List<String> beside) {
    ColumnPath path = ColumnPath.of(ROOT).child(name);
    ColumnProfiles profiles =
        beside.isEmpty() || values.isEmpty()
            ? profiles(path, values, isNumeric)
            : pair(path, values, isNumeric, beside);
    Classification column = classifier.classifyAll(profiles).get(path);
    return new Judgement(
        column,
        column.type().isPersonal()
            ? classifier.features(path, profiles.profile(path))
            : Optional.empty());
  }

  private ColumnProfiles profiles(ColumnPath path, List<String> values, boolean isNumeric) {
    RecordProfiler profiler = new RecordProfiler(identifiers, keys);
    int number = 0;
    for (String value : values) {
      profiler.addRow(ROOT);
      profiler.addValue(path, isNumeric ? Kind.NUMBER : Kind.STRING, value, ROOT, number++);
    }
    if (values.isEmpty()) {
      profiler.addRow(ROOT);
      profiler.addValue(path, Kind.NULL, null, ROOT, 0);
    }
    return new ColumnProfiles(profiler.snapshot());
  }
}
