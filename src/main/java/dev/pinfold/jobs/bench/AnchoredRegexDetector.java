// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The way of Databricks Labs' DiscoverX: one anchored regular expression a class, and a column is
 * of the class that at least 95 % of its values match. Column names count for nothing.
 */
public final class AnchoredRegexDetector implements ColumnDetector {
  private static final double THRESHOLD = 0.95;

  private final Map<String, Pattern> classes = new LinkedHashMap<>();

  public AnchoredRegexDetector() {
    add("EMAIL_ADDRESS", "[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}");
    add(
        "CREDIT_CARD_NUMBER",
        "(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|3[47][0-9]{13}|6011[0-9]{12})");
    add("IP_ADDRESS", "(?:[0-9]{1,3}\\.){3}[0-9]{1,3}|(?:[0-9a-fA-F]{0,4}:){2,7}[0-9a-fA-F]{0,4}");
    add("MAC_ADDRESS", "(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}");
    add("US_SSN", "[0-9]{3}-[0-9]{2}-[0-9]{4}");
    add("PHONE_NUMBER", "(?:\\+?1[ .-]?)?\\(?[2-9][0-9]{2}\\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}");
    add("POSTAL_CODE", "[0-9]{5}(?:-[0-9]{4})?");
    add("IBAN", "[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    add("VIN", "[A-HJ-NPR-Z0-9]{17}");
    add("BITCOIN_ADDRESS", "(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,39}");
    add("DATE_OF_BIRTH", "(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]");
    add("LATITUDE", "-?[0-8]?[0-9]\\.[0-9]{4,}");
    add("COORDINATES", "-?[0-9]{1,2}\\.[0-9]{4,},-?[0-9]{1,3}\\.[0-9]{4,}");
    add("AWS_ACCESS_KEY", "AKIA[0-9A-Z]{16}");
    add("USER_AGENT", "Mozilla/5\\.0 .+");
    add("GENDER", "(?i:m|f|male|female)");
  }

  private void add(String type, String pattern) {
    classes.put(type, Pattern.compile(pattern));
  }

  /** The regular expressions, each for a whole value, by class. */
  public Map<String, String> patterns() {
    Map<String, String> patterns = new LinkedHashMap<>();
    classes.forEach((type, pattern) -> patterns.put(type, pattern.pattern()));
    return patterns;
  }

  @Override
  public Verdict detect(String name, List<String> values, boolean isNumeric) {
    for (Map.Entry<String, Pattern> entry : classes.entrySet()) {
      long matches =
          values.stream().filter(value -> entry.getValue().matcher(value).matches()).count();
      if (!values.isEmpty() && matches >= THRESHOLD * values.size()) {
        return new Verdict(entry.getKey(), THRESHOLD);
      }
    }
    return Verdict.NONE;
  }
}
