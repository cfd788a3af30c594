// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes {@code docs/kpis.md} from {@code kpis.yaml}. */
public final class KpiDocument {
  private static final Pattern EVENT_TYPE = Pattern.compile("'(_[A-Za-z]+\\.[A-Za-z_]+)'");

  private KpiDocument() {}

  /** The document, in Markdown. */
  public static String of(Kpis kpis) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # KPIs

        Generated from `conf/kpis.yaml`; do not edit. Everything is computed from the protected tables alone.

        - `kpis` holds a row for each date, KPI and group; `kpi_totals` a row for each KPI and group over the whole history. Pinpoint's plain metrics are the rows of `kpi_totals` with an empty `group_by` (a distribution those with the `group_by` that it is over), its `-grouped-by-date` ones the rows of `kpis` with an empty `group_by`, and its other grouped ones the rows with that `group_by`.
        - Rates are ratios, 0 to 1; Pinpoint's console shows them times 100.
        - Events are delivered at least once. Events that agree in type, time, client, session, attributes, metrics and facets are one, whenever and however often they arrived. A retry by Pinpoint is an event of its own, with its own time.
        - An open counts once an endpoint and message: its first. Events that carry no message ID count each.
        - A date is the UTC day of the event, not of its arrival, so that late events count where they belong.
        - A person is the user of the event's endpoint; where no export holds the endpoint, the user that any of its events tells (the greatest, where they tell several); else the endpoint itself.
        - What a grouping does not sort (no campaign, say) is the group `(none)`.
        - Figures about few people are hidden, and others with them where sums would give them away; hidden groups whose names tell of people by themselves (app versions, say) are one row `(suppressed)`. See [privacy.md](privacy.md).

        ## What is computed

        | KPI | definition | events used | dated by | grouped by | edge cases |
        |---|---|---|---|---|---|
        """);
    kpis.definitions().forEach(kpi -> text.append(row(kpi)));
    if (!kpis.funnels().isEmpty()) {
      text.append(
          "\n## Funnels\n\nA person enters by the first event that is step one, on that day. A step"
              + " counts where it comes behind the one before it and within the window; the KPI is"
              + " people who took the step / people who entered.\n\n"
              + "| funnel | window | steps (KPIs) | grouped by |\n|---|---|---|---|\n");
      kpis.funnels().forEach(funnel -> text.append(row(funnel)));
    }
    appendApi(kpis, text);
    appendNotComputed(kpis, text);
    return text.toString();
  }

  private static String row(KpiDefinition kpi) {
    return String.format(
        Locale.ROOT,
        "| `%s`: %s | %s | %s | %s | %s | %s |%n",
        kpi.name(),
        kpi.title(),
        kpi.formula(),
        String.join(", ", events(kpi)),
        kpi.cohort() ? "first day of the person" : kpi.grain().name().toLowerCase(Locale.ROOT),
        kpi.groups().isEmpty() ? "" : "`" + String.join("`, `", kpi.groups()) + "`",
        kpi.notes());
  }

  private static String row(Funnel funnel) {
    List<String> steps = new ArrayList<>();
    funnel.steps().forEach(step -> steps.add("`" + funnel.kpi(step) + "`"));
    return String.format(
        Locale.ROOT,
        "| %s | %d days | %s | %s |%n",
        funnel.title(),
        funnel.withinDays(),
        String.join(", then ", steps),
        funnel.groups().isEmpty() ? "" : "`" + String.join("`, `", funnel.groups()) + "`");
  }

  private static Set<String> events(KpiDefinition kpi) {
    Set<String> events = new TreeSet<>();
    List<KpiDefinition.Measure> measures = new ArrayList<>(List.of(kpi.numerator()));
    kpi.denominator().ifPresent(measures::add);
    for (KpiDefinition.Measure measure : measures) {
      Matcher type = EVENT_TYPE.matcher(measure.condition() + " " + measure.minus().orElse(""));
      while (type.find()) {
        events.add("`" + type.group(1) + "`");
      }
    }
    if (events.isEmpty()) {
      events.add(
          switch (kpi.source()) {
            case EVENTS -> "app events";
            case ENDPOINTS -> "endpoints";
            case USERS -> "endpoints, by user";
          });
    }
    return events;
  }

  private static void appendApi(Kpis kpis, StringBuilder text) {
    Map<String, String> places = new TreeMap<>();
    for (KpiDefinition kpi : kpis.definitions()) {
      for (String name : kpi.apiNames()) {
        places.put(name, place(kpi, name));
      }
    }
    text.append(
        "\n## Pinpoint's names\n\nWhere each standard metric of Pinpoint's API is found.\n\n"
            + "| metric | table | `kpi` | `group_by` |\n|---|---|---|---|\n");
    places.forEach((name, place) -> text.append("| `").append(name).append("` | ").append(place));
  }

  private static String place(KpiDefinition kpi, String name) {
    int split = name.indexOf("-grouped-by-");
    String by = split < 0 ? "" : name.substring(split + "-grouped-by-".length());
    boolean isByDate = by.equals("date") || (by.isEmpty() && kpi.grain() != Grain.DAY);
    String group =
        by.equals("date") ? "" : by.isEmpty() ? splitOfFormula(kpi) : by.replace('-', '_');
    return String.format(
        Locale.ROOT,
        "`%s` | `%s` | %s |%n",
        isByDate ? "kpis" : "kpi_totals",
        kpi.name(),
        group.isEmpty() ? "empty" : "`" + group + "`");
  }

  /** The group without which the metric is not what it is, as a distribution by its status. */
  private static String splitOfFormula(KpiDefinition kpi) {
    return kpi.groups().stream()
        .filter(group -> kpi.formula().endsWith(", by " + group.replace('_', ' ')))
        .findFirst()
        .orElse("");
  }

  private static void appendNotComputed(Kpis kpis, StringBuilder text) {
    text.append("\n## What cannot be computed\n\n| metrics | because |\n|---|---|\n");
    for (Kpis.NotComputed metrics : kpis.notComputed()) {
      text.append("| `")
          .append(String.join("`, `", metrics.names()))
          .append("` | ")
          .append(metrics.reason())
          .append(" |\n");
    }
  }
}
