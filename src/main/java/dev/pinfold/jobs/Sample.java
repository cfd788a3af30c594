// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.jobs.sample.SampleDump;
import dev.pinfold.jobs.sample.SampleSettings;
import dev.pinfold.jobs.sample.SampleTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pinfold sample}: writes a realistic dump, the same for the same seed. Needs no Spark. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = "Writes a realistic dump, the same for the same seed.")
public final class Sample implements Callable<Integer> {
  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "A local directory; must be empty or not exist.")
  private Path output;

  @Option(
      names = "--endpoints",
      defaultValue = "1000",
      paramLabel = "N",
      description = "Distinct endpoints; default: ${DEFAULT-VALUE}.")
  private int endpoints;

  @Option(names = "--events", paramLabel = "N", description = "Events; default: 2.5 an endpoint.")
  private Integer events;

  @Option(
      names = "--seed",
      defaultValue = "42",
      paramLabel = "S",
      description = "Another seed, another dump; default: ${DEFAULT-VALUE}.")
  private long seed;

  public static void main(String[] arguments) {
    Pinfold.end(new Sample(), arguments);
  }

  @Override
  public Integer call() throws IOException {
    requireEmpty();
    SampleSettings settings;
    try {
      settings =
          events == null
              ? SampleSettings.of(endpoints, seed)
              : new SampleSettings(endpoints, events, seed);
    } catch (IllegalArgumentException e) {
      throw new UserException(UserException.Kind.USAGE, "sample: " + e.getMessage(), e);
    }
    SampleTruth truth = SampleDump.write(output, settings);
    long read = truth.files().values().stream().mapToLong(file -> file.records_read()).sum();
    long bad = truth.files().values().stream().mapToLong(file -> file.records_quarantined()).sum();
    System.out.printf(
        "Sample dump: %,d files, %,d records, %,d of them bad on purpose%n",
        truth.files().size(), read, bad);
    System.out.printf("  in %s; what is true of it in truth.json%n", output);
    return 0;
  }

  private void requireEmpty() throws IOException {
    if (output.toString().matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")) {
      throw new UserException(
          UserException.Kind.USAGE,
          "sample: writes to a local directory; give --output one, and copy it from there");
    }
    if (Files.exists(output)) {
      try (Stream<Path> entries =
          Files.isDirectory(output) ? Files.list(output) : Stream.of(output)) {
        if (entries.findAny().isPresent()) {
          throw new UserException(
              UserException.Kind.USAGE,
              "sample: " + output + " is not empty; give --output a new directory");
        }
      }
    }
  }
}
