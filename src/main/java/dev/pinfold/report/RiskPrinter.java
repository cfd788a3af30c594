// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pinfold.aggregate.risk.ClassFigures;
import dev.pinfold.aggregate.risk.Proposal;
import dev.pinfold.aggregate.risk.QuasiIdentifier;
import dev.pinfold.aggregate.risk.RiskReport;
import dev.pinfold.aggregate.risk.SensitiveFigures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Prints a re-identification risk report: a text for a privacy officer, or one JSON object (a
 * contract). Neither holds a value of the data.
 */
public final class RiskPrinter {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String NEWLINE = System.lineSeparator();

  private RiskPrinter() {}

  /** The report as text, ended by a newline. */
  public static String text(RiskReport report) {
    StringBuilder text = new StringBuilder();
    text.append(summary(report));
    if (report.now().people() > 0) {
      text.append(NEWLINE).append(sizes(report.now()));
      text.append(alone(report));
      if (!report.each().isEmpty()) {
        text.append(NEWLINE).append("Quasi-identifiers").append(NEWLINE).append(each(report));
      }
      if (!report.sensitive().isEmpty()) {
        text.append(NEWLINE)
            .append("l-diversity: different values of a sensitive attribute in a class")
            .append(NEWLINE)
            .append(sensitive(report));
      }
    }
    report
        .identifying()
        .forEach(
            column ->
                text.append(NEWLINE)
                    .append("Note: ")
                    .append(column)
                    .append(
                        " is readable and differs for nearly everyone, so that it identifies by"
                            + " itself; no figure here counts it. Tokenize or drop it.")
                    .append(NEWLINE));
    return text.append(proposals(report)).toString();
  }

  private static String summary(RiskReport report) {
    ClassFigures now = report.now();
    StringBuilder text = new StringBuilder();
    text.append("Re-identification risk of ").append(report.table()).append(NEWLINE);
    line(text, "People", count(now.people()));
    line(
        text,
        "Quasi-identifiers",
        report.identifiers().size()
            + " ("
            + report.identifiers().stream().mapToInt(one -> one.columns().size()).sum()
            + " columns)");
    line(text, "Classes", count(now.classes()) + " of people alike in all of these");
    line(text, "k", now.k() + ", the smallest class; the target is " + report.target());
    line(text, "Below the target", people(now.below(), now.belowShare()));
    line(text, "Unique", people(now.unique(), now.uniqueShare()));
    line(
        text,
        "Risk",
        String.format(
            Locale.ROOT,
            "highest %s (prosecutor, journalist), average %s (marketer)",
            percent(now.highestRisk()),
            percent(now.averageRisk())));
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format(Locale.ROOT, "  %-18s %s%n", name, value));
  }

  private static TextTable sizes(ClassFigures now) {
    TextTable table = new TextTable(List.of("People in a class", "Classes"), Set.of(1));
    for (int part = 0; part < now.histogram().size(); part++) {
      table.add(ClassFigures.partName(part), count(now.histogram().get(part)));
    }
    return table;
  }

  private static String alone(RiskReport report) {
    if (report.alone().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(NEWLINE);
    text.append("The smallest classes: what sets people apart").append(NEWLINE);
    for (RiskReport.Alone one : report.alone()) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %s %s alone, %s in groups below %d, by %s%n",
              count(one.unique()),
              one.unique() == 1 ? "person is" : "people are",
              count(one.below()),
              report.target(),
              String.join(" + ", one.names())));
    }
    return text.toString();
  }

  private static TextTable each(RiskReport report) {
    TextTable table =
        new TextTable(
            List.of(
                "Quasi-identifier",
                "Now",
                "Values",
                "Own k",
                "k without",
                "Below then",
                "Next step",
                "k then",
                "Below then"),
            Set.of(2, 3, 4, 5, 7, 8));
    for (RiskReport.One one : report.each()) {
      ClassFigures next = one.further() == null ? one.without() : one.further();
      table.add(
          one.identifier().name(),
          one.identifier().present(),
          count(one.alone().classes()),
          count(one.alone().k()),
          count(one.without().k()),
          percent(one.without().belowShare()),
          one.identifier().describe(1),
          count(next.k()),
          percent(next.belowShare()));
    }
    return table;
  }

  private static TextTable sensitive(RiskReport report) {
    TextTable table =
        new TextTable(
            List.of("Attribute", "Values", "l", "Entropy l", "Classes of one value", "People"),
            Set.of(1, 2, 3, 4, 5));
    for (SensitiveFigures one : report.sensitive()) {
      table.add(
          one.name(),
          count(one.values()),
          count(one.l()),
          String.format(Locale.ROOT, "%.2f", one.entropyL()),
          count(one.classesOfOne()),
          count(one.peopleOfOne()));
    }
    return table;
  }

  private static String proposals(RiskReport report) {
    StringBuilder text = new StringBuilder(NEWLINE);
    if (report.now().people() == 0) {
      return text.append("There is nobody in the table.").append(NEWLINE).toString();
    }
    if (report.reachesTarget()) {
      return text.append("The target is reached: nothing need change.").append(NEWLINE).toString();
    }
    if (report.proposals().isEmpty()) {
      return text.append("No generalisation reaches the target: there are fewer people than that.")
          .append(NEWLINE)
          .toString();
    }
    text.append("What the policy could say to reach k = ").append(report.target());
    text.append(", first under rules: of policy.yaml; computed from the table, so run again after")
        .append(NEWLINE)
        .append("the change. A rule for a type is for all tables.")
        .append(NEWLINE);
    int number = 1;
    for (Proposal one : report.proposals()) {
      text.append(NEWLINE).append(proposal(number++, one));
    }
    return text.toString();
  }

  private static String proposal(int number, Proposal one) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "# Proposal %d: k = %d%s; keeps %s of what the quasi-identifiers tell%s%n",
            number,
            one.kAfterSuppression(),
            one.figures().below() == 0
                ? " for everybody"
                : " once "
                    + people(one.figures().below(), one.figures().belowShare())
                    + " are left out (k = "
                    + one.figures().k()
                    + " with them)",
            percent(one.kept()),
            one.isOptimal() ? ", the most possible" : ""));
    one.changes().forEach(change -> text.append("#   ").append(change).append(NEWLINE));
    if (one.rules().isEmpty()) {
      text.append("#   no change").append(NEWLINE);
    }
    one.rules().forEach(rule -> text.append(rule).append(NEWLINE));
    return text.toString();
  }

  /** The report as one JSON object, ended by a newline. */
  public static String json(RiskReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("table", report.table());
    fields.put("target_k", report.target());
    fields.putAll(figures(report.now()));
    fields.put("people", report.now().people());
    fields.put("highest_risk", report.now().highestRisk());
    fields.put("average_risk", report.now().averageRisk());
    fields.put("entropy_bits", report.now().entropy());
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (int part = 0; part < report.now().histogram().size(); part++) {
      sizes.put(ClassFigures.partName(part), report.now().histogram().get(part));
    }
    fields.put("class_sizes", sizes);
    fields.put("quasi_identifiers", report.each().stream().map(RiskPrinter::one).toList());
    fields.put("smallest_classes", report.alone().stream().map(RiskPrinter::alone).toList());
    fields.put("sensitive", report.sensitive().stream().map(RiskPrinter::sensitive).toList());
    fields.put("identifying", report.identifying());
    fields.put("proposals", report.proposals().stream().map(RiskPrinter::proposal).toList());
    try {
      return MAPPER.writeValueAsString(fields) + NEWLINE;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts and numbers is always JSON", e);
    }
  }

  private static Map<String, Object> figures(ClassFigures figures) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("classes", figures.classes());
    fields.put("k", figures.k());
    fields.put("unique_people", figures.unique());
    fields.put("unique_share", figures.uniqueShare());
    fields.put("below_target", figures.below());
    fields.put("below_target_share", figures.belowShare());
    return fields;
  }

  private static Map<String, Object> one(RiskReport.One one) {
    QuasiIdentifier identifier = one.identifier();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", identifier.name());
    fields.put(
        "columns", identifier.columns().stream().map(QuasiIdentifier.Place::output).toList());
    fields.put("present", identifier.present());
    fields.put("distinct_values", one.alone().classes());
    fields.put("k_alone", one.alone().k());
    fields.put("without", figures(one.without()));
    if (one.further() != null) {
      fields.put("next_step", identifier.describe(1));
      fields.put("further", figures(one.further()));
    }
    return fields;
  }

  private static Map<String, Object> alone(RiskReport.Alone one) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("quasi_identifiers", one.names());
    fields.put("unique_people", one.unique());
    fields.put("below_target", one.below());
    return fields;
  }

  private static Map<String, Object> sensitive(SensitiveFigures one) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("column", one.name());
    fields.put("distinct_values", one.values());
    fields.put("l", one.l());
    fields.put("entropy_l", one.entropyL());
    fields.put("classes_of_one_value", one.classesOfOne());
    fields.put("people_of_one_value", one.peopleOfOne());
    return fields;
  }

  private static Map<String, Object> proposal(Proposal one) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("k", one.kAfterSuppression());
    fields.put("below_target", one.figures().below());
    fields.put("below_target_share", one.figures().belowShare());
    fields.put("information_kept", one.kept());
    fields.put("optimal", one.isOptimal());
    fields.put("changes", one.changes());
    fields.put("rules", new ArrayList<>(one.rules()));
    return fields;
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String people(long people, double share) {
    return count(people) + (people == 1 ? " person (" : " people (") + percent(share) + ")";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
