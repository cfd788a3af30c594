// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code pinfold} command; its subcommands do the work. */
@Command(
    name = "pinfold",
    mixinStandardHelpOptions = true,
    versionProvider = Pinfold.Version.class,
    description = "Finds, proves and protects the personal data in bulk Amazon Pinpoint dumps.",
    footer = {
      "",
      "Exit codes: 0 done; 1 failed; 2 bad usage or configuration; 3 a contract on the data broken.",
      "With SPARK_HOME set or --master URL, the command runs through spark-submit."
    },
    subcommands = {
      Run.class,
      Classify.class,
      Scan.class,
      Catalog.class,
      Runs.class,
      Status.class,
      Maintain.class,
      Explain.class,
      Risk.class,
      Identifiers.class,
      Sample.class,
      Check.class,
      Doctor.class
    })
public final class Pinfold implements Callable<Integer> {
  /**
   * Set by {@code jobs/pinfold} where the process is Pinfold's own: it then ends at once, whatever
   * threads are left.
   */
  private static final String OWN_PROCESS = "pinfold.own.process";

  @Spec private CommandSpec spec;

  /** As {@link #end}. */
  public static void main(String[] arguments) {
    end(new Pinfold(), arguments);
  }

  /**
   * Runs a command (the root, or one alone as a main class of its own). Whatever the command opened
   * is closed by then. Where it failed, the process ends with its exit code, so that spark-submit
   * passes the code on. Where it is done, this returns: a driver inside of somebody else's process
   * (YARN in cluster mode, a shared notebook cluster) counts as failed when it ends that process,
   * with whatever code.
   */
  static void end(Object command, String... arguments) {
    int code = CommandLineErrors.execute(command, arguments);
    if (code != ExitCodes.DONE || Boolean.getBoolean(OWN_PROCESS)) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
  }

  /** Pinfold's version, from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"pinfold " + text()};
    }

    /** Such as {@code 0.1.0}; {@code development} outside a jar. */
    static String text() {
      String version = Pinfold.class.getPackage().getImplementationVersion();
      return version == null ? "development" : version;
    }
  }
}
