// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.classify.identify.IdentifierFiles;
import dev.pinfold.classify.identify.IdentifierTrial;
import dev.pinfold.classify.identify.IdentifierTrial.Outcome;
import dev.pinfold.classify.identify.IdentifierTrial.Step;
import dev.pinfold.report.TextTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pinfold identifiers}: for those who write data identifiers of their own. */
@Command(
    name = "identifiers",
    mixinStandardHelpOptions = true,
    description = "Tries data identifiers.",
    subcommands = Identifiers.Try.class)
public final class Identifiers implements Callable<Integer> {
  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    Pinfold.end(new Identifiers(), arguments);
  }

  @Override
  public Integer call() {
    throw new CommandLine.ParameterException(spec.commandLine(), "no command given; try: test");
  }

  /** {@code pinfold identifiers test FILE --value V}: says, step by step, what each makes of it. */
  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Tries the identifiers of a file on a value; prints what each step says.")
  static final class Try implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A file such as conf/identifiers/contact.yaml.")
    private Path file;

    @Option(
        names = "--value",
        required = true,
        paramLabel = "VALUE",
        description = "A value, or a text that may hold some; several times for several.")
    private List<String> values;

    @Option(names = "--column", paramLabel = "NAME", description = "A column's name to try too.")
    private String column = "";

    @Option(names = "--all", description = "Print identifiers that match nothing, too.")
    private boolean all;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      TextTable table =
          new TextTable(
              List.of(
                  "Value",
                  "Identifier",
                  "Type",
                  "Gate",
                  "Pattern",
                  "Validator",
                  "Allowed",
                  "Match",
                  "Name"),
              Set.of());
      boolean isAny = false;
      for (int i = 0; i < values.size(); i++) {
        for (Outcome outcome :
            IdentifierTrial.of(IdentifierFiles.loadFile(file), values.get(i), column)) {
          boolean matches =
              outcome.isWhole() || !outcome.spans().isEmpty() || outcome.nameStrength() > 0;
          isAny |= matches;
          if (matches || all) {
            table.add(row(i + 1, outcome));
          }
        }
      }
      spec.commandLine().getOut().print(isAny || all ? table : "No identifier matches.\n");
      spec.commandLine().getOut().flush();
      return ExitCodes.DONE;
    }

    private static String[] row(int value, Outcome outcome) {
      return new String[] {
        Integer.toString(value),
        outcome.identifier().id(),
        outcome.identifier().type().name(),
        word(outcome.gate()),
        word(outcome.pattern()),
        word(outcome.validator()),
        outcome.allowed() ? "yes" : "",
        match(outcome),
        outcome.nameStrength() > 0 ? String.format(Locale.ROOT, "%.2f", outcome.nameStrength()) : ""
      };
    }

    private static String match(Outcome outcome) {
      if (outcome.isWhole()) {
        return outcome.identifier().weak() ? "whole, weak" : "whole";
      }
      return outcome.spans().isEmpty() ? "" : "at " + String.join(", ", outcome.spans());
    }

    private static String word(Step step) {
      return switch (step) {
        case PASSED -> "passed";
        case FAILED -> "failed";
        case ABSENT -> "none";
        case NOT_ASKED -> "-";
      };
    }
  }
}
