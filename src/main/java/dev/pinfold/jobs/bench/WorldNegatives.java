// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import net.datafaker.Faker;

/** Things of every trade that Datafaker knows, none of them personal, many of them with names. */
final class WorldNegatives {
  private final int values;
  private final List<LabelledColumn> columns;

  private WorldNegatives(int values, List<LabelledColumn> columns) {
    this.values = values;
    this.columns = columns;
  }

  /** Adds all columns, the same for the same seed. */
  static void addTo(List<LabelledColumn> columns, long seed, int values) {
    new WorldNegatives(values, columns).make(new Faker(Locale.ENGLISH, new Random(seed + 7)));
  }

  private void add(String generator, Supplier<String> value, String... names) {
    for (String name : names) {
      List<String> list = new ArrayList<>();
      for (int i = 0; i < values; i++) {
        list.add(value.get());
      }
      columns.add(new LabelledColumn(name, "NONE", generator, name, list, false));
    }
  }

  private void make(Faker faker) {
    add("book-title", () -> faker.book().title(), "book", "reading_list_item");
    add("book-genre", () -> faker.book().genre(), "shelf", "literary_form");
    add("beer-style", () -> faker.beer().style(), "beer_style", "brew");
    add("beer-name", () -> faker.beer().name(), "beer", "tap");
    add("coffee", () -> faker.coffee().blendName(), "blend", "coffee_blend");
    add("dish-world", () -> faker.food().dish(), "recipe", "lunch");
    add("ingredient", () -> faker.food().ingredient(), "ingredient", "allergen_source");
    add("spice", () -> faker.food().spice(), "spice", "seasoning");
    add("galaxy", () -> faker.space().galaxy(), "galaxy", "cluster");
    add("star", () -> faker.space().star(), "star", "server_nickname");
    add("language-code", () -> faker.programmingLanguage().name(), "stack", "runtime");
    add("material", () -> faker.commerce().material(), "material", "fabric");
    add("promotion", () -> faker.commerce().promotionCode(), "promo", "rebate_code");
    add("app", () -> faker.app().name(), "app_title", "application");
    add("weather", () -> faker.weather().description(), "weather", "forecast");
    add("instrument", () -> faker.music().instrument(), "instrument", "lesson");
    add("music-key", () -> faker.music().chord(), "chord", "tonart");
    add("car", () -> faker.vehicle().makeAndModel(), "car_model", "vehicle_line");
    add("car-colour", () -> faker.vehicle().color(), "paint", "lack");
    add("car-fuel", () -> faker.vehicle().fuelType(), "fuel", "kraftstoff");
    add("dessert", () -> faker.dessert().variety(), "dessert", "nachtisch");
    add("appliance", () -> faker.appliance().equipment(), "appliance", "geraet");
    add("appliance-brand", () -> faker.appliance().brand(), "appliance_make", "vendor_label");
    add("building", () -> faker.construction().materials(), "building_material", "baustoff");
    add("hobby", () -> faker.hobby().activity(), "pastime", "course_topic");
    add("furniture", () -> faker.house().furniture(), "furniture_kind", "piece");
    add("room", () -> faker.house().room(), "room", "zimmer");
    add("ticker", () -> faker.stock().nsdqSymbol(), "ticker", "symbol");
    add("element-name", () -> faker.science().element(), "substance", "element");
    add("unit", () -> faker.science().unit(), "unit", "masseinheit");
    add("cat", () -> faker.cat().breed(), "cat_breed", "katzenrasse");
    add("dog", () -> faker.dog().breed(), "dog_breed", "hunderasse");
    add("horse", () -> faker.horse().breed(), "horse_breed", "pferderasse");
    add("game", () -> faker.esports().game(), "game", "videospiel");
    add("league", () -> faker.esports().league(), "league", "liga");
    add("esports-team", () -> faker.esports().team(), "roster_team", "mannschaft");
    add("superhero-power", () -> faker.superhero().power(), "perk", "special_move");
    add("file-ending", () -> faker.file().extension(), "extension", "dateiendung");
    add("slogan", () -> faker.company().buzzword(), "buzzword", "claim_text");
    add("industry", () -> faker.company().industry(), "industry", "branche");
    add("plant", () -> faker.team().sport(), "sport", "sportart");
    add("camera", () -> faker.camera().brandWithModel(), "camera", "kamera");
    add("phone-brand", () -> faker.device().modelName(), "handset", "geraetetyp");
    add("phone-maker", () -> faker.device().manufacturer(), "handset_maker", "geraetehersteller");
    add("plan-name", () -> faker.subscription().plans(), "contract_kind", "abo");
    add("payment-term", () -> faker.subscription().paymentTerms(), "term", "laufzeit");
  }
}
