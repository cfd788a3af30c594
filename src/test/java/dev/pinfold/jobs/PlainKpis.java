// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pinfold.jobs.PlainKpi.Figures;
import dev.pinfold.jobs.PlainKpi.Measure;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The shipped KPIs once more, in plain Java and from Pinpoint's own words for them, over the raw
 * records of a dump.
 */
final class PlainKpis {
  private static final List<String> MESSAGE_FAMILIES =
      List.of("_email.", "_SMS.", "_campaign.", "_journey.", "_inapp.", "_push.", "_voice.");

  private static final List<String> PEOPLE_GROUPS =
      List.of("country", "platform", "channel_type", "app_version", "age_band", "gender");

  private static final List<String> RUNS = List.of("campaign", "campaign_activity");
  private static final List<String> TREATMENTS =
      List.of("campaign", "campaign_activity", "treatment");
  private static final List<String> ACTIVITIES = List.of("journey", "journey_activity");
  private static final List<String> SMS =
      List.of("campaign", "campaign_activity", "treatment", "country");

  private static final String[] BOUNCES = {
    "_email.softbounce", "_email.hardbounce", "_email.rejected"
  };

  private final PlainMeasures of;
  private final Map<String, Figures> rows = new TreeMap<>();

  PlainKpis(PlainHistory history) {
    of = new PlainMeasures(history, PlainKpis::isActive);
    Stream.of(
            people(),
            cohorts(),
            sessions(),
            emails(),
            deliveries(),
            transactionalEmails(),
            sms(),
            pushAndInApp(),
            journeys(),
            purchases(),
            funnels())
        .flatMap(List::stream)
        .forEach(kpi -> rows.putAll(kpi.rows(history.lastDay())));
  }

  /** By {@code kpi | date | group | value}; the date of the whole history is {@code all}. */
  Map<String, Figures> rows() {
    return rows;
  }

  private List<PlainKpi> people() {
    Measure users = of.people(PlainKpis::isActive);
    Measure endpoints = of.endpoints(PlainKpis::isActive);
    return List.of(
        PlainKpi.of("daily-active-users", users).by(PEOPLE_GROUPS),
        PlainKpi.of("weekly-active-users", users).each(PlainKpis::monday).by(PEOPLE_GROUPS),
        PlainKpi.of("monthly-active-users", users).each(PlainKpis::firstOfMonth).by(PEOPLE_GROUPS),
        PlainKpi.of("daily-active-endpoints", endpoints).by(PEOPLE_GROUPS),
        PlainKpi.of("monthly-active-endpoints", endpoints)
            .each(PlainKpis::firstOfMonth)
            .by(PEOPLE_GROUPS),
        PlainKpi.of("new-users", of.users()).by(PEOPLE_GROUPS),
        PlainKpi.of("new-endpoints", of.allEndpoints()).by(PEOPLE_GROUPS));
  }

  /** First days, returning people and retention. */
  private List<PlainKpi> cohorts() {
    Measure first = of.since(0, 0, false);
    List<PlainKpi> kpis = new ArrayList<>();
    kpis.add(PlainKpi.of("first-time-users", first).by(PEOPLE_GROUPS));
    kpis.add(
        PlainKpi.of("returning-users", of.since(1, Integer.MAX_VALUE, false)).by(PEOPLE_GROUPS));
    for (int days : new int[] {1, 7, 30}) {
      kpis.add(
          PlainKpi.of("retention-day-" + days, of.since(days, days, true))
              .over(first)
              .by(PEOPLE_GROUPS)
              .completeAfter(days));
    }
    kpis.add(
        PlainKpi.of("retention-within-7-days", of.since(1, 7, true))
            .over(first)
            .by(PEOPLE_GROUPS)
            .completeAfter(7));
    return kpis;
  }

  private List<PlainKpi> sessions() {
    Predicate<PlainRow> ended = type("_session.stop").and(event -> sessionMillis(event) >= 0);
    return List.of(
        PlainKpi.of("sessions", of.count(type("_session.start"))).by(PEOPLE_GROUPS),
        PlainKpi.of("sessions-per-user", of.count(type("_session.start")))
            .over(of.people(PlainKpis::isActive))
            .by(PEOPLE_GROUPS),
        PlainKpi.of("session-length", of.sum(ended, event -> sessionMillis(event) / 1000.0))
            .over(of.count(ended))
            .by(PEOPLE_GROUPS),
        PlainKpi.of("sign-ins", of.count(type("_userauth.sign_in"))).by(PEOPLE_GROUPS),
        PlainKpi.of("sign-ups", of.count(type("_userauth.sign_up"))).by(PEOPLE_GROUPS),
        PlainKpi.of("sign-in-failures", of.count(type("_userauth.auth_fail"))).by(PEOPLE_GROUPS),
        PlainKpi.of("messages-per-user", of.count(PlainKpis::isMessage))
            .over(of.people(PlainKpis::isMessage))
            .by(PEOPLE_GROUPS));
  }

  private List<PlainKpi> emails() {
    Measure sent = of.count(type("_email.send"));
    Measure delivered = of.count(type("_email.delivered"));
    return List.of(
        PlainKpi.of("emails-sent", sent).by("campaign", "journey"),
        PlainKpi.of("campaign-emails-sent", of.count(ofCampaign("_email.send"))).by(TREATMENTS),
        PlainKpi.of("emails-delivered", delivered).by("campaign", "journey"),
        PlainKpi.of("campaign-emails-delivered", of.count(ofCampaign("_email.delivered")))
            .by(TREATMENTS),
        PlainKpi.of("email-delivery-rate", delivered).over(sent).by("campaign"),
        PlainKpi.of("emails-opened", of.once(type("_email.open"), PlainRow::mail)).by(RUNS),
        PlainKpi.of("email-open-rate", of.once(ofCampaign("_email.open"), PlainRow::mail))
            .over(of.count(ofCampaign("_email.delivered")))
            .by(TREATMENTS),
        PlainKpi.of("email-unique-opens", of.endpoints(type("_email.open"))).by(TREATMENTS),
        PlainKpi.of("email-unique-open-rate", of.endpoints(type("_email.open")))
            .over(of.endpoints(type("_email.delivered")))
            .by(TREATMENTS),
        PlainKpi.of("emails-clicked", of.count(type("_email.click"))).by(RUNS),
        PlainKpi.of("email-click-rate", of.count(type("_email.click")))
            .over(delivered)
            .by("campaign"),
        PlainKpi.of("emails-hard-bounced", of.count(type("_email.hardbounce"))).by("campaign"),
        PlainKpi.of("hard-bounce-rate", of.count(ofCampaign("_email.hardbounce")))
            .over(of.count(ofCampaign("_email.send")))
            .by(TREATMENTS),
        PlainKpi.of("emails-soft-bounced", of.count(type("_email.softbounce"))).by(TREATMENTS),
        PlainKpi.of("emails-rejected", of.count(type("_email.rejected"))),
        PlainKpi.of("emails-rendering-failed", of.count(type("_email.rendering_failure"))),
        PlainKpi.of("emails-with-complaints", of.count(type("_email.complaint"))).by(TREATMENTS),
        PlainKpi.of("emails-unsubscribed", of.count(type("_email.unsubscribe"))).by(TREATMENTS));
  }

  private List<PlainKpi> deliveries() {
    Predicate<PlainRow> sent = event -> isMessage(event) && event.isOfCampaign();
    Predicate<PlainRow> delivered = event -> isDelivered(event) && event.isOfCampaign();
    return List.of(
        PlainKpi.of("successful-delivery-rate", of.count(delivered))
            .over(of.count(sent))
            .by(TREATMENTS),
        PlainKpi.of("unique-deliveries", of.endpoints(delivered)).by(TREATMENTS),
        PlainKpi.of("successful-deliveries", of.count(sent))
            .less(of.count(ofCampaign("_email.hardbounce")))
            .by(TREATMENTS),
        PlainKpi.of("attempted-deliveries", of.count(type("_campaign.send"))).by(TREATMENTS),
        PlainKpi.of("campaign-sends", of.count(type("_campaign.send"))).by(TREATMENTS),
        PlainKpi.of("clicks", of.count(ofCampaign("_email.click"))).by(TREATMENTS),
        PlainKpi.of("direct-email-opens", of.once(ofCampaign("_email.open"), PlainRow::mail))
            .by(TREATMENTS));
  }

  private List<PlainKpi> transactionalEmails() {
    Measure sent = of.count(transactional("_email.send"));
    return List.of(
        PlainKpi.of("txn-emails-sent", sent),
        PlainKpi.of("txn-emails-delivered", sent).less(of.count(transactional(BOUNCES))),
        PlainKpi.of("txn-emails-delivery-rate", of.count(transactional("_email.delivered")))
            .over(sent),
        PlainKpi.of("txn-emails-opened", of.once(transactional("_email.open"), PlainRow::mail)),
        PlainKpi.of("txn-emails-unique-opens", of.endpoints(transactional("_email.open"))),
        PlainKpi.of("txn-emails-clicked", of.count(transactional("_email.click"))),
        PlainKpi.of("txn-emails-unique-clicks", of.endpoints(transactional("_email.click"))),
        PlainKpi.of("txn-emails-hard-bounced", of.count(transactional("_email.hardbounce"))),
        PlainKpi.of("txn-emails-soft-bounced", of.count(transactional("_email.softbounce"))),
        PlainKpi.of("txn-emails-with-complaints", of.count(transactional("_email.complaint"))),
        PlainKpi.of("txn-emails-complaint-rate", of.count(transactional("_email.complaint")))
            .over(sent));
  }

  private List<PlainKpi> sms() {
    Predicate<PlainRow> direct = transactional("_SMS.SUCCESS", "_SMS.FAILURE");
    Predicate<PlainRow> delivered = transactional("_SMS.SUCCESS");
    Measure price = of.sum(direct, PlainKpis::price);
    return List.of(
        PlainKpi.of("sms-sent", of.count(PlainRow::isSmsReceipt)).by(SMS),
        PlainKpi.of("sms-delivered", of.count(type("_SMS.SUCCESS"))).by(SMS),
        PlainKpi.of("sms-failed", of.count(type("_SMS.FAILURE"))).by(SMS),
        PlainKpi.of("sms-opt-outs", of.count(type("_SMS.OPTOUT"))),
        PlainKpi.of(
                "sms-spend", of.sum(ofCampaign("_SMS.SUCCESS", "_SMS.FAILURE"), PlainKpis::price))
            .by(SMS),
        PlainKpi.of("txn-sms-sent", of.count(direct)).by("country"),
        PlainKpi.of("txn-sms-sent-by-parts", of.sum(direct, PlainKpis::parts)).by("country"),
        PlainKpi.of("txn-sms-delivered", of.count(delivered)).by("country"),
        PlainKpi.of("txn-sms-failed", of.count(transactional("_SMS.FAILURE"))).by("country"),
        PlainKpi.of("txn-sms-delivered-by-parts", of.sum(delivered, PlainKpis::parts))
            .by("country"),
        PlainKpi.of("txn-sms-delivery-rate", of.count(delivered)).over(of.count(direct)),
        PlainKpi.of("txn-sms-error-distribution", of.count(transactional("_SMS.FAILURE")))
            .by("record_status"),
        PlainKpi.of("txn-sms-average-price", price).over(of.count(direct)).by("country"),
        PlainKpi.of("txn-sms-average-price-by-parts", price)
            .over(of.sum(direct, PlainKpis::parts))
            .by("country"),
        PlainKpi.of("txn-sms-total-price", price).by("country"));
  }

  private List<PlainKpi> pushAndInApp() {
    Predicate<PlainRow> opened = type("_campaign.opened_notification");
    Measure firstOpens = of.once(opened, event -> event.attribute("campaign_activity_id"));
    return List.of(
        PlainKpi.of("push-sent", of.count(PlainRow::isPush)).by(TREATMENTS),
        PlainKpi.of("push-delivered", of.count(PlainRow::isPushDelivered)).by(TREATMENTS),
        PlainKpi.of("push-opened", of.count(opened)).by(TREATMENTS),
        PlainKpi.of("direct-push-opens", firstOpens).by(TREATMENTS),
        PlainKpi.of(
                "push-received",
                of.count(type("_campaign.received_foreground", "_campaign.received_background")))
            .by(TREATMENTS),
        PlainKpi.of("push-open-rate", firstOpens)
            .over(of.count(PlainRow::isPushDelivered))
            .by(TREATMENTS),
        PlainKpi.of("inapp-messages-displayed", of.count(type("_inapp.message_displayed")))
            .by("campaign", "treatment"),
        PlainKpi.of("inapp-messages-clicked", of.count(type("_inapp.message_clicked")))
            .by("campaign", "treatment"),
        PlainKpi.of("inapp-messages-dismissed", of.count(type("_inapp.message_dismissed")))
            .by("campaign", "treatment"));
  }

  private List<PlainKpi> journeys() {
    Measure sent = of.count(ofJourney("_email.send"));
    return List.of(
        PlainKpi.of("journey-sends", of.count(type("_journey.send"))).by(ACTIVITIES),
        PlainKpi.of("journey-emails-sent", sent).by(ACTIVITIES),
        PlainKpi.of("journey-emails-delivered", sent)
            .less(of.count(ofJourney(BOUNCES)))
            .by(ACTIVITIES),
        PlainKpi.of("journey-emails-delivery-rate", of.count(ofJourney("_email.delivered")))
            .over(sent)
            .by(ACTIVITIES),
        PlainKpi.of("journey-emails-opened", of.once(ofJourney("_email.open"), PlainRow::mail))
            .by(ACTIVITIES),
        PlainKpi.of("journey-emails-clicked", of.count(ofJourney("_email.click"))).by(ACTIVITIES),
        PlainKpi.of("journey-emails-complained", of.count(ofJourney("_email.complaint")))
            .by(ACTIVITIES),
        PlainKpi.of("journey-emails-hardbounced", of.count(ofJourney("_email.hardbounce")))
            .by(ACTIVITIES),
        PlainKpi.of("journey-emails-softbounced", of.count(ofJourney("_email.softbounce")))
            .by(ACTIVITIES),
        PlainKpi.of("journey-emails-rejected", of.count(ofJourney("_email.rejected")))
            .by(ACTIVITIES),
        PlainKpi.of("journey-emails-unsubscribed", of.count(ofJourney("_email.unsubscribe")))
            .by(ACTIVITIES),
        PlainKpi.of("journey-people-entered", of.endpoints(type("_journey.send"))).by("journey"));
  }

  private List<PlainKpi> purchases() {
    Predicate<PlainRow> purchase = type("_monetization.purchase");
    Measure revenue =
        of.sum(purchase, event -> event.metric("_item_price") * event.metric("_quantity", 1));
    List<String> withCurrency = new ArrayList<>(PEOPLE_GROUPS);
    withCurrency.add("currency");
    return List.of(
        PlainKpi.of("purchases", of.count(purchase)).by(withCurrency),
        PlainKpi.of("purchasing-users", of.people(purchase)).by(PEOPLE_GROUPS),
        PlainKpi.of("revenue", revenue).in("currency").by(withCurrency),
        PlainKpi.of("revenue-per-purchasing-user", revenue)
            .over(of.people(purchase))
            .in("currency")
            .by(withCurrency),
        PlainKpi.of("revenue-per-user", revenue)
            .over(of.people(PlainKpis::isActive))
            .in("currency")
            .by(PEOPLE_GROUPS),
        PlainKpi.of("purchase-conversion", of.people(purchase))
            .over(of.people(PlainKpis::isActive))
            .by(PEOPLE_GROUPS));
  }

  private List<PlainKpi> funnels() {
    List<String> notByChannel =
        PEOPLE_GROUPS.stream().filter(group -> !group.equals("channel_type")).toList();
    List<Measure> purchase = of.steps(7, "_session.start", "_monetization.purchase");
    List<Measure> email = of.steps(30, "_email.delivered", "_email.open", "_email.click");
    return List.of(
        step("purchase-funnel-session", purchase, 0).by(PEOPLE_GROUPS),
        step("purchase-funnel-purchase", purchase, 1).by(PEOPLE_GROUPS),
        step("email-funnel-delivered", email, 0).by(notByChannel),
        step("email-funnel-opened", email, 1).by(notByChannel),
        step("email-funnel-clicked", email, 2).by(notByChannel));
  }

  private static PlainKpi step(String name, List<Measure> steps, int number) {
    return PlainKpi.of(name, steps.get(number)).over(steps.get(0));
  }

  private static boolean isActive(PlainRow event) {
    return MESSAGE_FAMILIES.stream().noneMatch(event.type()::startsWith);
  }

  private static boolean isMessage(PlainRow event) {
    return event.type().equals("_email.send") || event.isSmsReceipt() || event.isPush();
  }

  private static boolean isDelivered(PlainRow event) {
    return event.type().equals("_email.delivered")
        || event.type().equals("_SMS.SUCCESS")
        || event.isPushDelivered();
  }

  private static Predicate<PlainRow> type(String... types) {
    return event -> List.of(types).contains(event.type());
  }

  private static Predicate<PlainRow> transactional(String... types) {
    return type(types).and(PlainRow::isTransactional);
  }

  private static Predicate<PlainRow> ofCampaign(String... types) {
    return type(types).and(PlainRow::isOfCampaign);
  }

  private static Predicate<PlainRow> ofJourney(String... types) {
    return type(types).and(PlainRow::isOfJourney);
  }

  private static double price(PlainRow receipt) {
    return receipt.metric("price_in_millicents_usd", 0);
  }

  private static double parts(PlainRow receipt) {
    return Double.parseDouble(receipt.attribute("number_of_message_parts"));
  }

  /** How long a session was; negative where nothing tells it. */
  private static long sessionMillis(PlainRow event) {
    JsonNode start = event.event().at("/session/start_timestamp");
    JsonNode stop = event.event().at("/session/stop_timestamp");
    return start.isNumber() && stop.isNumber() ? stop.asLong() - start.asLong() : -1;
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private static LocalDate firstOfMonth(LocalDate day) {
    return day.withDayOfMonth(1);
  }
}
