// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands say to wrong options and places: one line, and the exit code of its kind. */
class MistakesTest {
  private static final String ENDPOINT =
      "{\"Id\":\"e1\",\"ChannelType\":\"EMAIL\",\"Address\":\"ana@example.com\"}";

  @TempDir private Path directory;
  private CommandsInProcess commands;

  @BeforeEach
  void place() {
    commands = new CommandsInProcess(directory);
  }

  private void assertOneLine(String... parts) {
    assertThat(commands.errors().lines()).singleElement().asString().contains(parts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13-01", "2026-02-30", "tomorrow", "20260101", ""})
  void asOf_noDate_isOneLineOfWords(String date) throws IOException {
    commands.write("endpoints/a.json", ENDPOINT);
    commands.run(2, "--as-of", date);
    assertOneLine("pinfold: --as-of: '" + date + "' is no date; give YYYY-MM-DD");
    assertThat(commands.errors()).doesNotContain("java");
  }

  @Test
  void input_withoutAnyFile_isUsage() throws IOException {
    Files.createDirectories(commands.input());
    commands.run(2);
    assertOneLine("no file of any dataset; put the dump's files under endpoints/");
  }

  @Test
  void input_filesOutsideTheDatasetsAlone_isUsage() throws IOException {
    commands.write("elsewhere/a.json", ENDPOINT);
    commands.run(2);
    assertOneLine("no file of any dataset");
  }

  @Test
  void input_filesWithoutARecord_isTheDatasFault() throws IOException {
    commands.write("endpoints/a.json", "");
    commands.run(3);
    assertThat(commands.errors()).contains("none of its 1 files holds a readable record");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"input", "input/out", "input/endpoints", "input/x/../out", ".", "link/out"})
  void output_andInputInOneAnother_areRefused(String output) throws IOException {
    commands.write("endpoints/a.json", ENDPOINT);
    Files.createSymbolicLink(directory.resolve("link"), commands.input());
    String place = directory.resolve(output).toString();
    commands.execute(2, "run", "--input", commands.input().toString(), "--output", place);
    assertOneLine("would lie among the files of --input", "give --output a directory of its own");
    assertThat(commands.input().toFile().list()).containsExactly("endpoints");
  }

  @Test
  void scan_csvInLatin1_saysHowManyRowsAndWhy() throws IOException {
    byte[] rows = "name,mail\nJos\u00e9,jose@example.com\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.createDirectories(commands.input());
    String file = Files.write(commands.input().resolve("l1.csv"), rows).toString();
    String good =
        Files.writeString(commands.input().resolve("ok.csv"), "mail\nana@example.com\n").toString();

    commands.execute(3, "scan", file, "--format", "csv", "--json");
    assertOneLine("scan: none of 1 records could be read (INVALID_UTF8: 1); check");

    String json = commands.execute(3, "scan", file, good, "--format", "csv", "--json");
    assertThat(json).contains("EMAIL_ADDRESS");
    assertThat(commands.errors())
        .contains("Note: table " + file + ": 1 of 1 records could not be read (INVALID_UTF8: 1)");
  }

  @Test
  void scan_someBadRows_areNotedBesideTheColumns() throws IOException {
    commands.write("people.json", "{\"mail\":\"ana@example.com\"}", "{\"mail\":");
    String file = commands.input().resolve("people.json").toString();
    String json = commands.execute(0, "scan", file, "--format", "json", "--json");
    assertThat(json).contains("EMAIL_ADDRESS");
    assertOneLine("1 of 2 records could not be read (TRUNCATED_JSON: 1)");
  }
}
