// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Looks at everything a run needs and prints one line each: {@code ok}, {@code warn} or {@code
 * fail} with what to mend. Exit code 1 on any {@code fail}.
 */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    versionProvider = Pinfold.Version.class,
    description = "Checks Java, Spark, Delta, keys, configuration and write access.")
public final class Doctor implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "pinfold.yaml; default: that of $$PINFOLD_HOME/conf, ./conf or the jar.")
  private Path config;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Also check that tables can be written there.")
  private String output;

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    Pinfold.end(new Doctor(), arguments);
  }

  @Override
  public Integer call() {
    List<Diagnosis> lines = Diagnosis.all(config, output, System.getenv());
    PrintWriter out = spec.commandLine().getOut();
    lines.forEach(out::println);
    out.flush();
    boolean failed = lines.stream().anyMatch(line -> line.state() == Diagnosis.State.FAIL);
    return failed ? ExitCodes.FAILED : ExitCodes.DONE;
  }
}
