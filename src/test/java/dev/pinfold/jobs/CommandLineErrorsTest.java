// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.UserException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandLineErrorsTest {
  private static final String VALUE = "lena.vogt@example.org";

  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @EnumSource(UserException.Kind.class)
  void execute_userException_printsItsMessageAndEndsWithItsCode(UserException.Kind kind) {
    int code =
        execute(
            () -> {
              throw new UserException(kind, "input x: does not exist; give --input a folder");
            });

    assertThat(code).isEqualTo(kind.exitCode());
    assertThat(errors.toString().strip())
        .isEqualTo("pinfold: input x: does not exist; give --input a folder");
  }

  @Test
  void execute_userExceptionInsideAnother_isStillTheOneShown() {
    int code =
        execute(
            () -> {
              throw new IllegalStateException(
                  VALUE, new UserException(UserException.Kind.DATA, "nothing readable"));
            });

    assertThat(code).isEqualTo(3);
    assertThat(errors.toString().strip()).isEqualTo("pinfold: nothing readable");
  }

  /** A task's failure reaches the driver as text. */
  @Test
  void execute_diskWithoutRoom_isNamedHoweverDeepItLies() {
    int code =
        execute(
            () -> {
              throw new UserException(
                  UserException.Kind.FAILED,
                  "output x: cannot be written",
                  new IllegalStateException(
                      VALUE + " org.apache.hadoop.fs.FSError: No space left on device"));
            });

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString().lines())
        .singleElement()
        .asString()
        .startsWith("pinfold: no space is left on a disk")
        .doesNotContain(VALUE);
  }

  @Test
  void execute_unexpectedFailure_namesClassesAndPlaceButNoMessage() {
    int code = execute(CommandLineErrorsTest::fail);

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString().lines())
        .singleElement()
        .asString()
        .startsWith(
            "pinfold: unexpected failure: java.lang.IllegalStateException"
                + " <- java.io.IOException at dev.pinfold.jobs.CommandLineErrorsTest.fail(")
        .endsWith("run again with --stacktrace for the stack frames")
        .doesNotContain(VALUE);
  }

  @Test
  void execute_unexpectedFailureWithStacktrace_printsFramesButNoMessage() {
    int code = execute(CommandLineErrorsTest::fail, "--stacktrace");

    assertThat(code).isEqualTo(1);
    assertThat(errors.toString())
        .contains("    at dev.pinfold.jobs.CommandLineErrorsTest.fail(")
        .contains("java.io.IOException")
        .doesNotContain(VALUE)
        .doesNotContain("run again");
  }

  @Test
  void execute_unknownOption_isUsageOnOneLineWithTheNearestAndHelp() {
    int code = execute(() -> 0, "--stacktrac");

    assertThat(code).isEqualTo(2);
    assertThat(errors.toString().lines())
        .singleElement()
        .asString()
        .startsWith("pinfold: Unknown option: '--stacktrac'")
        .contains("did you mean '--stacktrace'?")
        .endsWith("see trial --help");
  }

  @Test
  void execute_goodCommand_endsWithItsOwnCode() {
    assertThat(execute(() -> 3)).isEqualTo(3);
    assertThat(errors.toString()).isEmpty();
  }

  @Test
  void commandLine_everySubcommand_takesStacktraceAndHelp() {
    CommandLine root = CommandLineErrors.commandLine(new Pinfold());

    assertThat(root.getSubcommands()).containsKeys("check", "doctor");
    root.getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getCommandSpec().optionsMap())
                    .as(name)
                    .containsKeys("--help", "--stacktrace"));
  }

  /** Were it not so, this process would end here. */
  @Test
  void main_ofAGoodCommand_returns() {
    AtomicBoolean ran = new AtomicBoolean();
    Pinfold.end(
        new Trial(
            () -> {
              ran.set(true);
              return 0;
            }));
    assertThat(ran).isTrue();
  }

  private static Integer fail() throws Exception {
    throw new IllegalStateException("while at " + VALUE, new java.io.IOException(VALUE));
  }

  private int execute(Callable<Integer> work, String... arguments) {
    CommandLine line = CommandLineErrors.commandLine(new Trial(work));
    line.setErr(new PrintWriter(errors, true));
    return line.execute(arguments);
  }

  @Command(name = "trial", mixinStandardHelpOptions = true)
  private record Trial(Callable<Integer> work) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return work.call();
    }
  }
}
