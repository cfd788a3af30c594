// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.protect.Coarsening;
import dev.pinfold.protect.Generalization;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bands of ages, the same whether a dump tells ages or dates of birth: {@code under 18}, {@code
 * 18-19}, tens of years, {@code 90 and over}.
 *
 * <p>Protection leaves of a date of birth its year. In the year {@code y} those born in {@code b}
 * are {@code y - b} or one less, by their birthday, which is not known: the band is that of {@code
 * y - b}.
 */
public final class AgeBands {
  private static final Coarsening TENS =
      new Coarsening(new Generalization(Generalization.Method.BAND, 10, 0), true, true);

  private static final Pattern BIRTH =
      Pattern.compile("(1[89][0-9]{2}|20[0-9]{2})(?:-[01][0-9](?:-[0-3][0-9].*)?)?");
  private static final Pattern AGE = Pattern.compile("[0-9]{1,3}(?:\\.0*)?");
  private static final int OLDEST = 130;

  private AgeBands() {}

  /**
   * The band of an age, a year or date of birth.
   *
   * @param value as the protected table has it; what is a band already, of ages or of years of
   *     birth wider than one, stays
   * @param year that the ages are of
   * @return null for null, and for who is not born yet or older than 130
   */
  public static String of(String value, int year) {
    if (value == null) {
      return null;
    }
    String text = value.strip();
    Matcher birth = BIRTH.matcher(text);
    if (birth.matches()) {
      return band(year - Integer.parseInt(birth.group(1)));
    }
    return AGE.matcher(text).matches() ? band((int) Double.parseDouble(text)) : value;
  }

  private static String band(int age) {
    return age < 0 || age > OLDEST ? null : TENS.of(Integer.toString(age));
  }
}
