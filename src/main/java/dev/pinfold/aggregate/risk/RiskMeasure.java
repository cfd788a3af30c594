// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

import java.util.ArrayList;
import java.util.List;

/**
 * One figure of a report, as the table {@code risk} holds it.
 *
 * @param measure its name
 * @param quasiIdentifiers what it is of
 */
public record RiskMeasure(
    String measure, List<String> quasiIdentifiers, double value, String detail) {
  public RiskMeasure {
    quasiIdentifiers = List.copyOf(quasiIdentifiers);
  }

  /** All figures of a report. */
  public static List<RiskMeasure> of(RiskReport report) {
    List<RiskMeasure> measures = new ArrayList<>();
    List<String> all = report.identifiers().stream().map(QuasiIdentifier::name).toList();
    addFigures("", all, report.now(), "", measures);
    ClassFigures now = report.now();
    for (int part = 0; part < now.histogram().size(); part++) {
      measures.add(
          new RiskMeasure(
              "classes_of_size", all, now.histogram().get(part), ClassFigures.partName(part)));
    }
    for (RiskReport.One one : report.each()) {
      List<String> name = List.of(one.identifier().name());
      measures.add(
          new RiskMeasure(
              "distinct_values", name, one.alone().classes(), one.identifier().present()));
      measures.add(new RiskMeasure("k_alone", name, one.alone().k(), ""));
      addFigures("without:", name, one.without(), "dropped", measures);
      if (one.further() != null) {
        addFigures("further:", name, one.further(), one.identifier().describe(1), measures);
      }
    }
    for (RiskReport.Alone alone : report.alone()) {
      measures.add(new RiskMeasure("unique_by", alone.names(), alone.unique(), ""));
      measures.add(new RiskMeasure("below_target_by", alone.names(), alone.below(), ""));
    }
    for (SensitiveFigures one : report.sensitive()) {
      measures.add(new RiskMeasure("l_diversity", all, one.l(), one.name()));
      measures.add(new RiskMeasure("entropy_l", all, one.entropyL(), one.name()));
      measures.add(new RiskMeasure("people_of_one_value", all, one.peopleOfOne(), one.name()));
    }
    for (Proposal one : report.proposals()) {
      String change = String.join("; ", one.changes());
      measures.add(new RiskMeasure("proposal_k", all, one.kAfterSuppression(), change));
      measures.add(
          new RiskMeasure("proposal_below_share", all, one.figures().belowShare(), change));
      measures.add(new RiskMeasure("proposal_information_kept", all, one.kept(), change));
    }
    return measures;
  }

  private static void addFigures(
      String prefix,
      List<String> names,
      ClassFigures figures,
      String detail,
      List<RiskMeasure> measures) {
    if (prefix.isEmpty()) {
      measures.add(new RiskMeasure("target_k", names, figures.target(), detail));
      measures.add(new RiskMeasure("people", names, figures.people(), detail));
      measures.add(new RiskMeasure("highest_risk", names, figures.highestRisk(), detail));
      measures.add(new RiskMeasure("average_risk", names, figures.averageRisk(), detail));
      measures.add(new RiskMeasure("entropy_bits", names, figures.entropy(), detail));
    }
    measures.add(new RiskMeasure(prefix + "classes", names, figures.classes(), detail));
    measures.add(new RiskMeasure(prefix + "k", names, figures.k(), detail));
    measures.add(new RiskMeasure(prefix + "unique_people", names, figures.unique(), detail));
    measures.add(
        new RiskMeasure(prefix + "below_target_share", names, figures.belowShare(), detail));
  }
}
