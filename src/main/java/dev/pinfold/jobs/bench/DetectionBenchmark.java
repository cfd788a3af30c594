// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.DecisionKind;
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
    columns.addAll(LabelledTables.read());
    Set<String> tellable = Tellable.types(declared);
    Split split = Split.of(columns);
    List<LabelledColumn> scored = split.scored();
    List<LabelledColumn> seen = split.seen();
    PinfoldDetector pinfold = new PinfoldDetector(declared);
    if (List.of(arguments).contains("--fit")) {
      CalibrationFit fit = new CalibrationFit();
      fit.learn(pinfold, seen);
      for (DecisionKind kind : DecisionKind.values()) {
        System.out.println(fit.learnt(kind));
      }
      CalibrationFit.write(Path.of(arguments[0]).resolveSibling("detection.yaml"), fit.solve());
      System.out.println("conf/detection.yaml is fitted; build and run again to score with it.");
      return;
    }
    if (showsMistakes) {
      run(pinfold, seen, true, true).mistakes().forEach(System.out::println);
      System.out.println("-- names hidden");
      run(pinfold, seen, false, true).mistakes().stream()
          .filter(
              mistake ->
                  mistake.startsWith("NONE ")
                      || tellable.contains(mistake.substring(0, mistake.indexOf(' '))))
          .forEach(System.out::println);
    }
    String report = report(columns, scored, pinfold, tellable);
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
              column.isNumeric(),
              withValues ? column.beside() : List.of()));
    }
    return score;
  }

  private static String report(
      List<LabelledColumn> columns,
      List<LabelledColumn> scored,
      ColumnDetector pinfold,
      Set<String> tellable) {
    Set<String> types = new TreeSet<>();
    columns.stream()
        .filter(column -> !column.isNegative())
        .forEach(column -> types.add(column.type()));
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
            "%,d labelled columns, most of %d values: %,d of %d personal-data types, %,d of none,"
                + " many of them near misses. Of each type a third of the generators and locales"
                + " (%,d columns, %d types) is scored; thresholds were set and confidence fitted on"
                + " the others. A type that one generator makes is scored and nothing is fitted on"
                + " it. Small tables of public-domain facts are labelled by hand.%n%n",
            columns.size(),
            VALUES,
            columns.size() - negatives,
            types.size(),
            negatives,
            scored.size(),
            scored.stream().filter(c -> !c.isNegative()).map(c -> c.type()).distinct().count()));
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
    untold(text, types, tellable, hiddenNames);
    List<LabelledColumn> few = FewValid.of(columns);
    List<LabelledColumn> missed = FewValid.missed(pinfold, few, true);
    List<LabelledColumn> unnamed = FewValid.missed(pinfold, few, false);
    text.append("\n## Few valid values\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "Of %d columns of credentials, cards and national numbers in which one value in twenty"
                + " is valid, %d are missed (%s); with names hidden %d (%s).%n",
            few.size(),
            missed.size(),
            types(missed),
            unnamed.size(),
            types(unnamed)));
    calibration(text, scored, pinfold);
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

  private static String types(List<LabelledColumn> columns) {
    Set<String> types = new TreeSet<>();
    columns.forEach(column -> types.add(column.type()));
    return joined(types);
  }

  /** Says openly which types need their name, by what rule, and which of the others are missed. */
  private static void untold(
      StringBuilder text, Set<String> types, Set<String> tellable, Score hiddenNames) {
    Set<String> untold = new TreeSet<>(types);
    untold.removeAll(tellable);
    Set<String> missed = new TreeSet<>();
    Set<String> inPart = new TreeSet<>();
    hiddenNames
        .byType()
        .forEach(
            (type, counts) -> {
              if (tellable.contains(type) && counts.recall() < 1) {
                (counts.recall() == 0 ? missed : inPart).add(type);
              }
            });
    text.append(
        String.format(
            Locale.ROOT,
            "%nThe values of %d of the %d types can tell the type: an identifier of theirs has a"
                + " value list, a check digit or another validator (of a single value, or of what"
                + " is plausible in nearly all values of a column), or a form that is not declared"
                + " weak. The rule is computed from the identifiers, not chosen by type. The other"
                + " %d have none: their values are those of harmless columns too (an age is a"
                + " count, a CVV any three digits, an advertising ID any UUID, a user's ID any key),"
                + " and to call such columns personal unseen would raise an alarm on every count"
                + " and key: %s. Of the types that values can tell, those of no scored column do in"
                + " %s, and those of some do not in %s: they are written in forms that other things"
                + " have too. Where a column is a latitude or longitude, or the end of a card in a"
                + " table with the cards' numbers, the column beside it was seen with it, its name"
                + " hidden too.%n",
            types.size() - untold.size(),
            types.size(),
            untold.size(),
            joined(untold),
            joined(missed),
            joined(inPart)));
  }

  private static String joined(Set<String> types) {
    return types.isEmpty() ? "none" : String.join(", ", types);
  }

  /** All variants are equally many, so that the hard ones weigh more than in most tables. */
  private static void calibration(
      StringBuilder text, List<LabelledColumn> scored, ColumnDetector pinfold) {
    Score every = new Score();
    StringBuilder rows = new StringBuilder();
    for (Variant variant : Variant.values()) {
      Score one = new Score();
      for (LabelledColumn column : variant.of(scored)) {
        ColumnDetector.Verdict verdict =
            pinfold.detect(column.name(), column.values(), column.isNumeric(), column.beside());
        every.add(column, verdict);
        one.add(column, verdict);
      }
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.0f %% | %.0f %% |%n",
              variant.description(),
              one.saidPersonal(),
              100 * one.meanConfidence(),
              100 * one.shareRight()));
    }
    text.append("\n## Calibration\n\nOf the scored columns said to be personal, over");
    text.append(" all variants below:\n\n");
    text.append("| confidence | columns | mean confidence | right |\n|---|---|---|---|\n");
    for (double[] line : every.reliability()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %.2f to %.2f | %d | %.0f %% | %.0f %% |%n",
              line[0],
              line[1],
              (int) line[2],
              100 * line[3],
              100 * line[4]));
    }
    text.append("\nBy variant:\n\n| columns ... | said personal | mean confidence | right |\n");
    text.append("|---|---|---|---|\n").append(rows);
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
