// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Street addresses by a house number and the words for streets of many languages: as a word of its
 * own (Rua, Street, ul.), at a word's end (-straat, -gatan), or the signs of East Asia.
 */
final class StreetAddress {
  private static final WordSet WORDS =
      WordSet.of(
          """
          al alameda aleea aleja allee alley allée alėja av avda ave avenida avenija avenue
          barangay barrio bd bdul blvd blvr borgo boul boulevard brgy bulevar bulevardi
          bulevardul bulvar bulvari bulvaris bulvarı bvd c/ cadde caddesi calea calle callejon
          callejón camino carrera cd cesta chaussee chee chemin chowk circle cll close colonia
          contrada corso cours court cra cres crescent crossing ct cuesta dr drive dulo duong
          esplanade estrada expressway faubourg fracc freeway gali gang gardens gatve gatvė gdns
          glorieta green grove h.no heights highway hill hrsz hwy iela impasse incrocio intrarea
          jalan jiron jl jln jr junction korut korút körút köz lakotelep lane largo lebuh liget
          ln loop lorong lungomare maantee mah mahalle mahallesi marg mews mikrorayon mohalla
          naberezhnaya nabrezi nagar namestie nazorova ngách námestie náměstí obala os osiedle
          park parkway pasaje paseo pass passage path pde pereulok persiaran phường phố piata
          piazza piazzale pike pkwy pl plac place plaza plazuela plentas polígono pr-d praça
          prilaz proezd prol prosp prospekt prospekts proyezd psje puiestee purok quai quận
          rakpart rambla rd rechov rehov ridge road rodovia ronda rotonda route row rruga rua
          rue rúa sentier setaliste shosse sidliste sitio sk sokak sokağı soseaua splaiul square
          st str strada street stroenie subd sugarut sétány sídliště tanav tere terrace thôn
          trail travessa travesía trg trida tupik turnpike tänav tér třída ul ulica ulice ulitsa
          urbanización utca utja via viale vicolo view vihar walk way xing út útja đường αγίου
          αγιασ λεωφ λεωφόρος λεωφόροσ οδος οδοσ οδού οδός πλ πλατεία τ.κ τκ аллея буд бул
          булевар бульвар вул вулиця ж.к жилк жк кв корп микрорайон мкр наб набережна набережная
          пер переулок пл площа площадь пр пр-д пр-т пров провулок проезд просп проспект трг
          тупик узвіз ул улица шосе шоссе דירה דרך כיכר סמטת רח רח' רחוב שד שדרות بلوار بلوك حي
          خیابان درب زقاق ش شارع شقة طريق عمارة ميدان میدان نهج پلاک کوچه कॉलोनी गली चौक नगर
          बाज़ार मकान मार्ग मोहल्ला रोड विहार सड़क सेक्टर ซ ซอย ตำบล ถ ถนน บ้านเลขที่ หมู่
          หมู่บ้าน เขต แขวง
          """);

  private static final List<String> ENDINGS =
      List.of(
          "straße",
          "strasse",
          "str",
          "gasse",
          "weg",
          "allee",
          "platz",
          "ring",
          "damm",
          "ufer",
          "straat",
          "laan",
          "plein",
          "gracht",
          "kade",
          "dreef",
          "steeg",
          "gatan",
          "vägen",
          "gränd",
          "torget",
          "berget",
          "vej",
          "gade",
          "stræde",
          "gata",
          "veien",
          "vegen",
          "gate",
          "katu",
          "kuja",
          "polku",
          "tie",
          "stien",
          "svingen",
          "stigen",
          "gränden",
          "vägen",
          "backen",
          "stranda",
          "bakken",
          "alléen",
          "allé",
          "toften",
          "parken",
          "vænget",
          "kaari",
          "ranta",
          "raitti",
          "utca",
          "utja",
          "markt",
          "singel",
          "graben",
          "steig",
          "zeile",
          "chaussee",
          "promenade",
          "siedlung");

  private static final int ASCII = 128;

  /** The endings by their last letter, where this is of ASCII. */
  private static final List<List<String>> BY_LAST_LETTER =
      IntStream.range(0, ASCII)
          .mapToObj(c -> ENDINGS.stream().filter(one -> one.charAt(one.length() - 1) == c).toList())
          .toList();

  private static final Pattern EAST_ASIAN =
      Pattern.compile(
          ".*(?:丁目|番地|番|町|区|路|街|巷|弄|号|號|로|길|동|가)\\s?[\\d０-９-]+.*|.*[\\d０-９-]+\\s?(?:丁目|番地|番|号|號|路|街|巷|弄|번길|로|길).*");

  /** A city's, ward's or town's sign, a quarter, then block and house: 渋谷区神南1-8-3. */
  private static final Pattern JAPANESE =
      Pattern.compile(
          ".*[市区區町村郡][^\\d０-９]{1,15}[\\d０-９]{1,4}(?:[-－−‐ー][\\d０-９]{1,3}){1,2}(?![\\d０-９-]).*");

  /** Behind it come the signs of East Asia, which need no spaces. */
  private static final int LAST_ALPHABET = 0x2e7f;

  private static final Pattern SEPARATORS = Pattern.compile("[\\s,;]+");

  private StreetAddress() {}

  static boolean isOne(String value) {
    boolean isEastAsian = isEastAsian(value);
    if (value.indexOf(' ') < 0 && !isEastAsian) {
      return false;
    }
    if (value.indexOf('@') >= 0 || value.regionMatches(/* ignoreCase= */ true, 0, "http", 0, 4)) {
      return false;
    }
    if (isEastAsian) {
      return EAST_ASIAN.matcher(value).matches() || JAPANESE.matcher(value).matches();
    }
    // Most texts have none, and to part them into words costs more than to see that.
    if (!hasDigit(value)) {
      return false;
    }
    String[] words = SEPARATORS.split(value.toLowerCase(Locale.ROOT));
    if (words.length < 2 || words.length > 14) {
      return false;
    }
    boolean hasNumber = false;
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].endsWith(".") ? words[i].substring(0, words[i].length() - 1) : words[i];
      hasNumber |= isHouseNumber(words[i]);
    }
    return hasNumber && Arrays.stream(words).anyMatch(StreetAddress::isStreet);
  }

  private static boolean hasDigit(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isDigit(value.charAt(i))) {
        return true;
      }
    }
    return false;
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
    char last = word.charAt(word.length() - 1);
    for (String ending : last < ASCII ? BY_LAST_LETTER.get(last) : ENDINGS) {
      if (word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }

  /** 12, 12a, 12/3, 12-14, nº12; no country code of a phone number. */
  private static boolean isHouseNumber(String word) {
    if (word.startsWith("+")) {
      return false;
    }
    int digits = 0;
    for (int i = 0; i < word.length(); i++) {
      digits += Character.isDigit(word.charAt(i)) ? 1 : 0;
    }
    return digits > 0 && digits <= 6 && word.length() - digits <= 4;
  }

  private static boolean isStreet(String word) {
    return WORDS.has(Folded.of(word))
        || TermLists.isStreetWord(word)
        || (word.length() >= 6 && hasStreetEnding(word))
        || word.startsWith("c/");
  }
}
