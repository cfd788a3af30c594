// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Runs commands in a test's own process, on a dump below a directory of the test's. */
final class CommandsInProcess {
  private final Path directory;
  private final StringWriter errors = new StringWriter();

  CommandsInProcess(Path directory) {
    this.directory = directory;
  }

  Path input() {
    return directory.resolve("input");
  }

  Path output() {
    return directory.resolve("output");
  }

  /** What commands said in errors and notes until now. */
  String errors() {
    return errors.toString();
  }

  void write(String file, String... lines) throws IOException {
    Path path = input().resolve(file);
    Files.createDirectories(path.getParent());
    Files.write(path, List.of(lines));
  }

  /** The files of the output, or of a table in it, whose bytes hold a text. */
  List<Path> filesThatHold(String text, String... table) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(output().resolve(String.join("/", table)))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /** Runs a command and gives back what it printed. */
  String execute(int expectedExit, String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    ByteArrayOutputStream noted = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(noted, true, StandardCharsets.UTF_8));
    int exit;
    try {
      picocli.CommandLine line = CommandLineErrors.commandLine(new Pinfold());
      line.setErr(new PrintWriter(errors, true));
      exit = line.execute(arguments);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    errors.append(noted.toString(StandardCharsets.UTF_8));
    assertThat(exit).as(errors.toString()).isEqualTo(expectedExit);
    return printed.toString(StandardCharsets.UTF_8);
  }

  String run(int expectedExit, String... more) {
    String[] arguments = new String[more.length + 5];
    arguments[0] = "run";
    arguments[1] = "--input";
    arguments[2] = input().toString();
    arguments[3] = "--output";
    arguments[4] = output().toString();
    System.arraycopy(more, 0, arguments, 5, more.length);
    return execute(expectedExit, arguments);
  }

  <T> T query(String table, Function<Dataset<Row>, T> question) {
    try (SparkSession spark = SparkSessions.open("test")) {
      return question.apply(spark.read().format("delta").load(output().resolve(table).toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
