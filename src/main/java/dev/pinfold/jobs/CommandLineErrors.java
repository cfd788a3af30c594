// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.jobs.monitor.JsonLog;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a command and turns what goes wrong into one line and an exit code. A {@link UserException}
 * shows its own message, which holds no data. Of everything else only class names and stack frames
 * are shown, never a message: Spark's and Jackson's quote the data they fail on.
 */
final class CommandLineErrors {
  private static final String STACKTRACE = "--stacktrace";

  private CommandLineErrors() {}

  /** A command line for a command object, its subcommands included. */
  static CommandLine commandLine(Object command) {
    CommandLine line = new CommandLine(command);
    addStacktrace(line);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((exception, arguments) -> usage(exception));
    line.setExecutionExceptionHandler(
        (exception, failed, parsed) -> report(exception, failed, showsFrames(parsed)));
    return line;
  }

  /** Runs to the end and returns the exit code; throws nothing. */
  @SuppressWarnings("CatchAndPrintStackTrace")
  static int execute(Object command, String... arguments) {
    CommandLine line = commandLine(command);
    try {
      return line.execute(arguments);
    } catch (Throwable error) { // an Error's message may quote data as well as an Exception's
      return report(error, line, Arrays.asList(arguments).contains(STACKTRACE));
    }
  }

  private static void addStacktrace(CommandLine line) {
    if (!line.getCommandSpec().optionsMap().containsKey(STACKTRACE)) {
      line.getCommandSpec()
          .addOption(
              OptionSpec.builder(STACKTRACE)
                  .type(boolean.class)
                  .description("On an unexpected failure, print stack frames (never data).")
                  .build());
    }
    Set<CommandLine> below = Collections.newSetFromMap(new IdentityHashMap<>());
    below.addAll(line.getSubcommands().values());
    below.forEach(CommandLineErrors::addStacktrace);
  }

  private static boolean showsFrames(CommandLine.ParseResult parsed) {
    for (CommandLine.ParseResult at = parsed; at != null; at = at.subcommand()) {
      if (at.hasMatchedOption(STACKTRACE)) {
        return true;
      }
    }
    return false;
  }

  private static int usage(ParameterException exception) {
    CommandLine line = exception.getCommandLine();
    String near =
        exception instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions().stream()
                .limit(1)
                .map(word -> "; did you mean '" + word + "'?")
                .collect(Collectors.joining())
            : "";
    print(
        line,
        oneLine(exception.getMessage())
            + near
            + "; see "
            + line.getCommandSpec().qualifiedName()
            + " --help",
        List.of());
    return ExitCodes.USAGE;
  }

  private static int report(Throwable failure, CommandLine line, boolean withFrames) {
    List<Throwable> chain = chain(failure);
    if (FullDisk.isAmong(chain)) {
      print(line, FullDisk.MESSAGE, List.of());
      return ExitCodes.FAILED;
    }
    for (Throwable link : chain) {
      if (link instanceof UserException mendable) {
        print(line, mendable.getMessage(), List.of());
        return mendable.kind().exitCode();
      }
    }
    Optional<S3Failure> ofS3 = S3Failure.of(failure);
    if (ofS3.isPresent() && !withFrames) {
      UserException mendable = ofS3.get().at("failed", failure);
      print(line, mendable.getMessage(), List.of());
      return mendable.kind().exitCode();
    }
    String causes =
        chain.stream().map(link -> link.getClass().getName()).collect(Collectors.joining(" <- "));
    print(
        line,
        "unexpected failure: "
            + causes
            + ownFrame(chain)
            + (withFrames ? "" : "; run again with " + STACKTRACE + " for the stack frames"),
        withFrames ? frames(chain) : List.of());
    return ExitCodes.FAILED;
  }

  private static List<Throwable> chain(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    for (Throwable link = failure; link != null && seen.add(link); link = link.getCause()) {
      chain.add(link);
    }
    return chain;
  }

  /** The innermost place in Pinfold's own code. */
  private static String ownFrame(List<Throwable> chain) {
    String place = "";
    for (Throwable link : chain) {
      for (StackTraceElement frame : link.getStackTrace()) {
        if (frame.getClassName().startsWith("dev.pinfold.")
            && !frame.getClassName().startsWith("dev.pinfold.shaded.")) {
          place = " at " + frame;
          break;
        }
      }
    }
    return place;
  }

  private static List<String> frames(List<Throwable> chain) {
    List<String> lines = new ArrayList<>();
    for (Throwable link : chain) {
      lines.add(link.getClass().getName());
      for (StackTraceElement frame : link.getStackTrace()) {
        lines.add("    at " + frame);
      }
    }
    return lines;
  }

  private static void print(CommandLine line, String message, List<String> frames) {
    if (JsonLog.isOn()) {
      JsonLog.failure(message, frames);
      return;
    }
    PrintWriter errors = line.getErr();
    errors.println("pinfold: " + message);
    frames.forEach(errors::println);
    errors.flush();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
