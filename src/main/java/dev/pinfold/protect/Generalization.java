// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import java.io.Serializable;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How values become coarser.
 *
 * @param method what is made of a value
 * @param width band width in years (of {@code YEAR} too), digits or characters kept of a prefix, or
 *     bits of an IPv4 network (an IPv6 network keeps twice as many); 0: the method's own
 * @param degrees size of a grid cell, for {@code GRID}; 0: 0.1
 */
public record Generalization(Method method, int width, double degrees) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern LINEAGE =
      Pattern.compile(
          "generalize to (year|band|prefix|grid|network|family|day)(?: ([0-9.]+(?:E-?[0-9]+)?))?(?![^ ])");

  /** What is made of a value. */
  public enum Method {
    YEAR,
    BAND,
    PREFIX,
    GRID,
    NETWORK,
    FAMILY,
    DAY
  }

  public Generalization {
    if (width < 0 || width > 128 || degrees < 0 || degrees > 90) {
      throw new IllegalArgumentException(
          "width must be 0 to 128 and degrees 0 to 90; provided: " + width + ", " + degrees);
    }
  }

  private static final Map<String, Method> USUAL =
      new TreeMap<>(
          Map.of(
              "DATE_OF_BIRTH", Method.YEAR,
              "AGE", Method.BAND,
              "YEAR_OF_BIRTH", Method.BAND,
              "INCOME", Method.BAND,
              "POSTAL_CODE", Method.PREFIX,
              "COORDINATES", Method.GRID,
              "LATITUDE", Method.GRID,
              "LONGITUDE", Method.GRID,
              "IP_ADDRESS", Method.NETWORK,
              "USER_AGENT", Method.FAMILY));

  /** The method that fits a type, with its usual width. */
  public static Optional<Generalization> usual(String type) {
    return Optional.ofNullable(USUAL.get(type)).map(method -> new Generalization(method, 0, 0));
  }

  /** The types that have a usual method, in alphabetical order. */
  static Collection<String> types() {
    return USUAL.keySet();
  }

  /**
   * Reads the first words of what lineage says of a column, such as {@code generalize to prefix 3
   * (...)}.
   *
   * @return empty where the column was not generalized
   */
  public static Optional<Generalization> ofLineage(String transform) {
    Matcher words = LINEAGE.matcher(transform);
    if (!words.lookingAt()) {
      return Optional.empty();
    }
    Method method = Method.valueOf(words.group(1).toUpperCase(Locale.ROOT));
    String size = words.group(2);
    boolean isGrid = method == Method.GRID;
    return Optional.of(
        new Generalization(
            method,
            size == null || isGrid ? 0 : Integer.parseInt(size),
            size == null || !isGrid ? 0 : Double.parseDouble(size)));
  }

  /** In a word or two, for lineage. */
  public String describe() {
    return method.name().toLowerCase(Locale.ROOT)
        + (width > 0 ? " " + width : "")
        + (degrees > 0 ? " " + degrees : "");
  }
}
