// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.spark.TableTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJournalTest {
  private static final TableTransaction RUN =
      new TableTransaction("20261031-020000-ab", 1793404800000L);

  @TempDir private Path output;
  private RunJournal journal;

  @BeforeEach
  void open() throws IOException {
    journal = RunJournal.of(output.toString(), new Configuration());
  }

  @Test
  void runThatBegan_isUnfinished_untilItEnds() throws IOException {
    assertThat(journal.unfinished()).isEmpty();
    journal.begin(RUN);
    assertThat(journal.unfinished()).contains(RUN);
    journal.end();
    assertThat(journal.unfinished()).isEmpty();
  }

  @Test
  void tablesToForget_areThoseOfThatRun() throws IOException {
    journal.begin(RUN);
    journal.willForget(RUN, List.of("endpoints", "kpi_totals"));

    assertThat(journal.toForget(RUN)).containsExactly("endpoints", "kpi_totals");
    assertThat(journal.toForget(new TableTransaction("other", 5))).isEmpty();
  }

  /** A process can die within the write of the file itself, wherever in it. */
  @Test
  void fileThatWasCutShort_saysNothing() throws IOException {
    journal.begin(RUN);
    journal.willForget(RUN, List.of("endpoints", "kpis"));
    for (String name : List.of(RunJournal.OPEN, RunJournal.FORGET)) {
      Path file = output.resolve(name);
      byte[] whole = Files.readAllBytes(file);
      for (int length = 0; length < whole.length; length++) {
        Files.deleteIfExists(output.resolve("." + name + ".crc"));
        Files.write(file, Arrays.copyOf(whole, length));
        if (name.equals(RunJournal.OPEN)) {
          assertThat(journal.unfinished()).isEmpty();
        } else {
          assertThat(journal.toForget(RUN)).isEmpty();
        }
      }
    }
  }
}
