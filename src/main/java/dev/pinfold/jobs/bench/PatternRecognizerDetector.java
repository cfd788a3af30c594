// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import dev.pinfold.classify.identify.NamedValidator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way of Microsoft Presidio: pattern recognizers with a score each, a checksum that makes it 1
 * or 0, and words of context, here those of the column's name, that add 0.35. A value's entity is
 * the best one from 0.4 on; a column's, that of most of its values.
 */
public final class PatternRecognizerDetector implements ColumnDetector {
  private static final double CONTEXT = 0.35;
  private static final double THRESHOLD = 0.4;
  private static final double MOST = 0.5;

  private record Recognizer(
      String type,
      Pattern pattern,
      double score,
      Predicate<String> validator,
      List<String> context) {}

  private final List<Recognizer> recognizers = new ArrayList<>();

  public PatternRecognizerDetector() {
    add("EMAIL_ADDRESS", "\\b[\\w.+-]+@[\\w-]+\\.[\\w.-]+\\b", 0.9, null, "email", "mail");
    add(
        "CREDIT_CARD_NUMBER",
        "\\b(?!1\\d{12}(?!\\d))((4\\d{3})|(5[0-5]\\d{2})|(6\\d{3})|(1\\d{3})|(3\\d{3}))[- ]?(\\d{3,4})[- ]?(\\d{3,4})[- ]?(\\d{3,5})\\b",
        0.3,
        "luhn",
        "credit",
        "card",
        "visa",
        "cc",
        "amex");
    add(
        "IBAN",
        "\\b[A-Z]{2}[0-9]{2}[ ]?(?:[a-zA-Z0-9]{4}[ ]?){2,7}[a-zA-Z0-9]{0,3}\\b",
        0.5,
        "iban",
        "iban",
        "bank");
    add(
        "IP_ADDRESS",
        "\\b(?:(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)\\b",
        0.6,
        null,
        "ip",
        "ipv4");
    add(
        "PHONE_NUMBER",
        "\\+?[0-9(][0-9 ().-]{6,18}[0-9]",
        0.4,
        "phone",
        "phone",
        "tel",
        "mobile",
        "cell");
    add(
        "US_SSN",
        "\\b[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}\\b",
        0.5,
        "us-ssn",
        "ssn",
        "social",
        "security");
    add(
        "US_ITIN",
        "\\b9\\d{2}[- ](5\\d|6[0-5]|7\\d|8[0-8]|9[0-24-9])[- ]\\d{4}\\b",
        0.5,
        null,
        "itin",
        "tax");
    add("US_BANK_ACCOUNT", "\\b[0-9]{8,17}\\b", 0.05, null, "bank", "account", "acct");
    add("US_BANK_ROUTING", "\\b[0123678]\\d{8}\\b", 0.05, "us-routing", "aba", "routing");
    add("PASSPORT_NUMBER", "\\b[A-Z]?[0-9]{8,9}\\b", 0.1, null, "passport");
    add("DRIVING_LICENCE", "\\b[A-Z][0-9]{3,14}\\b", 0.3, null, "driver", "license", "permit");
    add("GB_NHS_NUMBER", "\\b\\d{3}[- ]?\\d{3}[- ]?\\d{4}\\b", 0.5, "gb-nhs", "nhs", "health");
    add(
        "GB_NINO",
        "\\b[A-CEGHJ-PR-TW-Z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]\\b",
        0.5,
        null,
        "nino",
        "insurance");
    add("ES_DNI", "\\b[0-9]?[0-9]{7}[-]?[A-Z]\\b", 0.5, "es-dni", "dni", "nif");
    add(
        "IT_CODICE_FISCALE",
        "\\b[A-Z]{6}\\d{2}[A-Z]\\d{2}[A-Z]\\d{3}[A-Z]\\b",
        0.3,
        "it-codice-fiscale",
        "codice",
        "fiscale");
    add("PL_PESEL", "\\b[0-9]{11}\\b", 0.4, "pl-pesel", "pesel");
    add("SG_NRIC", "\\b[STFGM]\\d{7}[A-Z]\\b", 0.5, null, "nric", "fin");
    add("AU_ABN", "\\b\\d{2} \\d{3} \\d{3} \\d{3}\\b", 0.1, "au-abn", "abn", "business");
    add("AU_TFN", "\\b\\d{3} \\d{3} \\d{3}\\b", 0.1, "au-tfn", "tfn", "tax");
    add("AU_MEDICARE", "\\b[2-6]\\d{3} \\d{5} \\d\\b", 0.1, "au-medicare", "medicare");
    add("IN_PAN", "\\b[A-Z]{5}\\d{4}[A-Z]\\b", 0.5, null, "pan", "permanent");
    add(
        "IN_AADHAAR",
        "\\b[0-9]{4}[- ]?[0-9]{4}[- ]?[0-9]{4}\\b",
        0.01,
        "in-aadhaar",
        "aadhaar",
        "uidai");
    add("FI_HETU", "\\b\\d{6}[+A-]\\d{3}[0-9A-Z]\\b", 0.5, "fi-hetu", "hetu");
    add(
        "BITCOIN_ADDRESS",
        "\\b(bc1|[13])[a-zA-HJ-NP-Z0-9]{25,59}\\b",
        0.5,
        "bitcoin-address",
        "wallet",
        "bitcoin");
    add(
        "US_DEA",
        "\\b[abcdefghjklmprstuxABCDEFGHJKLMPRSTUX][a-zA-Z]\\d{7}\\b",
        0.4,
        "us-dea",
        "medical",
        "dea");
    add(
        "DATE_OF_BIRTH",
        "\\b(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4})\\b",
        0.2,
        null,
        "birth",
        "dob",
        "birthday");
  }

  private void add(String type, String pattern, double score, String validator, String... context) {
    recognizers.add(
        new Recognizer(
            type,
            Pattern.compile(pattern),
            score,
            validator == null ? null : NamedValidator.of(validator),
            List.of(context)));
  }

  @Override
  public Verdict detect(String name, List<String> values, boolean isNumeric) {
    String lower = name.toLowerCase(Locale.ROOT);
    Map<String, Integer> votes = new HashMap<>();
    for (String value : values) {
      String best = best(value, lower);
      if (best != null) {
        votes.merge(best, 1, Integer::sum);
      }
    }
    return votes.entrySet().stream()
        .filter(entry -> entry.getValue() >= MOST * values.size())
        .max(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(entry -> new Verdict(entry.getKey(), entry.getValue() / (double) values.size()))
        .orElse(Verdict.NONE);
  }

  /** How many patterns there are. */
  public int size() {
    return recognizers.size();
  }

  /**
   * The best entity of a value, or null.
   *
   * @param name of its column, in lower case
   */
  public String best(String value, String name) {
    String best = null;
    double highest = THRESHOLD;
    for (Recognizer recognizer : recognizers) {
      Matcher matcher = recognizer.pattern().matcher(value);
      if (!matcher.find()) {
        continue;
      }
      double score = recognizer.score();
      if (recognizer.validator() != null) {
        if (!recognizer.validator().test(matcher.group())) {
          continue;
        }
        score = recognizer.type().equals("PHONE_NUMBER") ? score : 1;
      } else if (recognizer.context().stream().anyMatch(name::contains)) {
        score += CONTEXT;
      }
      if (score > highest || (score == highest && best == null)) {
        highest = score;
        best = recognizer.type();
      }
    }
    return best;
  }
}
