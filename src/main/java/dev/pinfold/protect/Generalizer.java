// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes values coarser. What cannot be read becomes {@link #UNREADABLE}, never itself. */
final class Generalizer implements LeafProtector {
  private static final long serialVersionUID = 1L;

  /** Stands for a value that is not what its column should hold. */
  static final String UNREADABLE = "unreadable";

  private static final Pattern NO_CODE = Pattern.compile("[^\\p{L}0-9]");
  private static final Pattern ZIP = Pattern.compile("[0-9]{5}(-[0-9]{4})?");
  private static final Pattern BETWEEN = Pattern.compile("[,;]");
  private static final Pattern YEAR =
      Pattern.compile("(?<![0-9])(1[89][0-9]{2}|20[0-9]{2})(?![0-9])");
  private static final Pattern COMPACT_DATE =
      Pattern.compile("(1[89][0-9]{2}|20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])");

  /**
   * Three-digit ZIP areas of 20,000 people or fewer (2000 census), which HIPAA's safe harbor, 45
   * CFR 164.514(b)(2), asks to be shown as 000.
   */
  private static final Set<String> SMALL_ZIP_AREAS =
      Set.of(
          "036", "059", "063", "102", "203", "556", "692", "790", "821", "823", "830", "831", "878",
          "879", "884", "890", "893");

  private final Generalization how;
  private final boolean isOfAges;

  /** Of ages, where bands are made. */
  Generalizer(Generalization how) {
    this(how, true);
  }

  /**
   * @param isOfAges whether numbers are ages, whose bands end in {@code under 18} and {@code 90 and
   *     over}; other numbers, such as incomes, have bands all along
   */
  Generalizer(Generalization how, boolean isOfAges) {
    this.how = how;
    this.isOfAges = isOfAges;
  }

  @Override
  public String protect(String value, RecordContext context) {
    String text = value.strip();
    if (text.isEmpty()) {
      return "";
    }
    return switch (how.method()) {
      case YEAR -> year(text);
      case BAND -> band(text);
      case PREFIX -> prefix(text, context.region());
      case GRID -> grid(text);
      case NETWORK -> network(text);
      case FAMILY -> UserAgentFamily.of(text);
      case DAY -> day(text);
    };
  }

  /** The year of a date, or with a width the band of the calendar that it lies in. */
  private String year(String text) {
    String found = beginsWithYear(text) ? text.substring(0, 4) : yearIn(text);
    if (found == null) {
      return UNREADABLE;
    }
    return how.width() <= 1 ? found : years(Integer.parseInt(found), how.width());
  }

  /** Whether a text begins as ISO 8601's dates do, with what {@link #YEAR} would find first. */
  private static boolean beginsWithYear(String text) {
    if (text.length() < 4 || (text.length() > 4 && isDigit(text, 4))) {
      return false;
    }
    boolean isCentury =
        text.startsWith("20")
            || (text.charAt(0) == '1' && (text.charAt(1) == '8' || text.charAt(1) == '9'));
    return isCentury && isDigit(text, 2) && isDigit(text, 3);
  }

  private static boolean isDigit(String text, int at) {
    return text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** The year that a text tells anywhere; null where none. */
  private static String yearIn(String text) {
    Matcher compact = COMPACT_DATE.matcher(text);
    Matcher year = YEAR.matcher(text);
    if (compact.matches()) {
      return compact.group(1);
    }
    return year.find() ? year.group(1) : null;
  }

  private static String years(long year, int width) {
    long from = Math.floorDiv(year, width) * width;
    return from + "-" + (from + width - 1);
  }

  /** Ages: under 18, bands, 90 and over. Years and other numbers: bands. */
  private String band(String text) {
    double number;
    try {
      number = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return UNREADABLE;
    }
    int width = how.width() == 0 ? 10 : how.width();
    if (number >= 1800 && number < 2200) {
      return years((long) number, width);
    }
    if (!(number >= 0 && number < 1e15)) {
      return UNREADABLE;
    }
    if (!isOfAges) {
      long start = (long) Math.floor(number / width) * width;
      return start + "-" + (start + width - 1);
    }
    if (number < 18) {
      return "under 18";
    }
    if (number >= 90 && number <= 130) {
      return "90 and over";
    }
    long from = Math.max(18, (long) Math.floor(number / width) * width);
    return from + "-" + ((long) Math.floor(number / width) * width + width - 1);
  }

  private String prefix(String text, String region) {
    String upper = text.toUpperCase(Locale.ROOT);
    String code = isPlainCode(upper) ? upper : NO_CODE.matcher(upper).replaceAll("");
    if (code.length() < 3) {
      return UNREADABLE;
    }
    boolean isUnitedStates = "US".equals(region) || (region == null && ZIP.matcher(text).matches());
    int kept = how.width() > 0 ? how.width() : isUnitedStates ? 3 : Math.min(3, code.length() / 2);
    String prefix = code.substring(0, Math.min(kept, code.length() - 1));
    return isUnitedStates && SMALL_ZIP_AREAS.contains(prefix) ? "000" : prefix;
  }

  /** Whether it consists of ASCII's letters and digits, as most codes do. */
  private static boolean isPlainCode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isDigit(text, i) && (c < 'A' || c > 'Z')) {
        return false;
      }
    }
    return true;
  }

  private String grid(String text) {
    String[] parts = BETWEEN.split(text.replace("(", "").replace(")", ""));
    StringBuilder cells = new StringBuilder();
    for (String part : parts) {
      String cell = gridCell(part.strip());
      if (cell == null) {
        return UNREADABLE;
      }
      cells.append(cells.length() == 0 ? "" : ",").append(cell);
    }
    return cells.toString();
  }

  private String gridCell(String text) {
    try {
      BigDecimal size = BigDecimal.valueOf(how.degrees() == 0 ? 0.1 : how.degrees());
      double value = Double.parseDouble(text);
      if (!(Math.abs(value) <= 180)) {
        return null;
      }
      return BigDecimal.valueOf(value)
          .divide(size, 0, RoundingMode.HALF_EVEN)
          .multiply(size)
          .stripTrailingZeros()
          .toPlainString();
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private String network(String text) {
    InetAddress parsed = IpLiteral.parse(text);
    if (parsed == null) {
      return UNREADABLE;
    }
    byte[] address = parsed.getAddress();
    int bits = (how.width() == 0 ? 24 : how.width()) * (address.length == 4 ? 1 : 2);
    bits = Math.min(bits, address.length * 8);
    for (int i = bits; i < address.length * 8; i++) {
      address[i / 8] &= (byte) ~(0x80 >> (i % 8));
    }
    try {
      return InetAddress.getByAddress(address).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 4 or 16 bytes is one", e);
    }
  }

  /** The date that a text begins with, as ISO 8601 writes it. */
  private static String day(String text) {
    if (text.length() < 10) {
      return UNREADABLE;
    }
    for (int i = 0; i < 10; i++) {
      if (i == 4 || i == 7 ? text.charAt(i) != '-' : !isDigit(text, i)) {
        return UNREADABLE;
      }
    }
    return text.substring(0, 10);
  }
}
