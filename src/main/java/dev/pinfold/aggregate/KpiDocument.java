// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.ApiName.Level;
import dev.pinfold.aggregate.KpiDefinition.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes {@code docs/kpis.md} from {@code kpis.yaml}. */
public final class KpiDocument {
  private KpiDocument() {}

  /** The document, in Markdown. */
  public static String of(Kpis kpis) {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        # KPIs

        Generated from `conf/kpis.yaml`; do not edit. Everything is computed from the protected tables alone.

        - `kpis` holds a row for each date, KPI and group; `kpi_totals` a row for each KPI and group over the whole history. Figures of other ranges of days are sums of numerators and denominators of `kpis`; only distinct people and endpoints cannot be added up.
        - Rates are ratios, 0 to 1; Pinpoint's console shows them times 100. A rate whose denominator is 0 is null.
        - Events are delivered at least once. Events that agree in type, time, client, session, attributes, metrics and facets are one, whenever and however often they arrived, also where fields stand in another order or a number is written otherwise. A retry by Pinpoint is an event of its own, with its own time, and counts once more.
        - An open counts once an endpoint and message: its first. Events that carry no message ID count each.
        - A date is the UTC day of the event, not of its arrival, so that late events count where they belong: each run computes all days anew.
        - A person is the user of the event's endpoint; where no export holds the endpoint, the user that any of its events tells (the greatest, where they tell several); else the endpoint itself. A direct send whose client is no endpoint is of the endpoint of the address that it went to, and where no endpoint has it, of that address as an endpoint by itself.
        - Distinct people and endpoints count in each group that an event of theirs is in, so that groups can add up to more than the total.
        - What a grouping does not sort (no campaign, say) is the group `(none)`.
        - `country` is an alpha-2 code of ISO 3166: where an SMS went to, else that of the endpoint, whose alpha-3 codes are read as alpha-2. The demographics show an endpoint's country as its record has it, alpha-3 in most.
        - `platform` and `app_version` are those that the event tells (`device.platform.name`, `application.version_name`), else those of the endpoint's newest record, as of messages, which no device sends. Platforms are in lower case, and `iPhone OS` is `ios`; the demographics show them as the record has them.
        - `treatment` is a number within its campaign, and `journey_activity` an ID within its journey: their groups are `campaign/treatment` and `journey/activity`.
        - Figures about few people are hidden, and others with them where sums would give them away; hidden groups whose names tell of people by themselves (app versions, say) are one row `(suppressed)`. See [privacy.md](privacy.md).

        ## What is computed

        | KPI | definition | events used | dated by | grouped by | edge cases |
        |---|---|---|---|---|---|
        """);
    kpis.definitions().forEach(kpi -> text.append(row(kpi)));
    if (!kpis.funnels().isEmpty()) {
      text.append(
          "\n## Funnels\n\nA person enters by the first event of the history that is step one, on"
              + " that day and in that event's groups; who takes it again does not enter again. A"
              + " step counts where it comes behind the one before it and within the window since"
              + " the first; the KPI is people who took the step / people who entered. Who entered"
              + " less than the window before the history's end is in it all the same. An older"
              + " event that arrives late can move the day, from the next run on.\n\n"
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
        KpiEdgeCases.of(kpi));
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
    Stream.concat(Stream.of(kpi.numerator()), kpi.denominator().stream())
        .forEach(
            measure -> {
              Set<String> types = KpiEdgeCases.events(measure);
              types.forEach(type -> events.add("`" + type + "`"));
              if (types.isEmpty()) {
                events.add(rows(kpi.source()));
              }
            });
    return events;
  }

  private static String rows(Source source) {
    return switch (source) {
      case EVENTS -> "app events";
      case ENDPOINTS -> "endpoints";
      case USERS -> "endpoints, by user";
    };
  }

  private static void appendApi(Kpis kpis, StringBuilder text) {
    text.append(
        """

        ## Pinpoint's names

        Where each standard metric of Pinpoint's API is found, of the application, of a campaign, of a journey and of an activity of a journey. One name can be a metric of several of them.

        | of | metric | table | `kpi` | `group_by` | `group_value` |
        |---|---|---|---|---|---|
        """);
    for (Level level : Level.values()) {
      Map<String, String> places = new TreeMap<>();
      for (KpiDefinition kpi : kpis.definitions()) {
        kpi.apiNames().stream()
            .filter(metric -> metric.level() == level)
            .forEach(metric -> places.put(metric.name(), place(kpi, metric)));
      }
      places.values().forEach(text::append);
    }
  }

  private static String place(KpiDefinition kpi, ApiName metric) {
    boolean isByDate = metric.groupedBy().equals("date");
    String group = groupBy(kpi, metric);
    return String.format(
        Locale.ROOT,
        "| %s | `%s` | `%s` | `%s` | %s | %s |%n",
        metric.level().key().replace('_', ' '),
        metric.name(),
        isByDate ? "kpis" : "kpi_totals",
        kpi.name(),
        group.isEmpty() ? "empty" : "`" + group + "`",
        value(metric.level(), group));
  }

  /** The {@code group_by} of the rows that a metric is in. */
  static String groupBy(KpiDefinition kpi, ApiName metric) {
    String by = metric.groupedBy();
    if (!by.isEmpty() && !by.equals("date")) {
      return by;
    }
    return metric.level() == Level.APPLICATION ? splitOfFormula(kpi) : metric.level().group();
  }

  private static String value(Level level, String group) {
    return switch (group) {
      case "" -> "empty";
      case "campaign" -> level == Level.CAMPAIGN ? "the campaign's ID" : "each campaign's ID";
      case "campaign_activity" -> "the ID of each activity (run) of the campaign";
      case "journey" -> "the journey's ID";
      case "journey_activity" -> "the journey's ID, `/`, the activity's ID";
      default -> "each " + group.replace('_', ' ');
    };
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
