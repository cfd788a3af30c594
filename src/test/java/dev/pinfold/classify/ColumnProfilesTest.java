// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.ColumnPath;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnProfilesTest {
  private static Map<ColumnPath, ColumnProfile> part(String... records) {
    RecordProfiler profiler =
        new RecordProfiler(
            new SmallIdentifiers(),
            new PersonalKeys(SmallIdentifiers.declare(), new SmallIdentifiers()));
    for (String record : records) {
      profiler.add("r", Tapes.of(record), "f", 0);
    }
    return profiler.snapshot();
  }

  @Test
  void columns_mixedTree_areTheLeavesAndWhatHeldValues() {
    ColumnProfiles all =
        new ColumnProfiles(
            part("{'a':{'b':1},'o':{},'n':null,'e':[]}", "{'a':'text','s':{'t':{'u':true}}}"));
    assertThat(all.columns())
        .extracting(ColumnPath::toString)
        .containsExactly("r.a", "r.a.b", "r.e", "r.n", "r.s.t.u");
    assertThat(all.childNames(ColumnPath.of("r"))).containsExactly("a", "e", "n", "o", "s");
    assertThat(all.childNames(ColumnPath.of("r", "n"))).isEmpty();
    assertThat(all.occurrences(ColumnPath.of("r", "a"))).isEqualTo(2);
    assertThat(all.occurrences(ColumnPath.of("r", "unknown"))).isZero();
  }

  @Test
  void profile_columnThatAPartNeverSaw_hasTheRootsRows() {
    Map<ColumnPath, ColumnProfile> merged = new HashMap<>(part("{'a':1}", "{'a':2}"));
    part("{'b':1}").forEach((path, one) -> merged.merge(path, one, ColumnProfile::merge));
    ColumnProfiles all = new ColumnProfiles(merged);
    assertThat(all.profile(ColumnPath.of("r", "a")).rows()).isEqualTo(3);
    assertThat(all.profile(ColumnPath.of("r", "b")).rows()).isEqualTo(3);
    assertThat(all.profile(ColumnPath.of("r", "b")).nonNull()).isEqualTo(1);
  }
}
