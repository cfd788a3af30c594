// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import dev.pinfold.config.YamlMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers by which evidence becomes a decision, as {@code detection.yaml} says them. Immutable.
 */
public final class DetectionModel {
  private static final String BUILT_IN = "/dev/pinfold/conf/detection.yaml";

  private final DecisionWeights weights;
  private final Map<DecisionKind, Calibration> calibrations;

  private DetectionModel(DecisionWeights weights, Map<DecisionKind, Calibration> calibrations) {
    this.weights = weights;
    this.calibrations = calibrations;
  }

  private static final class Shipped {
    private static final DetectionModel MODEL = readShipped();
  }

  /** The model that travels in the jar. */
  public static DetectionModel shipped() {
    return Shipped.MODEL;
  }

  /**
   * Reads a file; where there is none, the shipped model holds.
   *
   * @throws dev.pinfold.catalog.UserException with every problem of the file
   */
  public static DetectionModel load(Path file) {
    if (!Files.exists(file)) {
      return shipped();
    }
    Problems problems = new Problems();
    DetectionModel model = read(YamlFile.read(file, problems));
    problems.throwIfAny();
    return model;
  }

  private static DetectionModel readShipped() {
    Problems problems = new Problems();
    try (InputStream stream = DetectionModel.class.getResourceAsStream(BUILT_IN)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      DetectionModel model = read(YamlFile.parse("detection.yaml", text, problems));
      problems.throwIfAny();
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + BUILT_IN, e);
    }
  }

  private static DetectionModel read(YamlMap file) {
    file.allowOnly("weights", "confidence");
    DecisionWeights weights = file.map("weights").map(DetectionModel::weights).orElse(null);
    Map<DecisionKind, Calibration> calibrations =
        file.map("confidence").map(DetectionModel::calibrations).orElse(null);
    if (weights == null) {
      file.problem("weights", "is required");
    }
    if (calibrations == null) {
      file.problem("confidence", "is required");
    }
    return new DetectionModel(weights, calibrations);
  }

  private static DecisionWeights weights(YamlMap map) {
    map.allowOnly(
        "majority",
        "supported",
        "minority",
        "weak_majority",
        "contradiction",
        "name_counts",
        "critical",
        "prose",
        "explained");
    return new DecisionWeights(
        share(map, "majority"),
        share(map, "supported"),
        share(map, "minority"),
        share(map, "weak_majority"),
        share(map, "contradiction"),
        share(map, "name_counts"),
        share(map, "critical"),
        share(map, "prose"),
        share(map, "explained"));
  }

  private static double share(YamlMap map, String key) {
    double value = required(map, key);
    if (!(value >= 0 && value <= 1)) {
      map.problem(key, "must be 0 to 1");
    }
    return value;
  }

  private static Map<DecisionKind, Calibration> calibrations(YamlMap map) {
    Map<DecisionKind, Calibration> calibrations = new EnumMap<>(DecisionKind.class);
    List<String> keys = new ArrayList<>();
    for (DecisionKind kind : DecisionKind.values()) {
      keys.add(kind.key());
      map.map(kind.key())
          .ifPresentOrElse(
              curve -> calibrations.put(kind, calibration(curve)),
              () -> map.problem(kind.key(), "is required"));
    }
    map.allowOnly(keys.toArray(new String[0]));
    return calibrations;
  }

  private static Calibration calibration(YamlMap map) {
    map.allowOnly("intercept", "per_share", "per_name");
    Calibration calibration =
        new Calibration(
            required(map, "intercept"), required(map, "per_share"), required(map, "per_name"));
    if (calibration.perShare() < 0 || calibration.perName() < 0) {
      map.problem("per_share", "more evidence must not make less sure");
    }
    return calibration;
  }

  private static double required(YamlMap map, String key) {
    if (!map.has(key)) {
      map.problem(key, "is required");
    }
    return map.number(key).orElse(0.0);
  }

  DecisionWeights weights() {
    return weights;
  }

  /** The curve of one kind of decision. */
  Calibration calibration(DecisionKind kind) {
    return calibrations.get(kind);
  }

  double confidence(DecisionFeatures features) {
    return calibrations.get(features.kind()).confidence(features.share(), features.nameStrength());
  }
}
