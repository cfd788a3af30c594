// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import dev.pinfold.jobs.bench.presidio.PresidioPatterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two other ways of detection, on tables that can be counted by hand. */
class DetectorScansTest {
  private static SparkSession spark;

  @TempDir private Path directory;

  @BeforeAll
  static void open() {
    spark = LocalSession.interpreted();
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  /** Three mail addresses of four, one sex, numbers, and an array. */
  private static Dataset<Row> values() {
    List<String> lines =
        List.of(
            "{\"Mail\": \"a@example.com\", \"Zip\": 12345, \"Tags\": [\"f\", \"x\"]}",
            "{\"Mail\": \"b@example.com\", \"Zip\": 1234}",
            "{\"Mail\": \"m\", \"Zip\": null}",
            "{\"Mail\": \"c@example.com\"}");
    return ColumnValues.of(spark.read().json(spark.createDataset(lines, Encoders.STRING())));
  }

  private PresidioPatterns patterns() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("predefined_recognizers"));
    Files.writeString(
        folder.resolve("one.py"),
        """
        class MailRecognizer(PatternRecognizer):
            PATTERNS = [Pattern("Mail", r"\\S+@\\S+", 0.5), Pattern("Any", ".", 0.01)]
        class PostcodeRecognizer(PatternRecognizer):
            PATTERNS = [Pattern("Postcode", r"\\d{5}", 0.05), Pattern("Any", ".", 0.01)]
            CONTEXT = ["zip"]
        """);
    return PresidioPatterns.read(directory);
  }

  private static List<String> rows(Dataset<Row> table) {
    return table.collectAsList().stream().map(row -> row.mkString(" ")).toList();
  }

  @Test
  void frequencies_ofEachColumnAndClass_areSharesOfItsValues() {
    Dataset<Row> frequencies = AnchoredRegexScan.frequencies(values());

    assertThat(frequencies.columns()).containsExactly("column", "class", "values", "score");
    assertThat(frequencies.count()).isEqualTo(3 * 16);
    assertThat(rows(frequencies.where("score > 0")))
        .containsExactlyInAnyOrder(
            "Mail EMAIL_ADDRESS 4 0.75",
            "Mail GENDER 4 0.25",
            "Zip POSTAL_CODE 2 0.5",
            "Tags GENDER 2 0.5");
  }

  @Test
  void entities_ofValues_areTheBestOfPresidiosPatterns() throws IOException {
    JsonTables none = JsonTables.of(spark, directory);
    PatternRecognizerScan scan = new PatternRecognizerScan(spark, none, Recognizers.of(patterns()));
    PatternRecognizerScan shortList =
        new PatternRecognizerScan(spark, none, Recognizers.ofShortList());

    assertThat(scan.name()).isEqualTo("Presidio: its 4 patterns as a UDF");
    assertThat(rows(scan.entities(values())))
        .containsExactlyInAnyOrder(
            "Mail MailRecognizer 3", "Mail null 1", "Zip PostcodeRecognizer 2", "Tags null 2");
    assertThat(rows(shortList.entities(values()))).contains("Mail EMAIL_ADDRESS 3");
  }

  @Test
  void records_ofADump_areAllOfThem_toEachWay() throws IOException {
    BenchmarkDump dump =
        DumpWriter.write(directory.resolve("dump"), DumpShape.EVENTS, false, 1, 20, 30);
    JsonTables tables = JsonTables.of(spark, dump.directory());

    for (Contender one :
        List.of(
            new AnchoredRegexScan(spark, tables),
            new PatternRecognizerScan(spark, tables, Recognizers.ofShortList()),
            new PatternRecognizerScan(spark, tables, Recognizers.of(patterns())))) {
      one.run();
      assertThat(one.records()).as(one.name()).isEqualTo(dump.records());
    }
  }

  @Test
  void recognizers_byName_sayWhoseThePatternsAre() {
    assertThat(Recognizers.ofShortList().name()).isEqualTo("Presidio's way: 26 patterns as a UDF");
  }
}
