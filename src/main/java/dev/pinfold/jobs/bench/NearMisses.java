// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import net.datafaker.Faker;

/**
 * Columns without personal data that come near what the spread of values tells: measures that could
 * be degrees, months that could end cards, codes that could be passwords or postal codes, slugs
 * with names in them.
 */
final class NearMisses {
  private final int values;
  private final List<LabelledColumn> columns;
  private final Random random;

  private NearMisses(List<LabelledColumn> columns, long seed, int values) {
    this.columns = columns;
    this.values = values;
    this.random = new Random(seed + 19);
  }

  /** Adds all columns, the same for the same seed, but for months, which count from the present. */
  static void addTo(List<LabelledColumn> columns, long seed, int values) {
    NearMisses made = new NearMisses(columns, seed, values);
    made.measures(false);
    made.measures(true);
    made.months();
    made.slugs(new Faker(Locale.ENGLISH, made.random));
    made.codes();
    made.tokens();
    made.guesses(new Faker(Locale.ENGLISH, made.random));
  }

  private void add(String generator, Supplier<String> value, String... names) {
    add(false, generator, value, names);
  }

  private void add(boolean isNumeric, String generator, Supplier<String> value, String... names) {
    for (String name : names) {
      List<String> list = new ArrayList<>();
      for (int i = 0; i < values; i++) {
        list.add(value.get());
      }
      columns.add(new LabelledColumn(name, "NONE", generator, "", list, isNumeric));
    }
  }

  private String fill(String template) {
    return Templates.fill(template, random);
  }

  private String pick(String... words) {
    return PositiveColumns.pick(random, words);
  }

  private String uniform(double from, double to, int decimals) {
    return decimal(from + random.nextDouble() * (to - from), decimals);
  }

  private String normal(double mean, double deviation, int decimals) {
    return decimal(mean + random.nextGaussian() * deviation, decimals);
  }

  private static String decimal(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Ratios, scores, physical measures and rates, written to four to eight decimals. */
  private void measures(boolean isNumeric) {
    String kind = isNumeric ? " number" : " text";
    add(isNumeric, "ratio-4" + kind, () -> uniform(0, 1, 4), "ctr", "conversion");
    add(isNumeric, "ratio-6" + kind, () -> uniform(0, 1, 6), "fill_rate", "propensity");
    add(isNumeric, "z-score" + kind, () -> normal(0, 1, 6), "z_score", "component_1");
    add(isNumeric, "logit" + kind, () -> normal(0, 6, 6), "logit", "margin_raw");
    add(isNumeric, "residual" + kind, () -> normal(0, 25, 6), "residual", "drift");
    add(isNumeric, "percent-5" + kind, () -> uniform(0, 100, 5), "uptime_pct", "completion");
    add(isNumeric, "percent-6" + kind, () -> uniform(0, 100, 6), "scroll_depth", "coverage");
    add(isNumeric, "celsius-4" + kind, () -> normal(18, 7, 4), "temperature", "room_temp");
    add(isNumeric, "celsius-2" + kind, () -> normal(21, 4, 2), "sensor_c", "outdoor");
    add(
        isNumeric,
        "fahrenheit-half" + kind,
        () -> decimal(Math.round(normal(68, 8)) / 2.0, 6),
        "temp_f",
        "thermostat");
    add(isNumeric, "weight-2" + kind, () -> uniform(45, 110, 2), "parcel_weight", "net_kg");
    add(isNumeric, "voltage" + kind, () -> uniform(3, 4.2, 5), "battery_v", "voltage");
    add(isNumeric, "fx" + kind, () -> uniform(1.05, 1.15, 5), "fx_rate", "eurusd");
    add(isNumeric, "fx-yen" + kind, () -> uniform(140, 160, 3), "usdjpy", "yen_rate");
    add(isNumeric, "distance" + kind, () -> uniform(0, 400, 6), "distance_km", "route_length");
    add(
        isNumeric,
        "duration" + kind,
        () -> decimal(-20 * Math.log(random.nextDouble()), 6),
        "took");
    add(isNumeric, "humidity" + kind, () -> uniform(30, 70, 5), "humidity");
    add(
        isNumeric,
        "mean" + kind,
        () -> Double.toString(random.nextInt(999) / 7.0),
        "average",
        "mean");
    add(isNumeric, "unit-price" + kind, () -> uniform(0, 60, 4), "unit_cost", "cpm");
    add(isNumeric, "load" + kind, () -> normal(45, 6, 6), "cpu_load", "lift", "open_share");
    add(isNumeric, "signal" + kind, () -> normal(-85, 6, 5), "rssi_avg", "gain_db");
    add(isNumeric, "latency" + kind, () -> normal(120, 12, 6), "latency_ms", "points_avg");
    add(isNumeric, "altitude" + kind, () -> uniform(0, 2500, 5), "altitude", "elevation");
  }

  private double normal(double mean, double deviation) {
    return mean + random.nextGaussian() * deviation;
  }

  private void months() {
    YearMonth now = YearMonth.now(ZoneOffset.UTC);
    add(
        "billed-short",
        () -> month(now.minusMonths(random.nextInt(40)), true),
        "billed",
        "bill_for");
    add("billed-long", () -> month(now.minusMonths(random.nextInt(60)), false), "fiscal", "mth");
    add(
        "report-month",
        () -> month(now.minusMonths(random.nextInt(24)), false),
        "report_month",
        "cohort");
    add(
        "plan-month",
        () -> month(now.plusMonths(random.nextInt(36) - 24), true),
        "plan_month",
        "sprint");
    add(
        "next-months",
        () -> month(now.plusMonths(random.nextInt(6)), true),
        "delivery_month",
        "launch");
    add("best-before", () -> month(now.plusMonths(random.nextInt(30)), true), "best_before");
    add(
        "contract-month",
        () -> now.plusMonths(6 + random.nextInt(50)).toString(),
        "contract_end",
        "forecast");
    add(
        "contract-month-short",
        () -> month(now.plusMonths(6 + random.nextInt(50)), true),
        "vertragsende_monat",
        "subscription_until");
    add(
        "model-month",
        () -> month(YearMonth.of(2005, 1).plusMonths(random.nextInt(240)), false),
        "built");
  }

  private static String month(YearMonth month, boolean isShort) {
    int year = isShort ? month.getYear() % 100 : month.getYear();
    return String.format(Locale.ROOT, "%02d/%02d", month.getMonthValue(), year);
  }

  private void slugs(Faker faker) {
    Supplier<String> given = () -> faker.name().firstName().toLowerCase(Locale.ROOT);
    add(
        "slug-named",
        () ->
            given.get()
                + "-"
                + pick("dress", "lamp", "chair", "boots", "sofa", "mug")
                + "-"
                + random.nextInt(90),
        "product_slug",
        "handle_sku");
    add(
        "slug-two",
        () -> given.get() + "-" + pick("dress", "lamp", "chair", "shirt", "jeans", "sneaker"),
        "slug",
        "permalink");
    add("slug-product", () -> slug(faker.commerce().productName()), "url_slug", "seo_path");
    add("slug-book", () -> slug(faker.book().title()), "book_slug", "article_id");
    add("slug-food", () -> slug(faker.food().dish()), "recipe_slug", "menu_key");
    add(
        "word-number",
        () -> slug(faker.animal().name()) + random.nextInt(100),
        "asset_key",
        "sprite");
    add(
        "host-name",
        () -> pick("web", "db", "cache", "worker") + "-" + pick("prod", "test") + fill("-##"),
        "hostname",
        "node");
    add("host-star", () -> slug(faker.space().star()) + fill("#"), "machine", "instance_nick");
    add("material", () -> slug(faker.commerce().material()) + fill("_##"), "texture", "finish");
    add("colour-slug", () -> slug(faker.color().name()) + fill("##"), "shade", "swatch");
    add("word", () -> faker.lorem().word() + fill("##"), "label_key", "feature_key");
    add(
        "css",
        () -> pick("btn", "nav", "card", "hero") + "-" + pick("primary", "lg", "dark"),
        "css");
    add(
        "branch",
        () -> pick("feature", "fix", "chore") + "-" + faker.lorem().word(),
        "branch_name");
    add(
        "verb-noun",
        () -> faker.lorem().word() + "_" + faker.lorem().word(),
        "metric",
        "event_key");
  }

  private static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private void codes() {
    add("sku-3-7", () -> fill("SKU#######"), "sku_code", "item_code");
    add("sku-any-7", () -> fill("???#######"), "material_no", "component_no");
    add(
        "sku-run-7",
        () -> "ABX" + (1_000_000 + random.nextInt(40_000)),
        "serial_no",
        "unit_serial");
    add("plate-gb", () -> fill("??## ???"), "tail_no", "registration_of_asset");
    add("part-gb", () -> fill("??## #??"), "part_no", "spare_part");
    add("part-gb-series", () -> fill("AB## #??"), "valve_no", "module_no");
    add("part-ca", () -> fill("?#? #?#"), "locker_code", "shelf_code");
    add("part-nl", () -> fill("#### ??"), "drawing_no", "slot_no");
    add("amount-unit", () -> fill("2#00 ") + pick("KG", "ML", "MM", "GB"), "capacity", "pack_size");
    add(
        "voltage-unit",
        () -> (1 + random.nextInt(9)) + fill("### ") + pick("VA", "VB", "AH"),
        "rating_v");
    add("lot-day", () -> lot("%s-%02d%02d%02d-%s"), "lot_no", "charge_no");
    add("isbn-10-checked", this::isbn10, "isbn", "isbn_10");
    add("order-14", () -> fill("A####-#####-#####"), "order_code", "shipment_code");
    add("grouped", () -> grouped(16, 2), "population", "views_total");
    add("grouped-wide", () -> grouped(17, 0.8), "reach", "impressions");
    add(
        "grouped-8",
        () -> dotted(10_000_000 + random.nextInt(90_000_000)),
        "counter_8",
        "odometer");
  }

  /** With a check digit, an X for ten (ISO 2108). */
  private String isbn10() {
    String body = fill("#########");
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum += (10 - i) * (body.charAt(i) - '0');
    }
    int check = (11 - sum % 11) % 11;
    return body + (check == 10 ? "X" : "" + check);
  }

  /** A letter and four digits, a day of late years, two digits. */
  private String lot(String form) {
    return String.format(
        Locale.ROOT,
        form,
        fill("L####"),
        1 + random.nextInt(28),
        1 + random.nextInt(12),
        20 + random.nextInt(7),
        fill("##"));
  }

  private String grouped(double log, double deviation) {
    return dotted((long) Math.exp(normal(log, deviation)));
  }

  private static String dotted(long number) {
    return String.format(Locale.GERMANY, "%,d", number);
  }

  /** What values of one template, old dates and names of machines have in common with guesses. */
  private void guesses(Faker faker) {
    String[] stars = {"odin", "thor", "diana", "apollo", "clara", "otto", "iris", "luna"};
    add("server-star", () -> pick(stars) + fill("##"), "server", "appliance");
    add(
        "citation",
        () -> slug(faker.name().lastName()) + (1970 + random.nextInt(55)),
        "citekey",
        "paper_ref");
    add("lamp-size", () -> pick(stars) + "_" + pick("s", "m", "l"), "lamp", "shade_code");
    add("promo-save", () -> "Save$" + fill("##") + pick("Now!", "Today!"), "slogan", "teaser");
    add("promo-off", () -> pick("Winter-", "Spring-") + fill("##") + "%Off!", "claim_text", "ad");
    add("sheet-cell", () -> fill("Sheet#!$?$##"), "cell_ref", "excel_ref");
    add("chess-move", () -> pick("N", "B", "R", "Q") + fill("~#x~#+!"), "best_move", "reply");
    add("router", () -> "FRITZ!Box" + fill("7###") + pick("a", "b"), "router_seen", "ssid");
    add(
        "founded-day",
        () -> LocalDate.of(1950, 1, 1).plusDays(random.nextInt(20_000)).toString(),
        "founded",
        "premiere");
    add(
        "quote-day",
        () -> LocalDate.of(1985, 1, 2).plusDays(random.nextInt(7_000)).toString(),
        "date",
        "Date");
    add(
        "contract-month-far",
        () -> month(YearMonth.now(ZoneOffset.UTC).plusMonths(8 + random.nextInt(40)), false),
        "renewal_month",
        "lease_until");
  }

  private void tokens() {
    add("icon", () -> "Icon-" + fill("##") + "@" + fill("#") + "x.png", "icon", "sprite_file");
    add("inner-class", () -> "Order" + fill("?~~~$?~~~#"), "java_class", "handler");
    add("base64-id", () -> fill("@@@@@@@@@@@@@@") + pick("==", "+=", "/A"), "node_id", "cursor");
    add("base64url-id", () -> fill("@@@@@-@@@@_@@"), "video_id", "share_id");
    add("short-code", () -> fill("@@@@@@@@"), "invite_code", "deep_link_code");
    add("licence-key", () -> fill("@@@@@-@@@@@-@@@@@"), "licence_code", "activation");
    add("promo", () -> pick("Save20%Now", "Hello5$Off", "Win2026!", "Spring10!"), "promo_text");
    add("package", () -> pick("React@", "Vue@", "Nest@") + fill("1#.#.#"), "dependency", "pkg");
    add(
        "hashtag",
        () -> "#" + pick("Summer", "Sale", "Launch") + fill("20##"),
        "hashtag",
        "tagged");
    add("ref-hash", () -> "Ref#" + fill("####"), "ref_text", "ticket");
    add("page-query", () -> "?Page=" + fill("##") + "&Size=" + fill("#0"), "query", "qs");
    add(
        "formula",
        () -> pick("Fe", "Na", "Ca") + fill("#(") + pick("SO4)", "NO3)") + fill("#"),
        "formula");
    add(
        "room",
        () -> pick("Room", "Gate", "Desk") + "#" + fill("##") + pick("a", "b"),
        "room_no",
        "spot");
    add("colour-8", () -> "#" + fill("^^^^^^^^").toUpperCase(Locale.ROOT), "rgba", "tint");
    add("quoted-price", () -> "US$" + fill("##.##") + "ea", "price_text", "offer_text");
    add(
        "version-tag",
        () -> "v" + fill("#.#.#") + pick("-Beta", "-RC1", "+Build7"),
        "ver_tag",
        "image_tag");
  }
}
