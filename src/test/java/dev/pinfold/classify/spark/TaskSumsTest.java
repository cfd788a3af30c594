// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.classify.spark.ProfileOutput.FaultCount;
import dev.pinfold.classify.spark.ProfileOutput.PartCount;
import dev.pinfold.classify.spark.ProfileOutput.SealedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class TaskSumsTest {
  private static ProfileOutput bad(String reason) {
    return new SealedRecord("f", 1, reason, new byte[] {1});
  }

  @Test
  void next_badRecordsAmongOthers_areToldInSumAtTheEnd() {
    PartCount first = new PartCount("f", 3, 1, false);
    PartCount second = new PartCount("g", 5, 2, true);
    List<ProfileOutput> sums = new ArrayList<>();
    new TaskSums(List.of(bad("b: x"), first, bad("a"), bad("b: y"), second, bad("b")).iterator())
        .forEachRemaining(sums::add);
    assertThat(sums).containsExactly(first, second, new FaultCount("a", 1), new FaultCount("b", 3));
  }

  @Test
  void next_badRecordsAlone_orNothing_ends() {
    TaskSums alone = new TaskSums(List.of(bad("a"), bad("a")).iterator());
    assertThat(alone.next()).isEqualTo(new FaultCount("a", 2));
    assertThat(alone.hasNext()).isFalse();
    assertThatThrownBy(alone::next).isInstanceOf(NoSuchElementException.class);
    assertThat(new TaskSums(List.<ProfileOutput>of().iterator()).hasNext()).isFalse();
  }
}
