// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The shipped KPIs and their document. After a change of {@code conf/kpis.yaml} write the document
 * anew with {@code ./mvnw test -Dtest=KpiDocumentTest -Dgolden.update=true}, and review it.
 */
class KpiDocumentTest {
  private static final Path DOCUMENT = Path.of("docs/kpis.md");

  /** Every name of section 5 of Pinpoint's list that an event history can give. */
  private static final List<String> STANDARD =
      List.of(
          "successful-delivery-rate",
          "successful-delivery-rate-grouped-by-date",
          "successful-delivery-rate-grouped-by-campaign-activity",
          "email-open-rate",
          "email-open-rate-grouped-by-campaign",
          "email-open-rate-grouped-by-campaign-activity",
          "unique-deliveries",
          "unique-deliveries-grouped-by-campaign",
          "unique-deliveries-grouped-by-date",
          "unique-deliveries-grouped-by-campaign-activity",
          "successful-deliveries-grouped-by-campaign",
          "successful-deliveries-grouped-by-campaign-activity",
          "attempted-deliveries-grouped-by-campaign-activity",
          "push-open-rate",
          "push-open-rate-grouped-by-campaign",
          "push-open-rate-grouped-by-campaign-activity",
          "hard-bounce-rate",
          "hard-bounce-rate-grouped-by-campaign-activity",
          "direct-email-opens-grouped-by-campaign-activity",
          "direct-push-opens-grouped-by-campaign-activity",
          "clicks-grouped-by-campaign-activity",
          "sms-spend",
          "txn-sms-error-distribution",
          "txn-sms-sent",
          "txn-sms-sent-grouped-by-country",
          "txn-sms-sent-grouped-by-date",
          "txn-sms-sent-by-parts",
          "txn-sms-sent-by-parts-grouped-by-country",
          "txn-sms-delivered",
          "txn-sms-delivered-grouped-by-country",
          "txn-sms-delivered-grouped-by-date",
          "txn-sms-delivered-by-parts",
          "txn-sms-delivered-by-parts-grouped-by-country",
          "txn-sms-delivery-rate",
          "txn-sms-delivery-rate-grouped-by-date",
          "txn-sms-average-price-grouped-by-country",
          "txn-sms-average-price-by-parts-grouped-by-country",
          "txn-sms-total-price-grouped-by-country");

  private static final List<String> TRANSACTIONAL_EMAIL =
      List.of(
          "txn-emails-sent",
          "txn-emails-delivered",
          "txn-emails-delivery-rate",
          "txn-emails-opened",
          "txn-emails-unique-opens",
          "txn-emails-clicked",
          "txn-emails-unique-clicks",
          "txn-emails-hard-bounced",
          "txn-emails-soft-bounced",
          "txn-emails-with-complaints",
          "txn-emails-complaint-rate");

  private static final List<String> JOURNEY =
      List.of(
          "sent",
          "delivered",
          "opened",
          "clicked",
          "complained",
          "hardbounced",
          "softbounced",
          "rejected",
          "unsubscribed");

  /** The metrics of executions: none of them is in the event stream. */
  private static final List<String> EXECUTION =
      List.of(
          "ENDPOINT_ACTIVE",
          "ENDPOINT_ENTERED",
          "ENDPOINT_LEFT",
          "CANCELLED",
          "REENTRY_CAP_EXCEEDED",
          "ACTIVE_ENDPOINT_REJECTED",
          "CONDITIONAL_SPLIT",
          "MULTI_CONDITIONAL_SPLIT",
          "RANDOM_SPLIT",
          "HOLDOUT",
          "MESSAGE",
          "WAIT",
          "CONTACT_CENTER",
          "ENDPOINT_PRODUCED",
          "ENDPOINTS_FROM_USER",
          "ENDPOINT_OPT_OUT",
          "ENDPOINT_INACTIVE",
          "FILTERED_OUT_BY_SEGMENT",
          "ENDPOINT_MISSING_ADDRESS",
          "ENDPOINT_MISSING_CHANNEL",
          "ENDPOINT_MISSING_TIMEZONE",
          "ENDPOINT_TIMEZONE_MISMATCH",
          "ENDPOINT_CHANNEL_MISMATCH",
          "DUPLICATE_ENDPOINT",
          "DUPLICATE_USER",
          "PAUSED",
          "ENDED",
          "TREATMENT_HOLDOUT");

  private static Kpis shipped() {
    Problems problems = new Problems();
    Kpis kpis = KpiFile.read(YamlFile.read(Path.of("conf/kpis.yaml"), problems));
    problems.throwIfAny();
    return kpis;
  }

  @Test
  void document_ofTheShippedKpis_isUpToDate() throws IOException {
    String document = KpiDocument.of(shipped());
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(DOCUMENT, document);
    }
    assertThat(Files.readString(DOCUMENT)).isEqualTo(document);
  }

  @Test
  void document_metricThatIsADistribution_isFoundByWhatItIsOver() {
    assertThat(KpiDocument.of(shipped()))
        .contains(
            "| `txn-sms-error-distribution` | `kpi_totals` | `txn-sms-error-distribution` |"
                + " `record_status` |");
  }

  @Test
  void shippedKpis_opensOfPushNotifications_countOnceARun() {
    assertThat(shipped().definitions())
        .filteredOn(kpi -> kpi.numerator().condition().contains("opened_notification"))
        .extracting(KpiDefinition::name, kpi -> kpi.numerator().once().orElse(""))
        .containsExactlyInAnyOrder(
            tuple("direct-push-opens", "campaign_activity_id"),
            tuple("push-opened", ""),
            tuple("push-open-rate", "campaign_activity_id"));
  }

  @Test
  void shippedKpis_usageOfTheApp_isSplitLikeTheConsole() {
    assertThat(shipped().definitions())
        .filteredOn(
            kpi -> List.of("monthly-active-endpoints", "sign-ins", "sign-ups").contains(kpi.name()))
        .hasSize(3)
        .allSatisfy(
            kpi ->
                assertThat(kpi.groups())
                    .contains(
                        "country",
                        "platform",
                        "channel_type",
                        "app_version",
                        "age_band",
                        "gender"));
  }

  @Test
  void shippedKpis_giveEveryStandardMetric() {
    Set<String> given = new HashSet<>();
    shipped().definitions().forEach(kpi -> given.addAll(kpi.apiNames()));
    assertThat(given).containsAll(STANDARD);
    for (String name : TRANSACTIONAL_EMAIL) {
      assertThat(given).contains(name, name + "-grouped-by-date");
    }
    for (String name : JOURNEY) {
      assertThat(given)
          .contains("journey-emails-" + name, "emails-" + name + "-grouped-by-journey-activity");
    }
  }

  @Test
  void shippedKpis_nameEveryMetricOfExecutions_asNotComputed() {
    assertThat(shipped().notComputed())
        .flatExtracting(Kpis.NotComputed::names)
        .doesNotHaveDuplicates()
        .containsAll(EXECUTION);
  }

  @Test
  void shippedKpis_everyApiNameWithAGroup_isOfAKpiWithThatGroup() {
    for (KpiDefinition kpi : shipped().definitions()) {
      for (String name : kpi.apiNames()) {
        String[] parts = name.split("-grouped-by-");
        if (parts.length == 2 && !parts[1].equals("date")) {
          assertThat(kpi.groups()).as(name).contains(parts[1].replace('-', '_'));
        }
      }
    }
  }
}
