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
 * second night's tell that a column which was kept is personal, and another is no number. Another
 * policy comes into force with a run of some hours, which passes over a file that has changed, and
 * cannot read another.
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
  private List<Path> filesThatHoldIt;
  private String thirdNight;
  private boolean wasKilled;
  private List<String> endpointsOfPolicy;
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
    return texts(lines);
  }

  @BeforeAll
  void nights() throws Exception {
    commands = new CommandsInProcess(directory);
    Path gone = commands.input().resolve("endpoints/a.json");
    commands.write("endpoints/a.json", endpoints("a", false));
    commands.run(0, "--as-of", "2026-10-30");
    shadesBefore = shades();
    assertThat(commands.filesThatHold("mauve")).isNotEmpty();
    String raw = Files.readString(gone);
    Files.delete(gone);
    List<String> second = List.of(endpoints("b", true));
    commands.write("endpoints/b.json", texts(second.subList(0, RECORDS / 2)));
    String[] rest = texts(second.subList(RECORDS / 2, RECORDS));
    commands.write("endpoints/c.json", rest);
    wasKilled =
        new PinfoldProcess(directory)
            .killAt(
                "Repair: started",
                "run",
                "--input",
                commands.input().toString(),
                "--output",
                commands.output().toString(),
                "--as-of",
                "2026-10-31");
    secondNight = commands.run(0, "--as-of", "2026-10-31");
    endpoints = rows("endpoints");
    filesInLedger = commands.query("ingested_files", Dataset::count);
    filesThatHoldIt = commands.filesThatHold("mauve");
    commands.write("endpoints/c.json", texts(second.subList(RECORDS / 2 + 1, RECORDS)));
    try (ArchivedFiles.Archived archived = ArchivedFiles.archive("endpoints/b.json")) {
      assertThat(archived).isNotNull();
      thirdNight = commands.execute(0, thirdNight("--from", "2026-10-01", "--to", "2026-10-02"));
    }
    endpointsOfPolicy = rows("endpoints");
    demographics = rows("demographics");
    commands.write("endpoints/c.json", rest);
    commands.write("endpoints/a.json", raw.split("\n"));
    commands.execute(0, thirdNight("--full"));
  }

  private static String[] texts(List<String> lines) {
    return lines.toArray(String[]::new);
  }

  /** Under a policy that drops a column. */
  private String[] thirdNight(String... more) throws IOException {
    Path conf = Path.of("conf").toAbsolutePath();
    String policy = Files.readString(conf.resolve("policy.yaml"));
    Path own = Files.createDirectories(directory.resolve("conf"));
    Files.writeString(
        own.resolve("policy.yaml"),
        policy.replaceFirst("(?m)^rules:$", "rules:\n  - {column: endpoints.level, action: drop}"));
    Files.writeString(
        own.resolve("pinfold.yaml"),
        "files: {policy: policy.yaml, identifiers: %s, detection: %s, kpis: %s}"
            .formatted(
                conf.resolve("identifiers"),
                conf.resolve("detection.yaml"),
                conf.resolve("kpis.yaml")));
    List<String> arguments =
        new ArrayList<>(List.of("run", "--input", commands.input().toString(), "--output"));
    arguments.addAll(List.of(commands.output().toString(), "--as-of", "2026-10-31", "--config"));
    arguments.add(own.resolve("pinfold.yaml").toString());
    arguments.addAll(List.of(more));
    return texts(arguments);
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
  void tableWhoseFilesAreGone_keepsTheirRecords() {
    assertThat(shadesBefore).hasSize(RECORDS).contains("teal");
    assertThat(endpoints).hasSize(2 * RECORDS);
    assertThat(filesInLedger).isEqualTo(3);
  }

  @Test
  void tableUnderAnotherPolicy_isAsIfItsFilesWereThere() {
    assertThat(endpointsOfPolicy)
        .hasSize(2 * RECORDS)
        .noneMatch(row -> row.contains("\"level\""))
        .isEqualTo(rows("endpoints"));
    assertThat(demographics).isNotEmpty().isEqualTo(rows("demographics"));
  }

  /** In its midst, between the tables and the ledger or right after it. */
  @Test
  void secondNight_wasKilled_andIsFinishedOrTakenBack() {
    assertThat(wasKilled).isTrue();
    assertThat(secondNight).containsPattern("Run \\S+ (died before its end|had ended but)");
  }

  /** One file is gone, one archived, and one has changed and is not of the hours of the run. */
  @Test
  void thirdNight_saysWhatItDid() {
    assertThat(thirdNight)
        .contains(
            "Rules: the policy or Pinfold is another than at the run before",
            "the records of 3 files that the input no longer has as taken");
  }

  @Test
  void columnThatTurnedOutPersonal_isNowhereAsItWas() {
    assertThat(endpoints.toString()).doesNotContain("teal", "mauve").contains("\"level\":\"0\"");
    assertThat(filesThatHoldIt).isEmpty();
  }
}
