// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.List;

/**
 * Steps that people take one after the other. A person enters by the first event that is step one,
 * on that day; a step counts where it comes behind the one before it and within the window from the
 * entry. One event is one step at most. Each step is a KPI of its own, {@code <funnel>-<step>}:
 * people who took it over people who entered.
 *
 * @param withinDays length of the window in days of 24 hours
 * @param groups what it is split by, as it was at the entry
 * @param place file, line and column where it is declared, and its name
 */
public record Funnel(
    String name,
    String title,
    int withinDays,
    List<Step> steps,
    List<String> groups,
    String place) {

  /**
   * One step.
   *
   * @param condition which events are it, in SQL over the fields
   */
  public record Step(String name, String condition) {}

  public Funnel {
    steps = List.copyOf(steps);
    groups = List.copyOf(groups);
  }

  /** The same, split by these. */
  Funnel withGroups(List<String> others) {
    return new Funnel(name, title, withinDays, steps, others, place);
  }

  /** The KPI's name of a step. */
  public String kpi(Step step) {
    return name + "-" + step.name();
  }
}
