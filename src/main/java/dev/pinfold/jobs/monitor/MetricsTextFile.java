// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.monitor;

import dev.pinfold.catalog.Dataset;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The figures of the last run as a file in Prometheus' text format (version 0.0.4), for
 * node_exporter's textfile collector: a run is gone before anybody asks it for its metrics.
 */
final class MetricsTextFile {
  private static final String PREFIX = "pinfold_";
  private static final String LAST_SUCCESS = PREFIX + "last_success_timestamp_seconds";

  private final Path file;
  private final String output;

  /**
   * @param output the directory of the tables; a label of every figure, so that the files of
   *     several outputs agree with one another
   */
  MetricsTextFile(Path file, String output) {
    this.file = file;
    this.output = output;
  }

  /** Replaces the file, so that a reader finds the old one or the new one, never a part. */
  void write(RunFigures figures) throws IOException {
    String text = text(figures, lastSuccess(figures));
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path beside = Files.createTempFile(absolute.getParent(), "." + file.getFileName(), ".tmp");
    try {
      Files.writeString(beside, text, StandardCharsets.UTF_8);
      letOthersRead(beside);
      Files.move(
          beside, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** node_exporter runs as a user of its own; there is nothing in the file to keep from it. */
  private static void letOthersRead(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  private OptionalDouble lastSuccess(RunFigures figures) throws IOException {
    return figures.value(Figure.RUN_SUCCEEDED).orElse(0) == 1
        ? figures.value(Figure.RUN_FINISHED_TIMESTAMP_SECONDS)
        : lastSuccessBefore();
  }

  /** A run that fails leaves what the file said of the last good one. */
  private OptionalDouble lastSuccessBefore() throws IOException {
    try {
      return Files.readString(file, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(LAST_SUCCESS + "{"))
          .map(line -> line.substring(line.lastIndexOf(' ') + 1))
          .filter(number -> number.matches("[0-9]{1,12}"))
          .mapToDouble(Double::parseDouble)
          .findFirst();
    } catch (NoSuchFileException e) {
      return OptionalDouble.empty();
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) { // not UTF-8: some other file, which is about to be replaced
      return OptionalDouble.empty();
    }
  }

  String text(RunFigures figures, OptionalDouble lastSuccess) {
    StringBuilder text = new StringBuilder();
    for (Figure figure : Figure.values()) {
      Family family = new Family(PREFIX + figure.label(), figure.help());
      if (figure.isOfDatasets()) {
        for (Dataset dataset : Dataset.values()) {
          family.add("dataset", dataset.label(), figures.value(figure, dataset));
        }
      } else {
        family.add(figures.value(figure));
      }
      text.append(family);
    }
    Family success =
        new Family(LAST_SUCCESS, "When the last good run ended, in seconds since 1970.");
    success.add(lastSuccess);
    text.append(success);
    Family stages = new Family(PREFIX + "stage_duration_seconds", "How long each stage took.");
    for (Map.Entry<String, Duration> stage : figures.stages().entrySet()) {
      stages.add("stage", stage.getKey(), OptionalDouble.of(stage.getValue().toMillis() / 1000.0));
    }
    return text.append(stages).toString();
  }

  /** The samples of one name; no text at all where there is none. */
  private final class Family {
    private final String name;
    private final String help;
    private final StringBuilder samples = new StringBuilder();

    Family(String name, String help) {
      this.name = name;
      this.help = help;
    }

    void add(OptionalDouble value) {
      add("", value);
    }

    void add(String label, String labelValue, OptionalDouble value) {
      add("," + label + "=\"" + escaped(labelValue) + '"', value);
    }

    private void add(String further, OptionalDouble value) {
      if (value.isPresent()) {
        samples
            .append(name)
            .append("{output=\"")
            .append(escaped(output))
            .append('"')
            .append(further)
            .append("} ")
            .append(BigDecimal.valueOf(value.getAsDouble()).stripTrailingZeros().toPlainString())
            .append('\n');
      }
    }

    private static String escaped(String labelValue) {
      return labelValue.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
      return samples.isEmpty()
          ? ""
          : "# HELP " + name + ' ' + help + "\n# TYPE " + name + " gauge\n" + samples;
    }
  }
}
