// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Reads and cross-checks every file of the configuration without starting Spark. Prints one line a
 * part that is good; ends with every problem there is and exit code 2 where one isn't.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = Pinfold.Version.class,
    description = "Reads and cross-checks every configuration file, without starting Spark.")
public final class Check implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "pinfold.yaml; default: that of $$PINFOLD_HOME/conf, ./conf or the jar.")
  private Path config;

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    Pinfold.end(new Check(), arguments);
  }

  @Override
  public Integer call() {
    ConfigurationCheck check =
        ConfigurationCheck.of(
            ConfigurationPlace.find(config, System.getenv(), Path.of("")), ConfigurationPart.all());
    PrintWriter out = spec.commandLine().getOut();
    check.read().forEach(out::println);
    out.flush();
    if (!check.problems().isEmpty()) {
      throw new UserException(
          UserException.Kind.USAGE, String.join(System.lineSeparator(), check.problems()));
    }
    return ExitCodes.DONE;
  }
}
