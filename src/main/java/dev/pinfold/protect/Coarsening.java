// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.protect.Generalization.Method;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One step that makes a readable column of a protected table coarser: what the policy would say,
 * and what each value that stands in the table now would then be. Only steps whose outcome follows
 * from the present values are offered, and each one puts together what the one before it tells
 * apart, so that a column's steps are a hierarchy in Samarati's sense (2001).
 *
 * @param how what the policy would say; null: {@code drop}
 * @param ofRaw whether the table holds the values as they were
 * @param ofAges whether its numbers are ages, whose bands have ends of their own
 */
public record Coarsening(Generalization how, boolean ofRaw, boolean ofAges)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final int OLDEST_BAND = 40;
  private static final int USUAL_BAND = 10;
  private static final double USUAL_DEGREES = 0.1;

  /** An odd number, so that the borders of coarser cells are borders of the finer ones. */
  private static final int GRID_FACTOR = 5;

  private static final double LARGEST_CELL = 15;

  /** Stands for a value that could not be made coarser, and stays so. */
  public static final String UNREADABLE = Generalizer.UNREADABLE;

  /** How many characters the values of a column have; none where it holds none. */
  public record Lengths(int shortest, int longest) implements Serializable {
    private static final long serialVersionUID = 1L;
    public static final Lengths NONE = new Lengths(0, 0);
  }

  /** Nothing is left of the column. */
  public static final Coarsening DROP = new Coarsening(null, false, false);

  /**
   * The steps above what a column holds now, the least coarse first; the last one drops it.
   *
   * @param type name of the personal-data type
   * @param present how the values were generalized; empty: they were kept as they are
   * @param lengths of the values, where they are prefixes: one longer than the shortest cannot be
   *     told from the table, and one as long as the longest changes nothing
   */
  public static List<Coarsening> stepsOf(
      String type, Optional<Generalization> present, Lengths lengths) {
    List<Generalization> steps = new ArrayList<>();
    Optional<Generalization> first = present.isPresent() ? Optional.empty() : first(type);
    first.ifPresent(
        step -> {
          steps.add(step);
          above(step, type, new Lengths(step.width(), step.width()), steps);
        });
    // Outputs of before may hold incomes that were taken for ages, which do not nest.
    present
        .filter(now -> !type.equals("INCOME"))
        .ifPresent(now -> above(now, type, lengths, steps));
    List<Coarsening> all = new ArrayList<>();
    steps.forEach(step -> all.add(new Coarsening(step, present.isEmpty(), type.equals("AGE"))));
    all.add(DROP);
    return all;
  }

  /**
   * The finest step of a column that is kept as it is; empty where there is none but to drop it.
   */
  private static Optional<Generalization> first(String type) {
    return switch (type) {
      case "DATE_OF_BIRTH" -> step(Method.YEAR, 0);
      case "AGE", "YEAR_OF_BIRTH", "INCOME" -> step(Method.BAND, USUAL_BAND);
      // Two letters are the language; three of them need a longer prefix than a table tells.
      case "LOCALE" -> step(Method.PREFIX, 2);
      case "POSTAL_CODE" -> step(Method.PREFIX, 2);
      case "GEOHASH" -> step(Method.PREFIX, 4);
      case "COORDINATES", "LATITUDE", "LONGITUDE" ->
          Optional.of(new Generalization(Method.GRID, 0, USUAL_DEGREES));
      case "IP_ADDRESS" -> step(Method.NETWORK, 24);
      case "USER_AGENT" -> step(Method.FAMILY, 0);
      default -> Optional.empty();
    };
  }

  private static Optional<Generalization> step(Method method, int width) {
    return Optional.of(new Generalization(method, width, 0));
  }

  private static void above(
      Generalization now, String type, Lengths lengths, List<Generalization> steps) {
    switch (now.method()) {
      case DAY -> {
        steps.add(new Generalization(Method.YEAR, 0, 0));
        addBands(Method.YEAR, 1, type, steps);
      }
      case YEAR -> addBands(Method.YEAR, Math.max(1, now.width()), type, steps);
      case BAND -> addBands(Method.BAND, now.width() == 0 ? USUAL_BAND : now.width(), type, steps);
      case PREFIX -> {
        // A language is no longer one in a single letter.
        int least = type.equals("LOCALE") ? 2 : 1;
        int longest = Math.min(lengths.shortest(), lengths.longest() - 1);
        for (int width = longest; width >= least; width--) {
          steps.add(new Generalization(Method.PREFIX, width, 0));
        }
      }
      case GRID -> {
        BigDecimal degrees = BigDecimal.valueOf(now.degrees() == 0 ? USUAL_DEGREES : now.degrees());
        BigDecimal factor = BigDecimal.valueOf(GRID_FACTOR);
        for (BigDecimal cell = degrees.multiply(factor);
            cell.doubleValue() <= LARGEST_CELL;
            cell = cell.multiply(factor)) {
          steps.add(new Generalization(Method.GRID, 0, cell.doubleValue()));
        }
      }
      case NETWORK -> {
        for (int bits = 16; bits >= 8; bits -= 8) {
          if (bits < (now.width() == 0 ? 24 : now.width())) {
            steps.add(new Generalization(Method.NETWORK, bits, 0));
          }
        }
      }
      case FAMILY -> {}
    }
  }

  /** Each band holds whole bands of the step before. */
  private static void addBands(Method method, int width, String type, List<Generalization> steps) {
    boolean isMoney = type.equals("INCOME");
    int factor = isMoney || width == 1 ? 10 : 2;
    int largest = isMoney ? 100 : OLDEST_BAND;
    if (width > 1 && width < USUAL_BAND && USUAL_BAND % width == 0 && !isMoney) {
      steps.add(new Generalization(method, USUAL_BAND, 0));
      addBands(method, USUAL_BAND, type, steps);
      return;
    }
    if (width * factor <= largest) {
      steps.add(new Generalization(method, width * factor, 0));
      addBands(method, width * factor, type, steps);
    }
  }

  public boolean drops() {
    return how == null;
  }

  /**
   * What a value of the table becomes.
   *
   * @return null for null, and where the column is dropped
   */
  public String of(String value) {
    if (value == null || drops()) {
      return null;
    }
    if (value.isEmpty() || value.equals(Generalizer.UNREADABLE)) {
      return value;
    }
    if (ofRaw) {
      return generalized(value);
    }
    return switch (how.method()) {
      case BAND -> band(value);
      case PREFIX -> prefix(value, how.width());
      case NETWORK -> {
        int slash = value.indexOf('/');
        yield generalized(slash < 0 ? value : value.substring(0, slash));
      }
      case YEAR, GRID, FAMILY, DAY -> generalized(value);
    };
  }

  /** The ends of the scale hold their own bands; any other band is as its first number. */
  private String band(String value) {
    if (value.equals("under 18") || value.equals("90 and over")) {
      return value;
    }
    int dash = value.indexOf('-', 1);
    return generalized(dash < 0 ? value : value.substring(0, dash));
  }

  /** An area that HIPAA's list makes 000 stays so: what it was is not known. */
  private static String prefix(String value, int width) {
    return value.equals("000") ? value : value.substring(0, Math.min(width, value.length()));
  }

  private String generalized(String value) {
    return new Generalizer(how, ofAges).protect(value, RecordContext.EMPTY);
  }

  /** In a word or two: {@code prefix 2}, {@code drop}. */
  public String describe() {
    return drops() ? "drop" : how.describe();
  }

  /** The rest of a rule of {@code policy.yaml}, one line each: the action and how. */
  public List<String> ruleLines() {
    if (drops()) {
      return List.of("action: " + ProtectionAction.DROP.label());
    }
    String options = "to: " + how.method().name().toLowerCase(Locale.ROOT);
    if (how.width() > 0) {
      options += ", width: " + how.width();
    }
    if (how.degrees() > 0) {
      options += ", degrees: " + how.degrees();
    }
    return List.of(
        "action: " + ProtectionAction.GENERALIZE.label(), "generalize: {" + options + "}");
  }
}
