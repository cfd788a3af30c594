// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Street addresses by a house number and the words for streets of many languages: as a word of its
 * own (Rua, Street, ul.), at a word's end (-straat, -gatan), or the signs of East Asia.
 */
final class StreetAddress {
  private static final Set<String> WORDS =
      Set.of(
          // English
          "street",
          "st",
          "avenue",
          "ave",
          "road",
          "rd",
          "lane",
          "ln",
          "drive",
          "dr",
          "court",
          "ct",
          "boulevard",
          "blvd",
          "way",
          "place",
          "pl",
          "square",
          "terrace",
          "crescent",
          "close",
          "highway",
          "hwy",
          "parkway",
          "pkwy",
          "trail",
          "circle",
          "alley",
          "mews",
          "row",
          "crossing",
          "ridge",
          "plaza",
          "pike",
          "turnpike",
          "expressway",
          "freeway",
          "junction",
          "grove",
          "gardens",
          "green",
          "hill",
          "park",
          "path",
          "walk",
          "view",
          "heights",
          "loop",
          "pass",
          // French
          "rue",
          "impasse",
          "allée",
          "chemin",
          "quai",
          "passage",
          "route",
          "cours",
          "sentier",
          // Spanish, Portuguese, Galician
          "calle",
          "c/",
          "avenida",
          "av",
          "avda",
          "paseo",
          "camino",
          "carrera",
          "plazuela",
          "rúa",
          "ronda",
          "glorieta",
          "travesía",
          "barrio",
          "colonia",
          "urbanización",
          "polígono",
          "rambla",
          "callejón",
          "cuesta",
          "rua",
          "travessa",
          "alameda",
          "praça",
          "rodovia",
          "largo",
          "estrada",
          // Italian
          "via",
          "viale",
          "piazza",
          "corso",
          "strada",
          "vicolo",
          "contrada",
          "borgo",
          "incrocio",
          "rotonda",
          "piazzale",
          "lungomare",
          // Polish, Czech, Slovak, Croatian
          "ul",
          "ulica",
          "al",
          "aleja",
          "os",
          "osiedle",
          "plac",
          "ulice",
          "náměstí",
          "třída",
          "námestie",
          "trg",
          "cesta",
          // Hungarian, Romanian, Turkish
          "utca",
          "út",
          "tér",
          "köz",
          "sétány",
          "körút",
          "str",
          "bulevardul",
          "bd",
          "sokak",
          "sk",
          "sokağı",
          "cadde",
          "caddesi",
          "cd",
          "mahallesi",
          "mah",
          "bulvarı",
          // Cyrillic and Greek
          "улица",
          "ул",
          "проспект",
          "пр",
          "пр-т",
          "переулок",
          "пер",
          "площадь",
          "пл",
          "вулиця",
          "вул",
          "бульвар",
          "бул",
          "шосе",
          "набережная",
          "провулок",
          "площа",
          "οδός",
          "λεωφόρος",
          // Hindi, Vietnamese, Indonesian, Malay, Arabic
          "marg",
          "nagar",
          "jalan",
          "jln",
          "jl",
          "gang",
          "lorong",
          "đường",
          "phố",
          "شارع",
          "طريق",
          "मार्ग",
          "नगर");

  private static final List<String> ENDINGS =
      List.of(
          "straße", "strasse", "str", "gasse", "weg", "allee", "platz", "ring", "damm", "ufer",
          "straat", "laan", "plein", "gracht", "kade", "dreef", "steeg", "gatan", "vägen", "gränd",
          "torget", "berget", "vej", "gade", "stræde", "gata", "veien", "vegen", "gate", "katu",
          "kuja", "polku", "tie", "stien", "svingen");

  private static final Pattern EAST_ASIAN =
      Pattern.compile(
          ".*(?:丁目|番地|番|町|区|路|街|巷|弄|号|號|로|길|동|가)\\s?[\\d０-９-]+.*|.*[\\d０-９-]+\\s?(?:丁目|番地|番|号|號|路|街|巷|弄|번길|로|길).*");

  /** Behind it come the signs of East Asia, which need no spaces. */
  private static final int LAST_ALPHABET = 0x2e7f;

  private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");

  private StreetAddress() {}

  static boolean isOne(String value) {
    boolean isEastAsian = isEastAsian(value);
    if (value.indexOf(' ') < 0 && !isEastAsian) {
      return false;
    }
    String lower = value.toLowerCase(Locale.ROOT);
    if (value.indexOf('@') >= 0 || lower.startsWith("http")) {
      return false;
    }
    if (isEastAsian) {
      return EAST_ASIAN.matcher(value).matches();
    }
    String[] words = SEPARATORS.split(lower);
    if (words.length < 2 || words.length > 14) {
      return false;
    }
    boolean hasNumber = false;
    boolean hasStreet = false;
    for (String word : words) {
      String bare = word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
      hasNumber |= isHouseNumber(bare);
      hasStreet |= isStreet(bare);
    }
    return hasNumber && hasStreet;
  }

  private static boolean isEastAsian(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > LAST_ALPHABET) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasStreetEnding(String word) {
    for (String ending : ENDINGS) {
      if (word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** 12, 12a, 12/3, 12-14, nº12. */
  private static boolean isHouseNumber(String word) {
    int digits = 0;
    for (int i = 0; i < word.length(); i++) {
      digits += Character.isDigit(word.charAt(i)) ? 1 : 0;
    }
    return digits > 0 && digits <= 6 && word.length() - digits <= 4;
  }

  private static boolean isStreet(String word) {
    return WORDS.contains(word)
        || TermLists.isStreetWord(word)
        || (word.length() >= 6 && hasStreetEnding(word))
        || word.startsWith("c/");
  }
}
