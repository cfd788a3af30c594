// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What befalls one endpoint: a session with a purchase, a mail of a campaign and what became of it,
 * a text message, a push notification. In: an endpoint and a random source; out: events in order.
 */
final class EventStory {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String[] CAMPAIGNS = {
    "4f8d6097c2e8400fa3081d8751a2b3c4", "c0ffee97c2e8400fa3081d8751a2b3c5"
  };

  /** Without its last digit. */
  private static final String ACTIVITY = "5473285727f04865bc673e527a1b2c3";

  private static final String[] JOURNEYS = {
    "546401670c5547b08811ac6a90a1b2c3", "aa6401670c5547b08811ac6a90a1b2c4"
  };

  private final Endpoint endpoint;
  private final Random random;
  private final List<ObjectNode> events = new ArrayList<>();
  private long millis;
  private String mailId = "";

  EventStory(Endpoint endpoint, Random random, Instant from, int days) {
    this.endpoint = endpoint;
    this.random = random;
    this.millis = from.toEpochMilli() + (long) (random.nextDouble() * days * 86_400_000L);
  }

  List<ObjectNode> tell() {
    switch (endpoint.channel()) {
      case "EMAIL" -> mail();
      case "SMS" -> textMessage();
      default -> push();
    }
    if (random.nextInt(3) > 0) {
      session();
    }
    return events;
  }

  private ObjectNode event(String type) {
    millis += 1000 + random.nextInt(600_000);
    ObjectNode event = NODES.objectNode();
    event.put("event_type", type);
    event.put("event_timestamp", millis);
    event.put("arrival_timestamp", millis + 900 + random.nextInt(100_000));
    event.put("event_version", "3.1");
    ObjectNode application = event.putObject("application");
    application.put("app_id", Endpoint.APPLICATION);
    application.put("package_name", "com.example.shop");
    application.putObject("sdk").put("name", "aws-sdk-android").put("version", "2.75.0");
    application.put("title", "Shop");
    application.put("version_name", "4.2.1");
    event.putObject("client").put("client_id", endpoint.id());
    ObjectNode device = event.putObject("device");
    ObjectNode locale = device.putObject("locale");
    locale.put("code", endpoint.person().place().locale().toString());
    locale.put("country", endpoint.person().place().alpha2());
    locale.put("language", endpoint.person().place().locale().getLanguage());
    boolean isApple = endpoint.channel().equals("APNS");
    device.put("make", isApple ? "Apple" : "Google");
    device.put("model", isApple ? "iPhone 17" : "Pixel 9");
    device.putObject("platform").put("name", isApple ? "iOS" : "android").put("version", "16");
    event.putObject("session");
    event.putObject("attributes");
    event.put("awsAccountId", "123456789012");
    events.add(event);
    return event;
  }

  private static ObjectNode attributes(ObjectNode event) {
    return (ObjectNode) event.get("attributes");
  }

  private void session() {
    long start = millis + 500;
    String session = Endpoint.hex(random, 8) + "-" + start;
    for (String type :
        new String[] {"_session.start", "_monetization.purchase", "search", "_session.stop"}) {
      if (type.equals("_monetization.purchase") && random.nextInt(3) > 0) {
        continue;
      }
      ObjectNode event = event(type);
      ((ObjectNode) event.get("session")).put("session_id", session).put("start_timestamp", start);
      ((ObjectNode) event.get("client"))
          .put(
              "cognito_id",
              "eu-central-1:" + new java.util.UUID(random.nextLong(), random.nextLong()));
      if (type.equals("_monetization.purchase")) {
        attributes(event)
            .put("_product_id", "sku-" + random.nextInt(50))
            .put("_currency", random.nextInt(4) == 0 ? "USD" : "EUR")
            .put("_store", "Virtual");
        event
            .putObject("metrics")
            .put("_item_price", (100 + random.nextInt(9900)) / 4.0)
            .put("_quantity", 1.0 + random.nextInt(3));
      } else if (type.equals("search")) {
        attributes(event)
            .put("screen", "results")
            .put(
                "query",
                random.nextInt(15) == 0
                    ? "gift for " + endpoint.person().email()
                    : "running shoes size " + (36 + random.nextInt(10)));
      } else {
        attributes(event).put("screen", "home");
      }
    }
    if (random.nextInt(12) == 0) {
      attributes(event("_userauth.sign_in")).put("method", "password");
    }
    if (random.nextInt(10) == 0) {
      attributes(event("_inapp.message_displayed")).put("campaign_id", CAMPAIGNS[0]);
    }
  }

  /** One in three mails is a journey's, one in three a campaign's, one in three neither's. */
  private void mail() {
    mailId = "0100019a-" + Endpoint.hex(random, 12);
    int kind = random.nextInt(3);
    ObjectNode origin = NODES.objectNode();
    if (kind == 0) {
      campaign(origin);
      ObjectNode send = event("_campaign.send");
      attributes(send).setAll(origin);
      attributes(send).put("delivery_type", "EMAIL").put("campaign_send_status", "SUCCESS");
      embedEndpoint(send);
    } else if (kind == 1) {
      origin
          .put("journey_id", JOURNEYS[random.nextInt(2)])
          .put("journey_run_id", "edc9a0b577164d1daf72ebd15a0b1c2d")
          .put("journey_activity_id", "0yKa1b2c3");
      ObjectNode send = event("_journey.send");
      attributes(send).setAll(origin);
      attributes(send).put("journey_send_status", "SUCCESS").put("journey_activity_type", "EMAIL");
      embedEndpoint(send);
    }
    mailEvent("_email.send", "received", origin).putObject("send");
    int fate = random.nextInt(20);
    if (fate == 0) {
      ObjectNode bounce = mailEvent("_email.hardbounce", "bounced", origin).putObject("bounce");
      bounce.put("bounce_type", "Permanent");
      bounce
          .putArray("bounced_recipients")
          .addObject()
          .put("email_address", endpoint.address())
          .put("status", "5.1.1");
      return;
    }
    if (fate == 1) {
      mailEvent("_email.softbounce", "bounced", origin)
          .putObject("bounce")
          .put("bounce_type", "Transient");
      return;
    }
    ObjectNode delivery = mailEvent("_email.delivered", "delivered", origin).putObject("delivery");
    delivery.put("smtp_response", "250 ok: " + endpoint.address() + " accepted");
    delivery.put("reporting_mta", "a8-53.smtp-out.example.net");
    delivery.putArray("recipients").add(endpoint.address());
    delivery.put("processing_time_millis", 100 + random.nextInt(4000));
    if (fate < 11) {
      for (int opens = 1 + random.nextInt(2); opens > 0; opens--) {
        opened(mailEvent("_email.open", "opened", origin).putObject("open"));
      }
      if (fate < 6) {
        String link =
            "https://shop.example.com/offer?u="
                + URLEncoder.encode(endpoint.address(), StandardCharsets.UTF_8)
                + "&utm=x";
        ObjectNode click = mailEvent("_email.click", link, origin).putObject("click");
        opened(click);
        click.put("link", link);
      }
      if (fate == 7) {
        mailEvent("_email.complaint", "complaint", origin)
            .putObject("complaint")
            .put("complaint_feedback_type", "abuse");
      }
      if (fate == 8) {
        mailEvent("_email.unsubscribe", "unsubscribed", origin);
      }
    }
  }

  private void opened(ObjectNode part) {
    part.put("ip_address", "203.0.113." + random.nextInt(256));
    part.put(
        "user_agent",
        "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36");
  }

  private ObjectNode mailEvent(String type, String feedback, ObjectNode origin) {
    ObjectNode event = event(type);
    attributes(event).put("feedback", feedback);
    attributes(event).setAll(origin);
    event
        .putObject("client_context")
        .putObject("custom")
        .put("legacy_identifier", Endpoint.APPLICATION);
    ObjectNode mailEvent =
        event.putObject("facets").putObject("email_channel").putObject("mail_event");
    ObjectNode mail = mailEvent.putObject("mail");
    mail.put("message_id", mailId);
    mail.put("message_send_timestamp", millis);
    mail.put("from_address", "news@shop.example.com");
    mail.putArray("destination").add(endpoint.address());
    mail.put("headers_truncated", false);
    String to = endpoint.person().fullName() + " <" + endpoint.address() + ">";
    String subject = "Hello " + endpoint.person().given();
    ArrayNode headers = mail.putArray("headers");
    headers.addObject().put("name", "To").put("value", to);
    headers.addObject().put("name", "Subject").put("value", subject);
    ObjectNode common = mail.putObject("common_headers");
    common.put("from", "news@shop.example.com");
    common.putArray("to").add(endpoint.address());
    common.put("subject", subject);
    return mailEvent;
  }

  /** Each activity is of one campaign and sends one treatment. */
  private void campaign(ObjectNode origin) {
    int campaign = random.nextInt(2);
    int treatment = random.nextInt(2);
    origin
        .put("campaign_id", CAMPAIGNS[campaign])
        .put("campaign_activity_id", ACTIVITY + (2 * campaign + treatment))
        .put("treatment_id", Integer.toString(treatment));
  }

  private void embedEndpoint(ObjectNode event) {
    event
        .putObject("client_context")
        .putObject("custom")
        .put("endpoint", endpoint.inEvent().toString());
  }

  /** One in three text messages is a campaign's. */
  private void textMessage() {
    boolean isOfCampaign = random.nextInt(3) == 0;
    ObjectNode origin = NODES.objectNode();
    if (isOfCampaign) {
      campaign(origin);
    }
    for (String type :
        new String[] {"_SMS.BUFFERED", random.nextInt(8) == 0 ? "_SMS.FAILURE" : "_SMS.SUCCESS"}) {
      ObjectNode event = event(type);
      boolean isReceipt = !type.equals("_SMS.BUFFERED");
      attributes(event)
          .put(
              "sender_request_id",
              new java.util.UUID(random.nextLong(), random.nextLong()).toString())
          .put("origination_phone_number", "+12065550142")
          .put("destination_phone_number", endpoint.address())
          .put(
              "record_status",
              !isReceipt ? "SUCCESSFUL" : type.endsWith("SUCCESS") ? "DELIVERED" : "UNREACHABLE")
          .put("iso_country_code", endpoint.person().place().alpha2())
          .put("number_of_message_parts", Integer.toString(1 + random.nextInt(2)))
          .put("message_id", "1111-" + random.nextInt(1_000_000))
          .put("message_type", isOfCampaign ? "Promotional" : "Transactional");
      attributes(event).setAll(origin);
      if (isReceipt) {
        event.putObject("metrics").put("price_in_millicents_usd", 500.0 + random.nextInt(300));
      }
    }
  }

  private void push() {
    ObjectNode origin = NODES.objectNode();
    campaign(origin);
    ObjectNode send = event("_campaign.send");
    attributes(send).setAll(origin);
    boolean isSent = random.nextInt(10) > 0;
    attributes(send)
        .put("delivery_type", endpoint.channel())
        .put("campaign_send_status", isSent ? "SUCCESS" : "FAILURE");
    embedEndpoint(send);
    if (isSent && random.nextInt(4) == 0) {
      attributes(event("_campaign.opened_notification")).setAll(origin);
    }
  }
}
