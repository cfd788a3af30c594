// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Sensitivity;
import dev.pinfold.catalog.UserException;
import dev.pinfold.classify.Classifier;
import dev.pinfold.classify.ColumnProfiles;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.PersonalKeys;
import dev.pinfold.classify.RecordProfiler;
import dev.pinfold.ingest.JsonTape.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own identifiers: allow lists, ignored words, distances, severities. */
class IdentifierOptionsTest {
  private static final String OWN =
      """
      identifiers:
        - id: badge
          type: BADGE_NUMBER
          sensitivity: MEDIUM
          identifiability: DIRECT
          pattern: 'B-[0-9]{5}'
          weight: 1
          span: true
          names: {en: [badge]}
          allow: ['B-00000']
          allow_patterns: ['B-999..']
          ignore: ['77777']
          severity: {1: LOW, 10: CRITICAL}
        - id: locker
          type: LOCKER
          sensitivity: LOW
          identifiability: DIRECT
          pattern: '[0-9]{3}'
          weight: 0.3
          weak: true
          span: true
          cues: [locker]
          cue_distance: 8
      """;

  @TempDir private Path directory;

  private List<DataIdentifier> load(String text) throws IOException {
    Path file = directory.resolve("own.yaml");
    Files.writeString(file, text);
    return IdentifierFiles.loadFile(file);
  }

  @Test
  void spans_allowedAndIgnoredValues_areNoMatch() throws IOException {
    CompiledIdentifiers own = CompiledIdentifiers.of(load(OWN));
    assertThat(own.spans("badge B-12345 and b-00000 B-00000 B-99912 B-77777", null))
        .singleElement()
        .satisfies(span -> assertThat(span.start()).isEqualTo(6));
  }

  @Test
  void spans_cueTooFarAway_doesNotCount() throws IOException {
    CompiledIdentifiers own = CompiledIdentifiers.of(load(OWN));
    assertThat(own.spans("locker: 123", null)).hasSize(1);
    assertThat(own.spans("the locker in the hall, number 123", null)).isEmpty();
  }

  @Test
  void classify_moreMatches_areOfGreaterSensitivity() throws IOException {
    List<DataIdentifier> own = load(OWN);
    assertThat(classify(own, 5).sensitivity()).isEqualTo(Sensitivity.LOW);
    assertThat(classify(own, 20).sensitivity()).isEqualTo(Sensitivity.CRITICAL);
  }

  private static Classification classify(List<DataIdentifier> own, int count) {
    CompiledIdentifiers compiled = CompiledIdentifiers.of(own);
    RecordProfiler profiler = new RecordProfiler(compiled, new PersonalKeys(own, compiled));
    ColumnPath path = ColumnPath.parse("t.badge");
    for (int i = 0; i < count; i++) {
      profiler.addRow("t");
      profiler.addValue(path, Kind.STRING, "B-" + (10_000 + i), "f", i);
    }
    return new Classifier(own, any -> Optional.empty(), any -> Optional.empty())
        .classify(path, new ColumnProfiles(profiler.snapshot()).profile(path));
  }

  @Test
  void loadFile_badOptions_areNamedWithTheirLines() {
    assertThatThrownBy(
            () ->
                load(
                    OWN.replace("cue_distance: 8", "cue_distance: 0")
                        .replace("'B-999..'", "'B-(99'")
                        .replace("10: CRITICAL", "many: CRITICAL")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cue_distance: must be 1 to 300")
        .hasMessageContaining("allow_patterns: is no regular expression")
        .hasMessageContaining("many: must be a number of matches");
  }

  @Test
  void trial_steps_sayWhereAValueFails() throws IOException {
    List<IdentifierTrial.Outcome> outcomes = IdentifierTrial.of(load(OWN), "B-1234", "badge");
    assertThat(outcomes.get(0).pattern()).isEqualTo(IdentifierTrial.Step.FAILED);
    assertThat(outcomes.get(0).nameStrength()).isEqualTo(1);
    assertThat(IdentifierTrial.of(load(OWN), "B-12345", "").get(0).isWhole()).isTrue();
  }
}
