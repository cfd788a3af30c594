// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How a process ended and what it said.
 *
 * @param output its standard output
 * @param errors its standard error
 */
public record ProcessRun(int exitCode, String output, String errors) {
  private static final long LIMIT_MINUTES = 10;

  /**
   * Runs a command to its end.
   *
   * @param environment added to this process's; an empty value takes a variable away
   */
  public static ProcessRun of(Path directory, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("process", ".out");
    Path errors = Files.createTempFile("process", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    Process process = builder.start();
    try {
      if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("the process did not end: " + Files.readString(errors));
      }
      return new ProcessRun(
          process.exitValue(), Files.readString(output), Files.readString(errors));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
      Files.delete(errors);
    }
  }
}
