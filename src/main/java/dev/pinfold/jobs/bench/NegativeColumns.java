// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import net.datafaker.Faker;

/** Columns without personal data, many of them made to look as if they had some. */
final class NegativeColumns {
  private final int values;
  private final List<LabelledColumn> columns = new ArrayList<>();
  private final Random random;
  private final Faker faker;

  private NegativeColumns(long seed, int values) {
    this.values = values;
    this.random = new Random(seed);
    this.faker = new Faker(Locale.ENGLISH, random);
  }

  /** All columns, the same for the same seed. */
  static List<LabelledColumn> make(long seed, int values) {
    NegativeColumns made = new NegativeColumns(seed, values);
    made.technical();
    made.commercial();
    made.words();
    made.numbers();
    made.labels();
    made.lookAlikes();
    LocalNegatives.addTo(made.columns, seed, values);
    WorldNegatives.addTo(made.columns, seed, values);
    NearMisses.addTo(made.columns, seed, values);
    return made.columns;
  }

  private void add(String generator, Function<Integer, String> value, String... names) {
    add(false, generator, value, names);
  }

  private void add(
      boolean isNumeric, String generator, Function<Integer, String> value, String... names) {
    for (String name : names) {
      List<String> list = new ArrayList<>();
      for (int i = 0; i < values; i++) {
        list.add(value.apply(i));
      }
      columns.add(new LabelledColumn(name, "NONE", generator, name, list, isNumeric));
    }
  }

  private String fill(String template) {
    return Templates.fill(template, random);
  }

  private String pick(String... words) {
    return PositiveColumns.pick(random, words);
  }

  private void technical() {
    add(
        "uuid",
        i -> PositiveColumns.uuid(random),
        "request_id",
        "trace_id",
        "event_uuid",
        "row_guid",
        "correlationId",
        "message_id");
    add("ulid", i -> fill("01H##??##??##??##??##??##"), "ulid", "batch_id", "record_key");
    add("md5", i -> fill("^".repeat(32)), "etag", "checksum", "content_md5", "file_hash");
    add("sha1", i -> fill("^".repeat(40)), "commit", "git_sha", "revision");
    add("sha256", i -> fill("^".repeat(64)), "sha256", "digest", "object_hash");
    add(
        "epoch",
        i -> Long.toString(1_790_000_000L + random.nextInt(9_000_000)),
        "created_at",
        "ts",
        "epoch",
        "updated_ts",
        "last_sync");
    add(
        "epoch-ms",
        i -> Long.toString(1_790_000_000_000L + random.nextInt(1_000_000_000)),
        "timestamp",
        "event_ms",
        "received_at",
        "start_time_ms");
    add(
        true,
        "epoch-number",
        i -> Long.toString(1_790_000_000_000L + random.nextInt(1_000_000_000)),
        "ts_num",
        "modified_ms",
        "expires");
    add(
        "iso-time",
        i -> Instant.ofEpochSecond(1_780_000_000L + random.nextInt(20_000_000)).toString(),
        "created",
        "updated_at",
        "event_time",
        "last_login_at");
    add(
        "iso-date",
        i -> LocalDate.of(2024, 1, 1).plusDays(random.nextInt(900)).toString(),
        "order_date",
        "ship_date",
        "invoice_date",
        "subscription_start",
        "delivery_date");
    add(
        "us-date",
        i ->
            String.format(
                Locale.ROOT,
                "%02d/%02d/%d",
                1 + random.nextInt(12),
                1 + random.nextInt(28),
                2024 + random.nextInt(3)),
        "due_date",
        "start",
        "campaign_start");
    add(
        "version",
        i -> (1 + random.nextInt(9)) + "." + random.nextInt(20) + "." + random.nextInt(9),
        "version",
        "app_version",
        "sdk_version",
        "build");
    add(
        "version-4",
        i ->
            (1 + random.nextInt(9))
                + "."
                + random.nextInt(200)
                + "."
                + random.nextInt(9)
                + "."
                + random.nextInt(200),
        "firmware",
        "os_build",
        "app_build",
        "client_version");
    add(
        "arn",
        i -> fill("arn:aws:mobiletargeting:us-east-1:############:apps/^^^^^^^^"),
        "resource_arn",
        "arn",
        "stream_arn");
    add(
        "s3-key",
        i -> fill("exports/2026/10/0#/part-000##.gz"),
        "s3_key",
        "object_key",
        "file_path",
        "path");
    add(
        "mime",
        i -> pick("image/png", "text/html", "application/json", "video/mp4"),
        "content_type",
        "mime_type",
        "media_type");
    add(
        "timezone",
        i -> pick("Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC"),
        "timezone",
        "tz",
        "time_zone");
    add("locale", i -> pick("en_US", "de_DE", "fr_FR", "ja_JP"), "locale", "lang_tag", "ui_locale");
    add(
        "url",
        i -> "https://www.example.com/products/" + fill("#####"),
        "product_url",
        "link",
        "image_url",
        "canonical");
    add("file", i -> fill("banner_###.png"), "file_name", "asset", "image");
    add(
        "stream",
        i -> "events-prod-" + random.nextInt(9),
        "stream_name",
        "queue",
        "topic",
        "bucket");
    add(
        "html",
        i -> "<p class=\"x" + random.nextInt(99) + "\">Hello</p>",
        "html",
        "snippet",
        "markup");
    add("hex-colour", i -> fill("#^^^^^^".replace("#", "\\#")), "hex", "background", "theme_color");
    add("error", i -> fill("E-####"), "error_code", "fault", "status_code_text");
    add(
        "class",
        i -> "com.example.shop." + pick("Cart", "Order", "Session") + "Service",
        "class_name",
        "logger",
        "component");
    add(
        "ip-like-version",
        i -> "10." + random.nextInt(20) + "." + random.nextInt(20) + "." + random.nextInt(9),
        "agent_version",
        "driver_version",
        "release");
    add(
        "base36",
        i -> Integer.toString(100_000 + random.nextInt(9_000_000), 36),
        "short_code",
        "link_code",
        "ref");
    add(
        "cron",
        i -> random.nextInt(59) + " " + random.nextInt(23) + " * * *",
        "cron",
        "schedule_expr");
  }

  private void commercial() {
    add("sku", i -> fill("SKU-?##-####"), "sku", "item_sku", "variant_sku", "article");
    add(
        "sku-digits",
        i -> fill("########"),
        "product_code",
        "item_no",
        "article_number",
        "part_number");
    add("order", i -> "ORD-" + fill("########"), "order_id", "order_number", "order_ref");
    add(
        "order-digits",
        i -> Long.toString(4_000_000_000_000_000L + i * 7919L + random.nextInt(100)),
        "order_no",
        "transaction_ref",
        "txn_no");
    add("invoice", i -> "INV-2026-" + fill("#####"), "invoice_number", "invoice_no", "bill_ref");
    add("tracking", i -> fill("1Z999AA1##########"), "tracking_number", "shipment", "parcel_no");
    add("ean", i -> ean(fill("400#########")), "ean", "gtin", "barcode", "upc");
    add("isbn", i -> ean(fill("978#########")), "isbn", "isbn13", "book_code");
    add("asin", i -> fill("B0########").replaceFirst("##$", "??"), "asin", "product_asin");
    add(
        "price",
        i -> String.format(Locale.ROOT, "%.2f", random.nextDouble() * 500),
        "price",
        "unit_price",
        "amount",
        "total",
        "discount");
    add(
        true,
        "price-number",
        i -> String.format(Locale.ROOT, "%.2f", random.nextDouble() * 500),
        "price_num",
        "revenue",
        "cost",
        "tax",
        "shipping_cost");
    add("price-eur", i -> "€" + random.nextInt(900) + ",99", "display_price", "offer_price");
    add("percent", i -> random.nextInt(100) + "%", "open_rate", "discount_pct", "share");
    add(
        "quantity",
        i -> Integer.toString(1 + random.nextInt(50)),
        "quantity",
        "qty",
        "items",
        "stock");
    add("currency", i -> pick("EUR", "USD", "GBP", "JPY"), "currency", "currency_code", "ccy");
    add(
        "product",
        i -> faker.commerce().productName(),
        "product",
        "product_name",
        "item_title",
        "article_name");
    add(
        "department",
        i -> faker.commerce().department(),
        "department",
        "category",
        "product_category");
    add(
        "brand",
        i -> pick("Nordwind", "Acme", "Globex", "Initech", "Umbrella", "Hooli"),
        "brand",
        "manufacturer",
        "make");
    add(
        "model",
        i -> pick("iPhone 15", "Galaxy S9", "Pixel 9", "ThinkPad X1"),
        "device_model",
        "phone_model",
        "model");
    add(
        "campaign",
        i ->
            pick(
                "Summer Sale 2026",
                "Black Friday",
                "Welcome Series",
                "Win-back March",
                "Mother's Day"),
        "campaign_name",
        "campaign",
        "campaign_title");
    add(
        "segment",
        i -> pick("High value", "Lapsed 90d", "New users", "VIP"),
        "segment_name",
        "segment",
        "audience");
    add(
        "city-product",
        i -> pick("Paris Lamp", "Oslo Chair", "Milano Sofa", "Berlin Desk"),
        "lamp_model",
        "furniture",
        "product_line");
    add(
        "subject",
        i ->
            pick(
                "Your order has shipped",
                "Don't miss our offer",
                "Welcome aboard",
                "20% off today"),
        "email_subject",
        "subject_line",
        "push_title");
    add("sentence", i -> faker.lorem().sentence(), "description", "long_description", "body_text");
    add("size", i -> pick("S", "M", "L", "XL", "XXL"), "size", "shirt_size", "variant");
    add(
        "dimension",
        i -> random.nextInt(90) + "x" + random.nextInt(90) + "x" + random.nextInt(90),
        "dimensions",
        "package_size");
    add("weight", i -> random.nextInt(900) + " g", "weight", "net_weight");
    add("store", i -> "Store " + (100 + random.nextInt(800)), "store", "shop_name", "branch");
  }

  private static String ean(String twelve) {
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += (twelve.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return twelve + (10 - sum % 10) % 10;
  }

  private void words() {
    add(
        "status",
        i -> pick("ACTIVE", "INACTIVE", "PENDING", "CLOSED"),
        "status",
        "state_code_internal",
        "order_status",
        "account_status");
    add(
        "channel",
        i -> pick("EMAIL", "SMS", "PUSH", "IN_APP"),
        "channel",
        "channel_type",
        "medium");
    add(
        "plan",
        i -> pick("free", "basic", "pro", "enterprise"),
        "plan",
        "tier",
        "subscription",
        "package");
    add(
        "colour",
        i -> pick("red", "blue", "green", "black", "white", "grey"),
        "color",
        "colour",
        "favourite_colour",
        "farbe");
    add(
        "yes-no",
        i -> pick("yes", "no"),
        "opt_in",
        "email_verified",
        "phone_verified",
        "has_children_flag",
        "newsletter");
    add(
        "true-false",
        i -> pick("true", "false"),
        "is_active",
        "email_opt_in",
        "sms_enabled",
        "consent");
    add("level", i -> pick("low", "medium", "high"), "priority", "risk", "severity", "engagement");
    add("platform", i -> pick("iOS", "Android", "Web"), "platform", "os", "device_os");
    add(
        "event",
        i -> pick("page_view", "add_to_cart", "purchase", "login"),
        "event",
        "event_name",
        "event_type",
        "action");
    add(
        "month",
        i -> pick("January", "February", "March", "April", "May", "June", "July"),
        "month",
        "billing_month",
        "period");
    add(
        "weekday",
        i -> pick("Monday", "Tuesday", "Wednesday", "Friday", "Sunday"),
        "weekday",
        "day",
        "send_day");
    add("season", i -> pick("spring", "summer", "autumn", "winter"), "season", "collection");
    add(
        "genre",
        i -> pick("jazz", "rock", "classical", "hip hop", "folk", "electronic"),
        "genre",
        "music_genre",
        "interest");
    add(
        "interest",
        i -> pick("hiking", "cooking", "chess", "travel", "gardening"),
        "interests",
        "hobby",
        "topic_pref");
    add(
        "payment",
        i -> pick("card", "paypal", "invoice", "sepa"),
        "payment_method",
        "payment_type",
        "billing_type");
    add(
        "source",
        i -> pick("google", "newsletter", "facebook", "direct"),
        "utm_source",
        "traffic_source",
        "acquisition");
    add("carrier", i -> pick("DHL", "UPS", "FedEx", "GLS"), "carrier", "shipper", "courier");
    add(
        "browser",
        i -> pick("Chrome", "Firefox", "Safari", "Edge"),
        "browser_name",
        "browser_family");
    add(
        "template",
        i -> pick("welcome-v2", "receipt", "reset-mail", "digest"),
        "template",
        "template_name",
        "email_template");
    add(
        "grade",
        i -> pick("A", "B", "C", "D"),
        "grade",
        "rating_class",
        "ab_test_variant",
        "bucket");
    add(
        "email-words",
        i -> pick("sent", "opened", "clicked", "bounced"),
        "email_status",
        "email_event",
        "mail_result");
    add(
        "phone-words",
        i -> pick("mobile", "landline", "voip"),
        "phone_type",
        "number_type",
        "line_type");
    add(
        "name-words",
        i -> pick("checkout", "home", "search", "cart"),
        "screen_name",
        "page_name",
        "view_name",
        "host_name");
    add(
        "dish",
        i -> pick("Margherita", "Carbonara", "Ramen", "Tacos", "Paella"),
        "dish",
        "menu_item",
        "meal");
    add("animal", i -> faker.animal().name(), "animal", "mascot", "icon");
    add("team", i -> pick("Tigers", "Falcons", "Rovers", "United"), "team", "club", "squad");
  }

  private void numbers() {
    add(
        true,
        "count",
        i -> Integer.toString(random.nextInt(500)),
        "visits",
        "email_count",
        "phone_count",
        "session_count",
        "opens",
        "clicks");
    add(
        true,
        "score",
        i -> String.format(Locale.ROOT, "%.3f", random.nextDouble()),
        "score",
        "probability",
        "churn_risk",
        "similarity");
    add(
        true,
        "ltv",
        i -> String.format(Locale.ROOT, "%.2f", random.nextDouble() * 9000),
        "ltv",
        "balance",
        "spend");
    add(
        true,
        "duration",
        i -> Integer.toString(random.nextInt(90_000)),
        "duration",
        "session_length",
        "latency_ms",
        "dwell");
    add(
        true,
        "sequence",
        i -> Integer.toString(100_000_000 + i),
        "row_id",
        "sequence",
        "id_seq",
        "offset");
    add(
        "sequence-text",
        i -> Integer.toString(200_000_000 + i * 3),
        "batch_no",
        "job_no",
        "line_id");
    add("nine-digits", i -> fill("#########"), "ticket", "case_no", "reference", "serial");
    add("ten-digits", i -> fill("##########"), "confirmation", "voucher", "booking_code");
    add("eleven-digits", i -> fill("###########"), "claim", "doc_ref", "waybill");
    add("thirteen-digits", i -> fill("#############"), "long_ref", "shipment_code", "pallet");
    add("sixteen-digits", i -> fill("7###############"), "gift_code", "coupon", "order_serial");
    add(
        "temperature",
        i -> String.format(Locale.ROOT, "%.1f", random.nextDouble() * 40 - 5),
        "temperature",
        "temp_c",
        "sensor");
    add("rating", i -> Integer.toString(1 + random.nextInt(5)), "rating", "stars", "nps");
    add(
        "year",
        i -> Integer.toString(2015 + random.nextInt(12)),
        "model_year",
        "fiscal_year",
        "vintage");
    add("http", i -> pick("200", "404", "500", "301"), "http_status", "response_code", "code");
    add("port", i -> Integer.toString(1024 + random.nextInt(60_000)), "port", "pid", "thread");
    add(
        "fraction",
        i -> String.format(Locale.ROOT, "%.15f", random.nextDouble() * 100),
        "ratio",
        "weight_factor",
        "normalized");
    add(
        "bytes",
        i -> Long.toString(random.nextInt(Integer.MAX_VALUE)),
        "size_bytes",
        "content_length",
        "memory");
  }

  /** Few texts of several words that come again, and words that are somebody's name too. */
  private void labels() {
    add(
        "course",
        i ->
            pick(
                "Kubernetes Fundamentals",
                "Fire Safety Refresher",
                "Network Engineer Associate",
                "Spreadsheet Skills II",
                "Data Privacy Awareness",
                "Sales Manager Bootcamp"),
        "course_title",
        "certificate_earned",
        "formation");
    add(
        "breadcrumb",
        i ->
            pick(
                "Garden > Tools > Spades",
                "Toys & Games > Puzzles",
                "Office > Paper > A4 Paper",
                "Beauty > Hair > Shampoo",
                "Pets > Dogs > Beds"),
        "category_tree",
        "breadcrumbs",
        "shop_path");
    add(
        "terms",
        i -> pick("30 days net", "Prepayment required", "14 days 2 % off", "Cash on delivery"),
        "payment_terms",
        "zahlungsbedingung",
        "conditions_paiement");
    add(
        "media",
        i -> pick("Ogg Vorbis audio", "opus", "Windows Media Video file", "hevc", "webm"),
        "media_kind",
        "container",
        "encoding");
    add(
        "furnishing",
        i ->
            pick("Walnut Side Table", "Linen Armchair", "Oslo Floor Lamp", "Martha Drawer Unit")
                + pick("", "", " - Grey", " XL", " (set of 2)"),
        "item_name",
        "article_title",
        "line_items_title");
    add(
        "collection",
        i ->
            pick(
                "Victoria",
                "Charlotte",
                "Hugo",
                "Florence",
                "Austin",
                "Sofia",
                "Chelsea",
                "Milan",
                "Sydney",
                "Jordan",
                "Paris",
                "Lorena"),
        "sofa_collection",
        "furniture_range_model",
        "shoe_model");
    add(
        "maker",
        i ->
            pick(
                "Hugo Boss",
                "Calvin Klein",
                "Louis Vuitton",
                "Levi Strauss",
                "Nike",
                "Bosch",
                "Miele",
                "Tommy Hilfiger",
                "Lacoste",
                "Ikea",
                "Jack Wolfskin",
                "Philips"),
        "marca",
        "marque_produit",
        "hersteller");
    add(
        "film",
        i ->
            pick(
                "Annie Hall",
                "Forrest Gump",
                "Donnie Darko",
                "Erin Brockovich",
                "The Matrix",
                "Casablanca",
                "Heat",
                "Billy Elliot",
                "Amelie",
                "Ben Hur"),
        "film_titel",
        "pelicula",
        "favourite_film");
    for (String language : List.of("en", "de", "fr", "es", "it", "pl", "nl", "pt")) {
      Locale locale = Locale.forLanguageTag(language);
      add(
          "month-" + language,
          i -> Month.of(1 + random.nextInt(12)).getDisplayName(TextStyle.FULL_STANDALONE, locale),
          "m_" + language,
          "booking_month_" + language);
    }
    add("yes-no-words", i -> pick("ja", "nein", "n/a"), "einwilligung", "antwort");
    add("si-no", i -> pick("s\u00ed", "no"), "acepta", "respuesta");
    add(
        "notes-product",
        i -> faker.commerce().material() + " " + faker.commerce().productName() + " " + i % 7,
        "product_label",
        "artikelbezeichnung");
  }

  /** Values of the forms of numbers, addresses and keys that are none. */
  private void lookAlikes() {
    add("upc", i -> upc(fill("0##########")), "upc", "upc_code", "case_barcode");
    add("isbn10", i -> fill("#-####-####-#"), "isbn10", "book_no");
    add(
        "us-time",
        i -> fill("0#/1#/20") + (15 + random.nextInt(10)) + fill(" 1#:4#"),
        "posted",
        "shipped_on",
        "paid");
    add(
        "hire-date",
        i -> LocalDate.of(1995, 1, 1).plusDays(random.nextInt(10_500)).toString(),
        "hired_on",
        "entry_date",
        "eintritt");
    add("snowflake", i -> fill("6") + fill("#################"), "post_ref", "status_ref");
    add("payment-ref", i -> fill("*****************"), "paypal_ref", "gateway_ref", "tx_code");
    add("digits-16", i -> (1 + random.nextInt(9)) + fill("###############"), "trx", "ledger_no");
    add("cidr", i -> "10." + random.nextInt(256) + "." + random.nextInt(256) + ".0/24", "cidr");
    add(
        "dotted",
        i ->
            random.nextInt(12)
                + "."
                + random.nextInt(25)
                + "."
                + random.nextInt(25)
                + "."
                + random.nextInt(10),
        "rel",
        "dotted",
        "patchlevel");
    add(
        "browser-build",
        i ->
            (60 + random.nextInt(60))
                + ".0."
                + (2000 + random.nextInt(4000))
                + "."
                + random.nextInt(200),
        "engine",
        "chromium");
    add(
        "age-days",
        i -> Integer.toString(random.nextInt(99)),
        "account_age_days",
        "age_of_account");
    add(
        "shop-latitude",
        i -> String.format(Locale.ROOT, "%.6f", 40 + random.nextDouble() * 12),
        "store_latitude",
        "shop_lat");
    add(
        "degree-offset",
        i -> String.format(Locale.ROOT, "%.6f", random.nextGaussian() / 50),
        "lat_offset");
    add("name-hash", i -> fill("^^^^^^^^"), "surname_hash", "last_name_hash", "email_checksum");
    add("tax-code", i -> fill("?#"), "tax_code", "fiscal_code_ref");
    add("message-sid", i -> "SM" + fill("^".repeat(32)), "MessageSid", "sms_sid");
    add(
        "key-print",
        i -> "SHA256:" + fill("@".repeat(43)),
        "ssh_fingerprint",
        "host_key_fingerprint");
    add("card-print", i -> fill("@".repeat(16)), "card_fingerprint");
    add("uuid-names", i -> PositiveColumns.uuid(random), "first_name", "surname");
  }

  private static String upc(String eleven) {
    int sum = 0;
    for (int i = 0; i < 11; i++) {
      sum += (eleven.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
    }
    return eleven + (10 - sum % 10) % 10;
  }
}
