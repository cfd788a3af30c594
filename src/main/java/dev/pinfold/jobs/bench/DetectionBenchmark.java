// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.identify.IdentifierFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How well columns are told, on labelled columns that are made for it: with names and values, with
 * either hidden, and by two other ways. Run by {@code jobs/bench/detection}; the table goes to
 * {@code docs/detection.md}.
 */
public final class DetectionBenchmark {
  private static final long SEED = 20_261_030;
  private static final int VALUES = 200;

  private DetectionBenchmark() {}

  /**
   * {@code --fit} fits the confidence curve to the columns that are not scored.
   *
   * @param arguments directory of identifier files, and the file to write; {@code --mistakes}
   *     prints the columns that were told wrong, of the part that is not scored
   */
  public static void main(String[] arguments) throws IOException {
    List<DataIdentifier> declared = IdentifierFiles.load(Path.of(arguments[0]));
    boolean showsMistakes = List.of(arguments).contains("--mistakes");
    List<LabelledColumn> columns = new ArrayList<>(PositiveColumns.make(SEED, VALUES));
    columns.addAll(NegativeColumns.make(SEED, VALUES));
    List<LabelledColumn> scored = columns.stream().filter(LabelledColumn::isScored).toList();
    List<LabelledColumn> seen = columns.stream().filter(column -> !column.isScored()).toList();
    PinfoldDetector pinfold = new PinfoldDetector(declared);
    if (List.of(arguments).contains("--fit")) {
      CalibrationFit fit = new CalibrationFit();
      fit.learn(pinfold, seen);
      CalibrationFit.write(Path.of(arguments[0]).resolveSibling("detection.yaml"), fit.solve());
      System.out.println("conf/detection.yaml is fitted; build and run again to score with it.");
      return;
    }
    if (showsMistakes) {
      run(pinfold, seen, true, true).mistakes().forEach(System.out::println);
      System.out.println("-- names hidden");
      run(pinfold, seen.stream().filter(LabelledColumn::isTellable).toList(), false, true)
          .mistakes()
          .forEach(System.out::println);
    }
    String report = report(columns, scored, pinfold);
    System.out.print(report);
    if (arguments.length > 1 && !arguments[1].startsWith("--")) {
      Files.writeString(Path.of(arguments[1]), report);
    }
  }

  private static Score run(
      ColumnDetector detector,
      List<LabelledColumn> columns,
      boolean withNames,
      boolean withValues) {
    Score score = new Score();
    int number = 0;
    for (LabelledColumn column : columns) {
      score.add(
          column,
          detector.detect(
              withNames ? column.name() : "c" + number++,
              withValues ? column.values() : List.of(),
              column.isNumeric()));
    }
    return score;
  }

  private static String report(
      List<LabelledColumn> columns, List<LabelledColumn> scored, ColumnDetector pinfold) {
    Set<String> types = new TreeSet<>();
    Set<String> tellable = new TreeSet<>();
    for (LabelledColumn column : columns) {
      if (!column.isNegative()) {
        types.add(column.type());
        if (column.isTellable()) {
          tellable.add(column.type());
        }
      }
    }
    long negatives = columns.stream().filter(LabelledColumn::isNegative).count();
    Score full = run(pinfold, scored, true, true);
    Score hiddenNames = run(pinfold, scored, false, true);
    Score hiddenValues = run(pinfold, scored, true, false);
    Score anchored = run(new AnchoredRegexDetector(), scored, true, true);
    Score patterns = run(new PatternRecognizerDetector(), scored, true, true);
    StringBuilder text = new StringBuilder();
    text.append("# Detection\n\nWritten by `jobs/bench/detection`; do not edit.\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "%,d labelled columns of %d values: %,d of %d personal-data types, %,d of none, many of"
                + " them near misses. A third of the generators and locales (%,d columns) is scored"
                + " and was never looked at; thresholds were set and confidence fitted on the"
                + " others.%n%n",
            columns.size(),
            VALUES,
            columns.size() - negatives,
            types.size(),
            negatives,
            scored.size()));
    text.append(
        "The columns are made, and their names and forms chosen, by the same people as the"
            + " identifiers: the figures say that nothing broke, more than what a strange table"
            + " will give.\n\n");
    text.append("| | macro-F1 | macro-F1, types that values tell | false alarms on negatives |\n");
    text.append("|---|---|---|---|\n");
    row(text, "Pinfold", full, tellable);
    row(text, "Pinfold, names hidden", hiddenNames, tellable);
    row(text, "Pinfold, values hidden", hiddenValues, tellable);
    row(text, "one anchored regex a class, 95 % (the DiscoverX way)", anchored, tellable);
    row(text, "pattern recognizers with context (the Presidio way)", patterns, tellable);
    text.append(
        "\nWith names hidden, a type such as CVV or AGE cannot be told from other small numbers;"
            + " the second column leaves such types out.\n");
    text.append("\n## Calibration\n\nOf the columns said to be personal:\n\n");
    text.append("| confidence | columns | right |\n|---|---|---|\n");
    for (double[] line : full.reliability()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %.1f to %.1f | %d | %.0f %% |%n",
              line[0],
              line[1],
              (int) line[2],
              100 * line[3]));
    }
    text.append(
        "\n## By type\n\n| type | columns | precision | recall | F1 |\n|---|---|---|---|---|\n");
    for (Map.Entry<String, Score.Counts> entry : full.byType().entrySet()) {
      Score.Counts counts = entry.getValue();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.2f | %.2f | %.2f |%n",
              entry.getKey(),
              counts.columns(),
              counts.precision(),
              counts.recall(),
              counts.f1()));
    }
    return text.toString();
  }

  private static void row(StringBuilder text, String name, Score score, Set<String> tellable) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %.3f | %.3f | %.1f %% |%n",
            name,
            score.macroF1(),
            score.macroF1(tellable),
            100 * score.falseAlarmRate()));
  }
}
