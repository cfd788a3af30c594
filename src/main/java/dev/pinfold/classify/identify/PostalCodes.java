// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Postal codes of the countries whose codes have letters in places of their own, so that a column
 * of them can be told from licence plates and part numbers of the same form. Each takes a text that
 * has the form already.
 */
final class PostalCodes {
  /** Letters that stand in no inward code (Royal Mail, Programmers' Guide to the PAF). */
  private static final String NEVER_INWARD = "CIKMOV";

  /** Letters that stand in no Canadian code, and those that begin none (Canada Post). */
  private static final String NEVER_CANADIAN = "DFIOQU";

  private static final String NO_CANADIAN_START = "WZ";

  private static final Set<String> BRITISH_AREAS =
      new HashSet<>(
          Arrays.asList(
              ("AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL"
                      + " DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP"
                      + " IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW"
                      + " OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW"
                      + " SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE")
                  .split(" ", -1)));

  private static final int INWARD = 3;

  private PostalCodes() {}

  /**
   * {@code SW1A 1AA}: a known area, a district, and an inward code without the letters it lacks.
   */
  static boolean isBritish(String value) {
    String code = Digits.alphanumerics(value);
    int inward = code.length() - INWARD;
    int area = 0;
    while (area < inward && Character.isLetter(code.charAt(area))) {
      area++;
    }
    return BRITISH_AREAS.contains(code.substring(0, area))
        && NEVER_INWARD.indexOf(code.charAt(inward + 1)) < 0
        && NEVER_INWARD.indexOf(code.charAt(inward + 2)) < 0;
  }

  /** {@code K1A 0B1}: none of its letters is one that could be read as another. */
  static boolean isCanadian(String value) {
    String code = Digits.alphanumerics(value);
    return NO_CANADIAN_START.indexOf(code.charAt(0)) < 0
        && NEVER_CANADIAN.indexOf(code.charAt(0)) < 0
        && NEVER_CANADIAN.indexOf(code.charAt(2)) < 0
        && NEVER_CANADIAN.indexOf(code.charAt(4)) < 0;
  }
}
