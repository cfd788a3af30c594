// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The raw files of the first night were deleted, as they should be once they are protected; the
 * second night's tell that a column which was kept is personal, and another is no number.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GoneFilesTest {
  private static final int RECORDS = 120;
  private static final List<String> SHADES = List.of("teal", "mauve", "ochre", "sienna", "azure");

  @TempDir private static Path directory;
  private CommandsInProcess commands;
  private List<String> shadesBefore;
  private List<String> endpoints;
  private List<String> demographics;
  private long filesInLedger;
  private String secondNight;

  private static String[] endpoints(String id, boolean isSecond) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      String shade = SHADES.get(i % SHADES.size());
      String found = isSecond && i % 2 == 0 ? "ana" + i + "@example.com" : shade;
      lines.add(
          """
          {"Id":"%s%d","ChannelType":"SMS","Address":"+1 206 555 %04d","shade":"%s",\
          "level":%s,"Attributes":{"hue":["%s","%s"],"note":["n %d %s"]},\
          "Metrics":{"points":%d.5},"User":{"UserId":"u%d"},\
          "Location":{"Country":"US"},"EffectiveDate":"2026-10-01T00:00:00Z"}"""
              .formatted(
                  id,
                  i,
                  i,
                  found,
                  isSecond ? "\"high " + i % 3 + "\"" : Integer.toString(i % 3),
                  found,
                  shade,
                  i,
                  shade,
                  i,
                  i));
    }
    return lines.toArray(String[]::new);
  }

  @BeforeAll
  void nights() throws IOException {
    commands = new CommandsInProcess(directory);
    Path gone = commands.input().resolve("endpoints/a.json");
    commands.write("endpoints/a.json", endpoints("a", false));
    commands.run(0, "--as-of", "2026-10-30");
    shadesBefore = shades();
    String raw = Files.readString(gone);
    Files.delete(gone);
    commands.write("endpoints/b.json", endpoints("b", true));
    secondNight = commands.run(0, "--as-of", "2026-10-31");
    endpoints = rows("endpoints");
    demographics = rows("demographics");
    filesInLedger = commands.query("ingested_files", Dataset::count);
    commands.write("endpoints/a.json", raw.split("\n"));
    commands.run(0, "--as-of", "2026-10-31", "--full");
  }

  private List<String> shades() {
    return commands.query(
        "endpoints", table -> table.select("shade").as(Encoders.STRING()).collectAsList());
  }

  private List<String> rows(String table) {
    return commands.query(
        table,
        rows ->
            rows
                .where(table.equals("demographics") ? "as_of = '2026-10-31'" : "true")
                .drop("_run_id", "run_id", "computed_at")
                .toJSON()
                .collectAsList()
                .stream()
                .sorted()
                .toList());
  }

  @Test
  void tableWhoseFilesAreGone_isAsIfTheyWereThere() {
    assertThat(shadesBefore).hasSize(RECORDS).contains("teal");
    assertThat(endpoints).hasSize(2 * RECORDS).isEqualTo(rows("endpoints"));
    assertThat(demographics).isNotEmpty().isEqualTo(rows("demographics"));
    assertThat(filesInLedger).isEqualTo(2);
  }

  @Test
  void secondNight_saysWhatItDid() {
    assertThat(secondNight)
        .contains(
            "the records of 1 file that is no longer in the input",
            "Repaired: endpoints.Attributes.hue, endpoints.shade were kept by an earlier run");
  }

  @Test
  void columnThatTurnedOutPersonal_isNowhereAsItWas() {
    assertThat(endpoints.toString()).doesNotContain("teal", "mauve").contains("\"level\":\"0\"");
  }
}
