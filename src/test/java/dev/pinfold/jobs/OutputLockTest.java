// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.UserException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputLockTest {
  /** No process has it: the kernel's largest number is far below. */
  private static final long NO_PROCESS = 999_999_999;

  @TempDir private Path output;
  private final Configuration hadoop = new Configuration();

  private OutputLock take(String runId, Clock clock) throws IOException {
    return OutputLock.take(output.toUri().toString(), runId, clock, hadoop, Duration.ofMillis(300));
  }

  private Path file() {
    return output.resolve(OutputLock.NAME);
  }

  @Test
  void take_whileAnotherRunIsAtWork_namesIt() throws IOException {
    try (OutputLock lock = take("first", Clock.systemUTC())) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> take("second", Clock.systemUTC()))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("run first on ")
          .hasMessageContaining("is at work there; wait for its end");
      assertThat(Files.readString(file())).startsWith("first\n");
    }
    assertThat(file()).doesNotExist();
    take("second", Clock.systemUTC()).close();
  }

  @Test
  void take_runThatHasNotBeenSeenForMinutes_isTakenOver() throws IOException {
    Files.writeString(file(), "old\nelsewhere\n1\n");
    assertThatThrownBy(() -> take("new", Clock.systemUTC())).isInstanceOf(UserException.class);

    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(4));
    try (OutputLock lock = take("new", later)) {
      assertThat(lock).isNotNull();
      assertThat(Files.readString(file())).startsWith("new\n");
    }
  }

  /** So that a scheduler that tries again at once does not use up its tries. */
  @Test
  void take_runThatHasMissedItsBeats_isWaitedForUntilItIsDead() throws IOException {
    Files.writeString(file(), "old\nelsewhere\n1\n");
    Clock later =
        Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3).minus(Duration.ofMillis(700)));
    long began = System.nanoTime();

    try (OutputLock lock = take("new", later)) {
      assertThat(lock).isNotNull();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(600));
      assertThat(Files.readString(file())).startsWith("new\n");
    }
  }

  @Test
  void take_runThatEndsWhileItIsWaitedFor_leavesTheLockFree() throws Exception {
    Files.writeString(file(), "old\nelsewhere\n1\n");
    Clock later =
        Clock.offset(Clock.systemUTC(), Duration.ofMinutes(3).minus(Duration.ofMillis(900)));
    Thread end =
        new Thread(
            () -> {
              try {
                Thread.sleep(300);
                Files.delete(file());
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    end.start();

    try (OutputLock lock = take("new", later)) {
      assertThat(lock).isNotNull();
      assertThat(Files.readString(file())).startsWith("new\n");
    }
    end.join();
  }

  @Test
  void take_processOfThisMachineThatIsGone_isTakenOverAtOnce() throws IOException {
    Files.writeString(
        file(), "old\n" + InetAddress.getLocalHost().getHostName() + "\n" + NO_PROCESS + " 0\n");

    try (OutputLock lock = take("new", Clock.systemUTC())) {
      assertThat(lock).isNotNull();
      assertThat(Files.readString(file())).startsWith("new\n");
    }
  }

  @Test
  void take_emptyFile_isAnotherRunThatIsJustWritingIt() throws IOException {
    Files.createFile(file());

    assertThatThrownBy(() -> take("new", Clock.systemUTC()))
        .hasMessageContaining("run (not known) on (not known) is at work there");
  }

  /** In a container the first process has the same number after each start. */
  @Test
  void take_anotherProcessOfTheSameNumber_isTakenOverAtOnce() throws IOException {
    String host = InetAddress.getLocalHost().getHostName();
    long here = ProcessHandle.current().pid();
    Files.writeString(file(), "old\n" + host + "\n" + here + " 86400000\n");

    try (OutputLock lock = take("new", Clock.systemUTC())) {
      assertThat(lock).isNotNull();
      assertThat(Files.readString(file())).startsWith("new\n" + host + "\n" + here + " ");
    }
  }

  /** What a killed process leaves that was writing the file. */
  @Test
  void take_fileThatDoesNotMatchItsChecksum_isTakenOverAfterMinutes() throws IOException {
    try (OutputLock lock = take("old", Clock.systemUTC())) {
      Files.writeString(file(), "o");
      assertThatThrownBy(() -> take("new", Clock.systemUTC()))
          .hasMessageContaining("run (not known) on (not known) is at work there");

      Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(4));
      take("new", later).close();
      assertThat(lock).isNotNull();
    }
  }

  /** As where its machine's clock is minutes behind. */
  @Test
  void take_runThatSeemsDead_andGivesASignOfLifeMeanwhile_isLeftAtWork() throws Exception {
    Files.writeString(file(), "old\nelsewhere\n1\n");
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(4));
    Thread beat =
        new Thread(
            () -> {
              try {
                for (int i = 1; i <= 40; i++) {
                  Thread.sleep(20);
                  Files.setLastModifiedTime(file(), FileTime.from(Instant.now().plusSeconds(i)));
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    beat.start();

    assertThatThrownBy(() -> take("new", later)).hasMessageContaining("run old on elsewhere");

    beat.join();
  }

  @Test
  void requireHeld_afterAnotherHasTakenItOver_saysSo_andLeavesTheOthersFile() throws IOException {
    OutputLock first = take("first", Clock.systemUTC());
    first.requireHeld();
    Files.delete(file());
    OutputLock second = take("second", Clock.systemUTC());

    assertThatThrownBy(first::requireHeld)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("another run has taken it over");
    assertThat(first.isHeld()).isFalse();
    first.close();
    second.requireHeld();
    second.close();
  }
}
