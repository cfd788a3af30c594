// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.KpiDefinition.Source;
import dev.pinfold.aggregate.Kpis.Field;
import dev.pinfold.aggregate.Kpis.Group;
import java.util.Map;
import java.util.Set;

/**
 * Which labels are taken from a list that somebody else made: channels, countries, campaigns. Those
 * may be shown though their figures are hidden. The others are users' own texts (custom attributes,
 * {@code Anna's iPhone}), or tell of few people by themselves (a rare model), so that a hidden
 * figure shows {@link #SUPPRESSED} in their place.
 */
public final class ListedLabels {
  /** What stands for all labels that must not be shown. */
  public static final String SUPPRESSED = "(suppressed)";

  private static final Set<String> OF_ENDPOINTS =
      Set.of(
          "ChannelType",
          "OptOut",
          "EndpointStatus",
          "Demographic.Platform",
          "Demographic.Locale",
          "Demographic.Timezone",
          "Location.Country");

  /** Names that the service or who runs the app gives, and codes of carriers. */
  private static final Set<String> OF_EVENTS =
      Set.of(
          "event_type",
          "attributes.campaign_id",
          "attributes.campaign_activity_id",
          "attributes.treatment_id",
          "attributes.delivery_type",
          "attributes.campaign_send_status",
          "attributes.journey_id",
          "attributes.journey_run_id",
          "attributes.journey_activity_id",
          "attributes.journey_activity_type",
          "attributes.journey_send_status",
          "attributes.record_status",
          "attributes.iso_country_code",
          "attributes._currency",
          "device.platform.name");

  private ListedLabels() {}

  /** Whether the values of a column are of a list. */
  public static boolean has(Source source, String column) {
    return (source == Source.EVENTS ? OF_EVENTS : OF_ENDPOINTS).contains(column);
  }

  /** Whether a group's values come from listed columns alone. */
  public static boolean has(Group group, Map<String, Field> fields) {
    return FieldNames.in(group.field()).stream()
        .map(fields::get)
        .allMatch(field -> field != null && has(field.source(), field.column()));
  }
}
