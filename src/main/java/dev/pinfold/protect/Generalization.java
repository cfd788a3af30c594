// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import java.io.Serializable;
import java.util.Optional;

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

  /** The method that fits a type, with its usual width. */
  public static Optional<Generalization> usual(String type) {
    return switch (type) {
      case "DATE_OF_BIRTH" -> Optional.of(new Generalization(Method.YEAR, 0, 0));
      case "AGE", "YEAR_OF_BIRTH", "INCOME" -> Optional.of(new Generalization(Method.BAND, 0, 0));
      case "POSTAL_CODE" -> Optional.of(new Generalization(Method.PREFIX, 0, 0));
      case "COORDINATES", "LATITUDE", "LONGITUDE" ->
          Optional.of(new Generalization(Method.GRID, 0, 0));
      case "IP_ADDRESS" -> Optional.of(new Generalization(Method.NETWORK, 0, 0));
      case "USER_AGENT" -> Optional.of(new Generalization(Method.FAMILY, 0, 0));
      default -> Optional.empty();
    };
  }

  /** In a word or two, for lineage. */
  String describe() {
    return method.name().toLowerCase(java.util.Locale.ROOT)
        + (width > 0 ? " " + width : "")
        + (degrees > 0 ? " " + degrees : "");
  }
}
