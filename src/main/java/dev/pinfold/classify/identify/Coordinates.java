// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/**
 * Degrees as receivers and geocoders write them, where people live. That one value fits says
 * little; that nearly all of a column do, and none falls where percentages, scores and differences
 * would, says that it holds one half of positions. Each takes a decimal of five to eight fraction
 * digits.
 */
final class Coordinates {
  /** Between Florida, the Gulf and Taiwan in the south, and the northernmost towns. */
  private static final double NORTH_FROM = 24;

  private static final double NORTH_TO = 72;

  /**
   * Between Peru, Zambia and Darwin in the north, and Melbourne: further on the longitudes of
   * Brazil begin, which has more people than the latitudes.
   */
  private static final double SOUTH_FROM = -38.5;

  private static final double SOUTH_TO = -10;

  /** East of Iran, to the date line. */
  private static final double EAST_FROM = 66;

  private static final double EAST_TO = 180;

  /** West of most of Brazil, where no latitude has people. */
  private static final double WEST_TO = -55;

  private static final double WEST_FROM = -180;

  private Coordinates() {}

  /**
   * A latitude that people live at, and that is no ratio, difference or percentage near nothing.
   */
  static boolean isInhabitedLatitude(String value) {
    double degrees = Double.parseDouble(value);
    return isMeasured(value)
        && ((degrees >= NORTH_FROM && degrees <= NORTH_TO)
            || (degrees >= SOUTH_FROM && degrees <= SOUTH_TO));
  }

  /** A longitude of Asia, Australia or America that could be no latitude with people. */
  static boolean isFarLongitude(String value) {
    double degrees = Double.parseDouble(value);
    return isMeasured(value)
        && ((degrees > EAST_FROM && degrees <= EAST_TO)
            || (degrees >= WEST_FROM && degrees < WEST_TO));
  }

  /** What was padded with noughts to a number of digits was measured to fewer. */
  private static boolean isMeasured(String value) {
    return !value.endsWith("00");
  }
}
