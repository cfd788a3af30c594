// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

/**
 * Whether values pass a check because they are what it checks, or by chance. Of unrelated values of
 * a form a known share passes; more than that, in enough different values, is no chance.
 */
final class Chance {
  /** One in so many powers of ten is no chance any more: about five standard deviations. */
  private static final double DECIMALS_OF_PROOF = 5;

  /**
   * Where many values of the form fail, what passes must be more than this: codes with dates or
   * runs in them pass more often than random digits do.
   */
  private static final double ORDINARY = 0.15;

  private Chance() {}

  /** Whether nearly all values of the form pass, more of them than chance explains. */
  static boolean isProven(IdentifierCount count, IdentifierOptions options) {
    return passes(count) >= options.provingShare()
        && count.distinct() >= options.provingDistinct()
        && count.differentForms() >= formsOf(count, options)
        && isMore(count.distinct(), passes(count), options.chance());
  }

  /** Few values have few forms, whatever they are. */
  private static double formsOf(IdentifierCount count, IdentifierOptions options) {
    return Math.min(options.fewestForms(), Math.floor(count.distinct() / 2));
  }

  /**
   * Whether a part of the values of the form pass, more of them than chance explains. What demands
   * nearly all of them has no check digit, and dates and codes of other things pass it in part.
   */
  static boolean isPartlyProven(IdentifierCount count, IdentifierOptions options) {
    return options.provingShare() <= IdentifierOptions.PROVING_SHARE
        && isMore(count.distinct(), passes(count), Math.max(ORDINARY, options.chance()));
  }

  /** How many of the passing values are what the check is for, and not there by chance. */
  static double beyond(IdentifierCount count, IdentifierOptions options) {
    double chance = Math.max(ORDINARY, options.chance());
    return Math.max(0, (count.matches() - chance * count.formed()) / (1 - chance));
  }

  /** The share of the values of the form that pass. */
  static double passes(IdentifierCount count) {
    return count.matches() / (double) Math.max(1, count.formed());
  }

  /**
   * Whether so many passing values, that are such a share of all of the form, are more than chance
   * gives, by Chernoff's bound of the binomial tail.
   */
  static boolean isMore(double passing, double share, double chance) {
    if (chance >= 1 || share <= chance) {
      return false;
    }
    double others = share >= 1 ? 0 : (1 - share) * Math.log10((1 - share) / (1 - chance)) / share;
    return passing * (Math.log10(share / chance) + others) >= DECIMALS_OF_PROOF;
  }
}
