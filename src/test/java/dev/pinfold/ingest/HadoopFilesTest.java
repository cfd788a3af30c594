// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopFilesTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir Path input;

  private void put(String path, byte[] bytes) throws IOException {
    Files.createDirectories(input.resolve(path).getParent());
    Files.write(input.resolve(path), bytes);
  }

  private void put(String path, String text) throws IOException {
    put(path, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void list_aDump_tellsDatasetsAndFormatsApart() throws IOException {
    put("endpoints/a b.json.gz", Reading.gzip("{\"Id\":\"1\"}\n".getBytes(StandardCharsets.UTF_8)));
    put("events/2026/08/19/17/part-0", "{}");
    put("events/_temporary/part", "{}");
    put("imports/one.CSV", "a,b\n");
    put("imports/two", Reading.gzip("a,b\n".getBytes(StandardCharsets.UTF_8)));
    put("imports/three", "  {\"a\":1}\n");
    put("imports/four.ndjson", "a,b\n");
    put("configuration/apps.json", "{}");
    put("readme.txt", "x");
    put(".hidden", "x");
    HadoopFiles.Listing listing =
        HadoopFiles.list(input.toString(), DatasetLayout.byFolder(), HADOOP);
    assertThat(listing.files())
        .extracting(file -> file.relativePath() + " " + file.format())
        .containsExactly(
            "configuration/apps.json CONFIGURATION_JSON",
            "endpoints/a b.json.gz JSON",
            "events/2026/08/19/17/part-0 JSON",
            "imports/four.ndjson JSON",
            "imports/one.CSV CSV",
            "imports/three JSON",
            "imports/two CSV");
    assertThat(listing.of(Dataset.IMPORTS)).hasSize(4);
    assertThat(listing.outside()).containsExactly("readme.txt");
    InputFile spaced = listing.of(Dataset.ENDPOINTS).get(0);
    try (RecordReader reader = HadoopFiles.open(InputSplit.whole(spaced), HADOOP)) {
      assertThat(reader.next()).isEqualTo(RecordReader.Outcome.RECORD);
      assertThat(Reading.json(reader.tape())).isEqualTo("{\"Id\":\"1\"}");
      assertThat(reader.next()).isEqualTo(RecordReader.Outcome.END);
    }
  }

  @Test
  void open_rangesOfALargeFile_readEachLineOnce() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50_000; i++) {
      text.append("{\"Id\":").append(i).append(",\"x\":\"").append("y".repeat(100)).append("\"}\n");
    }
    put("endpoints/plain.json", text.toString());
    put("endpoints/zipped.json", Reading.gzip(text.toString().getBytes(StandardCharsets.UTF_8)));
    List<InputFile> files =
        HadoopFiles.list(input.toString(), DatasetLayout.byFolder(), HADOOP).files();
    assertThat(files).extracting(InputFile::splittable).containsExactly(true, false);
    List<String> seen = new ArrayList<>();
    for (List<InputSplit> group : InputSplits.plan(files, 1 << 20)) {
      for (InputSplit split : group) {
        try (RecordReader reader = HadoopFiles.open(split, HADOOP)) {
          while (reader.next() == RecordReader.Outcome.RECORD) {
            seen.add(reader.tape().text(1));
          }
        }
      }
    }
    assertThat(seen).hasSize(100_000);
    assertThat(seen.stream().distinct().count()).isEqualTo(50_000);
  }

  @Test
  void open_largeFileOfPrettyPrintedRecords_isReadWhole() throws IOException {
    String record = "{\n  \"Id\": \"" + "y".repeat(100) + "\",\n  \"x\": [\n    {}\n  ]\n}\n";
    put("endpoints/pretty.json", record.repeat(40_000));
    List<InputFile> files =
        HadoopFiles.list(input.toString(), DatasetLayout.byFolder(), HADOOP).files();
    assertThat(files).extracting(InputFile::splittable).containsExactly(false);
    int seen = 0;
    try (RecordReader reader = HadoopFiles.open(InputSplit.whole(files.get(0)), HADOOP)) {
      while (reader.next() == RecordReader.Outcome.RECORD) {
        seen++;
      }
    }
    assertThat(seen).isEqualTo(40_000);
  }

  @Test
  void open_fileThatIsGone_isOneEntryForQuarantine() throws IOException {
    InputFile gone =
        new InputFile(
            input.resolve("gone").toUri().toString(),
            "events/gone",
            Dataset.EVENTS,
            FileFormat.JSON,
            10,
            0,
            false);
    try (RecordReader reader = HadoopFiles.open(InputSplit.whole(gone), HADOOP)) {
      assertThat(reader.next()).isEqualTo(RecordReader.Outcome.QUARANTINED);
      assertThat(reader.quarantined().reason()).startsWith("UNREADABLE_FILE: ");
      assertThat(reader.isUnopened()).isTrue();
      assertThat(reader.next()).isEqualTo(RecordReader.Outcome.END);
    }
  }

  @Test
  void list_missingFolder_saysWhatToDo() {
    String missing = input.resolve("missing").toString();
    assertThatThrownBy(() -> HadoopFiles.list(missing, DatasetLayout.byFolder(), HADOOP))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "input "
                + missing
                + ": does not exist; give --input the folder that holds endpoints/, events/,"
                + " imports/ or configuration/")
        .extracting(e -> ((UserException) e).kind())
        .isEqualTo(UserException.Kind.FAILED);
  }

  @Test
  void list_nothingOfAnyDataset_isADataFailure() throws IOException {
    put("other/x.json", "{}");
    assertThatThrownBy(() -> HadoopFiles.list(input.toString(), DatasetLayout.byFolder(), HADOOP))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nothing readable")
        .extracting(e -> ((UserException) e).kind())
        .isEqualTo(UserException.Kind.DATA);
  }

  @Test
  void datasetOf_patterns_matchBelowTheirFixedPartAndPassOverHiddenNames() {
    EnumMap<Dataset, List<String>> patterns = new EnumMap<>(Dataset.class);
    patterns.put(Dataset.EVENTS, List.of("_raw/stream/**", "*.log"));
    patterns.put(Dataset.IMPORTS, List.of("_raw/stream/both.csv"));
    DatasetLayout layout = new DatasetLayout(Map.copyOf(patterns));
    assertThat(layout.datasetOf("_raw/stream/2026/a.gz")).contains(Dataset.EVENTS);
    assertThat(layout.datasetOf("x.log")).contains(Dataset.EVENTS);
    assertThat(layout.datasetOf("_raw/stream/_SUCCESS")).isEmpty();
    assertThat(layout.datasetOf("_raw/stream/.tmp/a")).isEmpty();
    assertThat(layout.datasetOf("deep/x.log")).isEmpty();
    assertThatThrownBy(() -> layout.datasetOf("_raw/stream/both.csv"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("fits the patterns of both events and imports");
  }

  @Test
  void plan_smallAndLargeFiles_areGroupedDeterministically() {
    List<InputFile> files = new ArrayList<>();
    files.add(file("large", 10 << 20, true));
    files.add(file("whole", 9 << 20, false));
    for (int i = 0; i < 8; i++) {
      files.add(file("small" + i, 1 << 18, true));
    }
    List<List<InputSplit>> groups = InputSplits.plan(files, 4 << 20);
    assertThat(groups.get(0)).extracting(InputSplit::length).containsExactly(9L << 20);
    assertThat(groups.stream().flatMap(List::stream).mapToLong(InputSplit::length).sum())
        .isEqualTo((19L << 20) + (8L << 18));
    assertThat(groups).hasSize(1 + 5);
    java.util.Collections.reverse(files);
    assertThat(InputSplits.plan(files, 4 << 20)).isEqualTo(groups);
  }

  @Test
  void plan_moreThanOneGroupACore_givesAllCoresAsMuch() {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      List<InputFile> files = new ArrayList<>();
      long total = 0;
      for (int i = random.nextInt(40); i >= 0; i--) {
        files.add(file("f" + i, (long) (random.nextDouble() * (60L << 20)), true));
        total += files.get(files.size() - 1).bytes();
      }
      int cores = 1 + random.nextInt(4);
      List<List<InputSplit>> groups = InputSplits.plan(files, 16 << 20, cores);
      List<Long> sizes =
          groups.stream()
              .map(group -> group.stream().mapToLong(one -> one.length() + (1 << 20)).sum())
              .toList();
      assertThat(sizes.stream().mapToLong(size -> size).sum()).isGreaterThanOrEqualTo(total);
      assertThat(groups.stream().flatMap(List::stream).mapToLong(InputSplit::length).sum())
          .isEqualTo(total);
      assertThat(sizes).isSortedAccordingTo(Comparator.reverseOrder());
      if (groups.size() > cores) {
        assertThat(groups.size() % cores).as("%s on %d cores", sizes, cores).isZero();
      }
      // Where the longest split goes last, all others are full.
      long mean = sizes.stream().mapToLong(size -> size).sum() / sizes.size();
      long longest =
          groups.stream().flatMap(List::stream).mapToLong(InputSplit::length).max().orElseThrow();
      assertThat(sizes.get(0)).isLessThanOrEqualTo(mean + longest + (1 << 20));
      assertThat(mean).isLessThanOrEqualTo(11 * (16L << 20) / 10 + (3 << 20));
      if (groups.size() > 1) {
        assertThat(sizes.get(0)).as("%s", sizes).isLessThan(3 * mean / 2 + (2 << 20));
      }
    }
  }

  @Test
  void plan_filesOfAlmostATask_areCutWhereCoresWouldWait() {
    List<InputFile> files = new ArrayList<>();
    for (int i = 0; i < 13; i++) {
      files.add(file("f" + i, 41 << 20, true));
    }
    List<Long> sizes =
        InputSplits.plan(files, 45 << 20, 4).stream()
            .map(group -> group.stream().mapToLong(InputSplit::length).sum() >> 20)
            .toList();
    assertThat(sizes).hasSize(12).allMatch(size -> size >= 40 && size <= 62);
  }

  @Test
  void plan_oneFileThatCannotBeCut_leavesTheOthersTogether() {
    List<InputFile> files = new ArrayList<>();
    files.add(file("giant", 900 << 20, false));
    for (int i = 0; i < 30; i++) {
      files.add(file("small" + i, 1 << 20, true));
    }
    assertThat(InputSplits.plan(files, 32 << 20, 2)).hasSize(4).first().asList().hasSize(1);
  }

  @Test
  void plan_nothing_isNothing() {
    assertThat(InputSplits.plan(List.of(), 1 << 20, 2)).isEmpty();
  }

  @Test
  void plan_oneTaskAlone_readsFilesWhole() {
    InputFile file = file("only", 20 << 20, true);
    assertThat(InputSplits.plan(List.of(file), 32 << 20, 2))
        .containsExactly(List.of(InputSplit.whole(file)));
  }

  private static InputFile file(String name, long bytes, boolean splittable) {
    return new InputFile("m:/" + name, name, Dataset.EVENTS, FileFormat.JSON, bytes, 0, splittable);
  }
}
