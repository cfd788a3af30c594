// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.aggregate.KpiFile;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.catalog.UserException;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkExpressionsTest {
  private static Kpis read(String expression) {
    String yaml =
        """
        fields:
          event_type: {source: events, column: event_type}
          price: {source: events, column: metrics.price, type: double}
        groups:
          kind: event_type
        """;
    Problems problems = new Problems();
    Kpis kpis =
        KpiFile.read(
            YamlFile.parse("kpis.yaml", yaml + expression + "\n", problems),
            new SparkExpressions());
    problems.throwIfAny();
    return kpis;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "activity: \"event_type = = 'x'\" | kpis.yaml:6:1 activity: cannot be computed: [PARSE_SYNTAX_ERROR]",
        "activity: \"(event_type = 'x'\" | kpis.yaml:6:1 activity: cannot be computed: [PARSE_SYNTAX_ERROR]",
        "activity: \"startwith(event_type, 'x')\" | activity: unknown function 'startwith'",
        "activity: \"startswith(event_type)\" | activity: cannot be computed: [WRONG_NUM_ARGS",
        "activity: \"max(price) > 1\" | activity: cannot be computed: [INVALID_WHERE_CONDITION]",
        "activity: \"price > avg(price) over ()\" | activity: cannot be computed: [",
        "activity: \"price\" | activity: cannot be computed: [DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN]",
        "activity: \"rand() < 0.5\" | activity: must give the same each time",
        "conditions: {dear: \"price >> > 3\"} | kpis.yaml:6:14 conditions.dear: cannot be computed: [PARSE_SYNTAX_ERROR]",
        "kpis: [{name: k, title: t, formula: f, numerator: {sum: \"sum(price)\"}}] | kpis.yaml:6:52 kpis[0].numerator.sum: cannot be computed: [INVALID_WHERE_CONDITION]",
        "kpis: [{name: k, title: t, formula: f, numerator: {sum: price, where: \"exp(price)\"}}] | numerator.where: cannot be computed: [DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN]",
        "funnels: [{name: f, title: t, steps: [{name: a, when: \"tru(event_type)\"}, {name: b, when: \"true\"}]}] | steps[0].when: unknown function 'tru'",
      })
  void read_expressionThatCannotBeComputed_namesPlaceAndReason(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  @Test
  void read_expressionsOfAllKinds_areTaken() {
    assertThat(
            read("""
                    conditions: {dear: "price * 2 > 3", name: "lower(event_type)"}
                    activity: "dear AND name IN ('a', 'b') AND try_cast(event_type AS BIGINT) IS NULL"
                    kpis: [{name: k, title: t, formula: f, numerator: {sum: "price / 2", where: "dear"}, groups: [kind]}]
                    """)
                .definitions())
        .hasSize(1);
  }

  @Test
  void read_shippedKpis_canBeComputed() {
    Problems problems = new Problems();
    KpiFile.read(YamlFile.read(Path.of("conf/kpis.yaml"), problems), new SparkExpressions());
    problems.throwIfAny();
    assertThat(problems.isEmpty()).isTrue();
  }
}
