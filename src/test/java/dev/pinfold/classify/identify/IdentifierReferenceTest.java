// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.PersonalKeys;
import dev.pinfold.classify.ValueIdentifiers.MatchSink;
import dev.pinfold.jobs.sample.SampleRecords;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The identifiers as they are compiled against {@link PlainIdentifiers}, which is slow. */
class IdentifierReferenceTest {
  private static final List<DataIdentifier> SHIPPED = IdentifierFiles.loadBuiltIn();
  private static final CompiledIdentifiers FAST = CompiledIdentifiers.of(SHIPPED);
  private static final PlainIdentifiers PLAIN = new PlainIdentifiers(SHIPPED);
  private static final BitSet NONE = new BitSet();
  private static final String[] REGIONS = {null, "US", "DE", "BR"};
  private static final String CHARACTERS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ +-./:@_,()'=?%&#<>;\"é伊Ωß\n";

  private static List<String> fast(String value, String region, BitSet passedOver) {
    List<String> found = new ArrayList<>();
    FAST.match(
        value,
        region,
        passedOver,
        new MatchSink() {
          @Override
          public void matched(int identifier, boolean whole, boolean validated) {
            found.add(PlainIdentifiers.line(SHIPPED.get(identifier), whole, validated));
          }

          @Override
          public void failed(int identifier) {
            found.add(SHIPPED.get(identifier).id() + " failed");
          }
        });
    found.sort(null);
    return found;
  }

  /** Some endpoints and their events: each value by its column. */
  private static Map<ColumnPath, Set<String>> sample() throws IOException {
    SampleRecords records = new SampleRecords(5);
    Random random = new Random(5);
    Map<ColumnPath, Set<String>> values = new TreeMap<>();
    for (int number = 0; number < 40; number++) {
      addValues(ColumnPath.of("endpoints"), records.endpoint(number), values);
      for (JsonNode event :
          records.events(number, random, Instant.parse("2026-09-01T00:00:00Z"), 10)) {
        addValues(ColumnPath.of("events"), event, values);
        String inner = event.at("/client_context/custom/endpoint").asText();
        if (!inner.isEmpty()) {
          addValues(ColumnPath.of("events"), new ObjectMapper().readTree(inner), values);
        }
      }
    }
    return values;
  }

  private static void addValues(
      ColumnPath path, JsonNode node, Map<ColumnPath, Set<String>> values) {
    if (node.isObject()) {
      node.properties()
          .forEach(field -> addValues(path.child(field.getKey()), field.getValue(), values));
    } else if (node.isArray()) {
      node.forEach(item -> addValues(path, item, values));
    } else {
      values.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(node.asText());
    }
  }

  @Test
  void match_valuesOfTheSample_findsWhatThePlainWayFinds() throws IOException {
    PersonalKeys keys = new PersonalKeys(SHIPPED, FAST);
    Set<String> told = new HashSet<>();
    int values = 0;
    for (Map.Entry<ColumnPath, Set<String>> column : sample().entrySet()) {
      BitSet passedOver = keys.irrelevant(column.getKey());
      for (String value : column.getValue()) {
        List<String> expected = PLAIN.match(value, "DE", passedOver);
        assertThat(fast(value, "DE", passedOver))
            .as("%s: %s", column.getKey(), value)
            .isEqualTo(expected);
        told.addAll(expected);
        values++;
      }
    }
    assertThat(values).isGreaterThan(2000);
    assertThat(told)
        .contains("email whole validated", "iban whole validated", "email part validated")
        .anyMatch(one -> one.endsWith(" failed"))
        .hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {", Anna Schmidt", ",Anna,Schmidt", ", Schmidt", ". Anna", ".", ","})
  void match_nameBehindPunctuation_findsWhatThePlainWayFinds(String value) {
    assertThat(fast(value, "DE", NONE)).isEqualTo(PLAIN.match(value, "DE", NONE));
  }

  @Test
  void match_randomValues_findsWhatThePlainWayFinds() throws IOException {
    List<String> seeds = new ArrayList<>();
    sample().values().forEach(column -> column.stream().limit(8).forEach(seeds::add));
    ExampleValues.of(SHIPPED, new Random(23)).forEach(seeds::add);
    Random random = new Random(29);
    Map<String, Integer> told = new HashMap<>();
    for (int i = 0; i < 2500; i++) {
      String value = changed(seeds, random);
      String region = REGIONS[random.nextInt(REGIONS.length)];
      List<String> expected = PLAIN.match(value, region, NONE);
      assertThat(fast(value, region, NONE)).as("in %s: %s", region, value).isEqualTo(expected);
      // Once more: what was remembered tells the same.
      assertThat(fast(value, region, NONE)).as("again: %s", value).isEqualTo(expected);
      expected.forEach(one -> told.merge(one.split(" ", 2)[0], 1, Integer::sum));
    }
    assertThat(told).hasSizeGreaterThan(150);
  }

  /** A value of a known form, mostly changed in some places, alone or in a text. */
  private static String changed(List<String> seeds, Random random) {
    StringBuilder value = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
    if (random.nextInt(8) == 0) {
      value.setLength(0);
      for (int i = random.nextInt(30); i >= 0; i--) {
        value.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
    }
    for (int i = random.nextInt(3); i > 0 && value.length() > 0; i--) {
      char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
      int at = random.nextInt(value.length());
      switch (random.nextInt(3)) {
        case 0 -> value.setCharAt(at, c);
        case 1 -> value.insert(at, c);
        default -> value.deleteCharAt(at);
      }
    }
    return switch (random.nextInt(6)) {
      case 0 -> "call me at " + value + " tomorrow";
      case 1 -> value + ", or " + seeds.get(random.nextInt(seeds.size()));
      case 2 -> " " + value + "\n";
      default -> value.toString();
    };
  }
}
