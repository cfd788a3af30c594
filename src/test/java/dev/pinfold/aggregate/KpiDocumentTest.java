// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pinfold.aggregate.ApiName.Level;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped KPIs and their document. After a change of {@code conf/kpis.yaml} write the document
 * anew with {@code ./mvnw test -Dtest=KpiDocumentTest -Dgolden.update=true}, and review it.
 */
class KpiDocumentTest {
  private static final Path DOCUMENT = Path.of("docs/kpis.md");

  /** The application's metrics of all campaigns, and of transactional SMS. */
  private static final List<String> APPLICATION =
      List.of(
          "successful-delivery-rate",
          "successful-delivery-rate-grouped-by-date",
          "email-open-rate",
          "email-open-rate-grouped-by-campaign",
          "unique-deliveries",
          "unique-deliveries-grouped-by-campaign",
          "unique-deliveries-grouped-by-date",
          "successful-deliveries-grouped-by-campaign",
          "push-open-rate",
          "push-open-rate-grouped-by-campaign",
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

  /** Those of one campaign. */
  private static final List<String> CAMPAIGN =
      List.of(
          "hard-bounce-rate",
          "hard-bounce-rate-grouped-by-campaign-activity",
          "successful-delivery-rate",
          "successful-delivery-rate-grouped-by-campaign-activity",
          "successful-delivery-rate-grouped-by-date",
          "email-open-rate",
          "email-open-rate-grouped-by-campaign-activity",
          "unique-deliveries",
          "unique-deliveries-grouped-by-campaign-activity",
          "unique-deliveries-grouped-by-date",
          "push-open-rate",
          "push-open-rate-grouped-by-campaign-activity",
          "direct-email-opens-grouped-by-campaign-activity",
          "direct-push-opens-grouped-by-campaign-activity",
          "clicks-grouped-by-campaign-activity",
          "successful-deliveries-grouped-by-campaign-activity",
          "attempted-deliveries-grouped-by-campaign-activity",
          "sms-spend");

  /** Those of the application about transactional e-mail, of all time and by date. */
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

  /** What becomes of the e-mails of a journey, and of those of each of its activities. */
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
            kpi ->
                List.of("monthly-active-endpoints", "sign-ins", "sign-ups", "sign-in-failures")
                    .contains(kpi.name()))
        .hasSize(4)
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

  /** Of what, and by which name: the guide's "Standard Amazon Pinpoint analytics metrics". */
  private static Set<ApiName> standard() {
    Set<ApiName> standard = new HashSet<>();
    APPLICATION.forEach(name -> standard.add(new ApiName(Level.APPLICATION, name)));
    CAMPAIGN.forEach(name -> standard.add(new ApiName(Level.CAMPAIGN, name)));
    for (String name : TRANSACTIONAL_EMAIL) {
      standard.add(new ApiName(Level.APPLICATION, name));
      standard.add(new ApiName(Level.APPLICATION, name + "-grouped-by-date"));
    }
    for (String name : JOURNEY) {
      standard.add(new ApiName(Level.JOURNEY, "journey-emails-" + name));
      standard.add(
          new ApiName(Level.JOURNEY_ACTIVITY, "emails-" + name + "-grouped-by-journey-activity"));
    }
    return standard;
  }

  @Test
  void shippedKpis_giveEveryStandardMetricOfApplicationCampaignJourneyAndActivity() {
    assertThat(shipped().definitions())
        .flatExtracting(KpiDefinition::apiNames)
        .containsExactlyInAnyOrderElementsOf(standard());
  }

  @Test
  void document_everyStandardMetric_isFoundOnceAtItsLevel() {
    List<String> lines = KpiDocument.of(shipped()).lines().toList();
    for (ApiName metric : standard()) {
      String start =
          "| " + metric.level().key().replace('_', ' ') + " | `" + metric.name() + "` | ";
      assertThat(lines).as(start).filteredOn(line -> line.startsWith(start)).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| application | `email-open-rate` | `kpi_totals` | `email-open-rate` | empty | empty |",
        "| application | `unique-deliveries-grouped-by-date` | `kpis` | `unique-deliveries` | empty | empty |",
        "| application | `email-open-rate-grouped-by-campaign` | `kpi_totals` | `email-open-rate` | `campaign` | each campaign's ID |",
        "| application | `txn-sms-sent-grouped-by-country` | `kpi_totals` | `txn-sms-sent` | `country` | each country |",
        "| application | `txn-sms-error-distribution` | `kpi_totals` | `txn-sms-error-distribution` | `record_status` | each record status |",
        "| campaign | `email-open-rate` | `kpi_totals` | `email-open-rate` | `campaign` | the campaign's ID |",
        "| campaign | `unique-deliveries-grouped-by-date` | `kpis` | `unique-deliveries` | `campaign` | the campaign's ID |",
        "| campaign | `clicks-grouped-by-campaign-activity` | `kpi_totals` | `clicks` | `campaign_activity` | the ID of each activity (run) of the campaign |",
        "| journey | `journey-emails-sent` | `kpi_totals` | `journey-emails-sent` | `journey` | the journey's ID |",
        "| journey activity | `emails-sent-grouped-by-journey-activity` | `kpi_totals` | `journey-emails-sent` | `journey_activity` | the journey's ID, `/`, the activity's ID |",
      })
  void document_metric_saysInWhichRowsItIs(String row) {
    assertThat(KpiDocument.of(shipped()).lines()).contains(row);
  }

  @Test
  void document_everyKpi_hasEdgeCases() {
    List<String> rows =
        KpiDocument.of(shipped())
            .lines()
            .dropWhile(line -> !line.equals("## What is computed"))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows).hasSameSizeAs(shipped().definitions());
    assertThat(rows).allSatisfy(row -> assertThat(row.split("\\|", -1)[6]).as(row).isNotBlank());
  }

  @Test
  void shippedKpis_ofMessagesOfCampaigns_areSplitByCampaignActivityAndTreatment() {
    List<String> whole = List.of("campaign", "campaign_activity", "treatment");
    assertThat(shipped().definitions())
        .filteredOn(
            kpi ->
                kpi.apiNames().stream().anyMatch(name -> name.level() == Level.CAMPAIGN)
                    || kpi.name().startsWith("push-")
                    || kpi.name().startsWith("campaign-")
                    || List.of("sms-sent", "sms-delivered", "sms-failed").contains(kpi.name()))
        .hasSize(21)
        .allSatisfy(kpi -> assertThat(kpi.groups()).as(kpi.name()).containsAll(whole));
    // Apps tell no run of in-app messages.
    assertThat(shipped().definitions())
        .filteredOn(kpi -> kpi.name().startsWith("inapp-"))
        .hasSize(3)
        .allSatisfy(kpi -> assertThat(kpi.groups()).containsExactly("campaign", "treatment"));
  }

  @Test
  void shippedKpis_labelsOfPlatformAreListedAndThoseOfAppVersionAreNot() {
    Kpis kpis = shipped();
    assertThat(kpis.groups().keySet())
        .filteredOn(name -> !ListedLabels.has(kpis.groups().get(name), kpis.fields()))
        .containsExactlyInAnyOrder("app_version", "age_band", "gender");
  }

  @Test
  void shippedKpis_nameEveryMetricOfExecutions_asNotComputed() {
    assertThat(shipped().notComputed())
        .flatExtracting(Kpis.NotComputed::names)
        .doesNotHaveDuplicates()
        .containsAll(EXECUTION);
  }

  @Test
  void shippedKpis_everyApiName_isOfAKpiWithItsGroup() {
    for (KpiDefinition kpi : shipped().definitions()) {
      for (ApiName metric : kpi.apiNames()) {
        String group = KpiDocument.groupBy(kpi, metric);
        if (!group.isEmpty()) {
          assertThat(kpi.groups()).as(metric.toString()).contains(group);
        }
      }
    }
  }
}
