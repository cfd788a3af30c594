// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.protect.Coarsening.Lengths;
import dev.pinfold.protect.Generalization.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told from the table must be what the policy would make of the raw values. */
class CoarseningTest {
  private static final RecordContext GERMANY = new RecordContext("DE", java.util.Set.of());

  private static String raw(String type, Random random) {
    return switch (type) {
      case "DATE_OF_BIRTH" ->
          String.format(
              Locale.ROOT,
              "%d-%02d-%02d",
              1920 + random.nextInt(100),
              1 + random.nextInt(12),
              1 + random.nextInt(28));
      case "AGE" -> Integer.toString(random.nextInt(110));
      case "YEAR_OF_BIRTH" -> Integer.toString(1920 + random.nextInt(100));
      case "INCOME" -> Integer.toString(random.nextInt(2000));
      case "POSTAL_CODE" -> Integer.toString(10_000 + random.nextInt(90_000));
      case "LATITUDE" -> Double.toString(Math.round(random.nextDouble(-90, 90) * 100) / 100.0);
      case "COORDINATES" -> raw("LATITUDE", random) + "," + raw("LATITUDE", random);
      case "IP_ADDRESS" ->
          random.nextBoolean()
              ? random.nextInt(256)
                  + "."
                  + random.nextInt(256)
                  + "."
                  + random.nextInt(256)
                  + "."
                  + random.nextInt(256)
              : "2001:db8:" + Integer.toHexString(random.nextInt(65536)) + "::7";
      default -> throw new IllegalArgumentException(type);
    };
  }

  @ParameterizedTest
  @CsvSource({
    "DATE_OF_BIRTH, , 0, 0",
    "DATE_OF_BIRTH, DAY, 0, 0",
    "DATE_OF_BIRTH, YEAR, 0, 0",
    "DATE_OF_BIRTH, YEAR, 5, 0",
    "AGE, , 0, 0",
    "AGE, BAND, 0, 0",
    "AGE, BAND, 5, 0",
    "YEAR_OF_BIRTH, BAND, 10, 0",
    "INCOME, , 0, 0",
    "POSTAL_CODE, , 0, 0",
    "POSTAL_CODE, PREFIX, 0, 0",
    "POSTAL_CODE, PREFIX, 4, 0",
    "LATITUDE, , 0, 0",
    "LATITUDE, GRID, 0, 0",
    "COORDINATES, GRID, 0, 0.5",
    "IP_ADDRESS, NETWORK, 0, 0"
  })
  void steps_ofATable_areWhatThePolicyMakesOfTheRawValues(
      String type, Method method, int width, double degrees) {
    Random random = new Random(7);
    boolean isAge = type.equals("AGE");
    Optional<Generalization> present =
        Optional.ofNullable(method).map(how -> new Generalization(how, width, degrees));
    List<String> raws = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    for (int i = 0; i < 3000; i++) {
      String raw = raw(type, random);
      String cell =
          present.map(how -> new Generalizer(how, isAge).protect(raw, GERMANY)).orElse(raw);
      raws.add(raw);
      cells.add(cell);
      shortest = Math.min(shortest, cell.length());
      longest = Math.max(longest, cell.length());
    }
    List<Coarsening> steps = Coarsening.stepsOf(type, present, new Lengths(shortest, longest));
    assertThat(steps).hasSizeGreaterThan(1);
    assertThat(steps.get(steps.size() - 1)).isEqualTo(Coarsening.DROP);
    List<String> finer = cells;
    for (Coarsening step : steps.subList(0, steps.size() - 1)) {
      Generalizer policy = new Generalizer(step.how(), isAge);
      List<String> coarser = new ArrayList<>();
      Map<String, String> parents = new HashMap<>();
      for (int i = 0; i < raws.size(); i++) {
        String value = step.of(cells.get(i));
        assertThat(value).as(step.describe()).isEqualTo(policy.protect(raws.get(i), GERMANY));
        // Each step puts together what the one before tells apart.
        assertThat(parents.putIfAbsent(finer.get(i), value)).isIn(null, value);
        coarser.add(value);
      }
      assertThat(coarser.stream().distinct().count())
          .as(step.describe())
          .isLessThan(finer.stream().distinct().count());
      finer = coarser;
    }
  }

  @Test
  void steps_ofWhatHasNothingCoarser_isToDropIt() {
    assertThat(Coarsening.stepsOf("CITY", Optional.empty(), Lengths.NONE))
        .containsExactly(Coarsening.DROP);
    assertThat(
            Coarsening.stepsOf(
                "USER_AGENT", Optional.of(new Generalization(Method.FAMILY, 0, 0)), Lengths.NONE))
        .containsExactly(Coarsening.DROP);
  }

  @Test
  void steps_ofPrefixes_areShorterThanTheShortest() {
    Optional<Generalization> usual = Optional.of(new Generalization(Method.PREFIX, 0, 0));
    assertThat(Coarsening.stepsOf("POSTAL_CODE", usual, new Lengths(1, 3)))
        .extracting(Coarsening::describe)
        .containsExactly("prefix 1", "drop");
    assertThat(Coarsening.stepsOf("POSTAL_CODE", usual, new Lengths(3, 3)))
        .extracting(Coarsening::describe)
        .containsExactly("prefix 2", "prefix 1", "drop");
  }

  @Test
  void of_whatIsNoValue_staysWhatItIs() {
    Coarsening step = Coarsening.stepsOf("POSTAL_CODE", Optional.empty(), Lengths.NONE).get(0);
    assertThat(step.of(null)).isNull();
    assertThat(step.of("")).isEmpty();
    assertThat(step.of(Generalizer.UNREADABLE)).isEqualTo(Generalizer.UNREADABLE);
    assertThat(Coarsening.DROP.of("x")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "generalize to year (policy rule for AGE), year",
    "generalize to prefix 3 (policy rule for column endpoints.x), prefix 3",
    "generalize to grid 0.5 (x), grid 0.5",
    "generalize to grid 0.001 (x), grid 0.001"
  })
  void ofLineage_aGeneralization_isReadBack(String transform, String expected) {
    assertThat(Generalization.ofLineage(transform).map(Generalization::describe))
        .contains(expected);
    assertThat(Generalization.ofLineage("keep (policy rule for CITY)")).isEmpty();
  }
}
