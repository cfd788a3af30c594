// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import net.datafaker.Faker;

/**
 * Makes people, each from the seed and their number alone. Names and streets come from pools that
 * Datafaker fills once a locale.
 */
final class People {
  private static final int POOL = 250;
  private static final List<String> DOMAINS =
      List.of("example.com", "example.org", "example.net", "mail.example.com");
  private static final List<String> PLANS = List.of("free", "pro", "team");

  private record Pool(List<String> given, List<String> family, List<String> streets) {}

  private final long seed;
  private final Map<Place, Pool> pools = new HashMap<>();

  People(long seed) {
    this.seed = seed;
    for (Place place : Place.ALL) {
      Faker faker = new Faker(place.locale(), new Random(seed ^ place.alpha2().hashCode()));
      List<String> given = new ArrayList<>();
      List<String> family = new ArrayList<>();
      List<String> streets = new ArrayList<>();
      for (int i = 0; i < POOL; i++) {
        given.add(faker.name().firstName());
        family.add(faker.name().lastName());
        streets.add(faker.address().streetAddress());
      }
      pools.put(place, new Pool(given, family, streets));
    }
  }

  Person person(int number) {
    Random random = new Random(seed * 1_000_003 + number);
    Place place = Place.ALL.get(random.nextInt(Place.ALL.size()));
    Pool pool = pools.get(place);
    Place.City city = pick(place.cities(), random);
    String given = pick(pool.given(), random);
    String family = pick(pool.family(), random);
    String email = latin(given) + "." + latin(family) + number + "@" + pick(DOMAINS, random);
    return new Person(
        number,
        place,
        city,
        String.format(Locale.ROOT, "crm-%07d", number),
        given,
        family,
        email,
        digits(place.phone(), random),
        pick(pool.streets(), random),
        digits(city.postal(), random),
        String.format(
            Locale.ROOT,
            "%04d-%02d-%02d",
            1945 + random.nextInt(60),
            1 + random.nextInt(12),
            1 + random.nextInt(28)),
        random.nextBoolean() ? "female" : "male",
        PLANS.get(random.nextInt(10) < 6 ? 0 : random.nextInt(2) + 1),
        card(random),
        iban(random));
  }

  static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  static String digits(String pattern, Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      text.append(c == '#' ? (char) ('0' + random.nextInt(10)) : c);
    }
    return text.toString();
  }

  /** A name as it stands in an address: letters a to z, or a stand-in for other scripts. */
  private static String latin(String name) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replace("ł", "l")
            .replace("ß", "ss")
            .replaceAll("[^A-Za-z]", "")
            .toLowerCase(Locale.ROOT);
    return plain.isEmpty() ? "kyaku" : plain;
  }

  /** A card number with the issuer number 4000 00, which no bank has, and Luhn's check digit. */
  private static String card(Random random) {
    String body = digits("400000#########", random);
    for (char check = '0'; check <= '9'; check++) {
      if (luhn(body + check)) {
        return body + check;
      }
    }
    throw new IllegalStateException("one of ten check digits fits");
  }

  static boolean luhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int doubled = i % 2 == 1 ? digit * 2 : digit;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }

  /** A German IBAN of a bank code that does not exist, with the check digits of ISO 13616. */
  private static String iban(Random random) {
    String account = digits("00000000##########", random);
    java.math.BigInteger number = new java.math.BigInteger(account + "131400");
    int check = 98 - number.mod(java.math.BigInteger.valueOf(97)).intValue();
    return String.format(Locale.ROOT, "DE%02d%s", check, account);
  }
}
