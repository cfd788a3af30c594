// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How values become coarser.
 *
 * @param method what is made of a value
 * @param width band width in years, digits or characters kept of a prefix, or bits of an IPv4
 *     network (an IPv6 network keeps twice as many); 0: the method's own
 * @param degrees size of a grid cell, for {@code GRID}; 0: 0.1
 */
public record Generalization(Method method, int width, double degrees) implements Serializable {
  private static final long serialVersionUID = 1L;

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

  /** In a word or two, for lineage. */
  String describe() {
    return method.name().toLowerCase(java.util.Locale.ROOT)
        + (width > 0 ? " " + width : "")
        + (degrees > 0 ? " " + degrees : "");
  }
}
