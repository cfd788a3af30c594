// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.catalog.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlMapTest {
  private final Problems problems = new Problems();

  private YamlMap read(String text) {
    return YamlFile.parse("conf/x.yaml", text, problems);
  }

  @Test
  void choice_unknownWord_namesFileLineColumnAndTheKnownOnes() {
    YamlMap map = read("rules:\n  - type: A\n    action: mask\n");
    map.maps("rules").get(0).choice("action", ProtectionAction.class);
    assertThat(problems.lines())
        .singleElement()
        .asString()
        .isEqualTo(
            "conf/x.yaml:3:5 rules[0].action: unknown action 'mask'"
                + "; known: keep, drop, tokenize, encrypt, generalize, redact");
  }

  @Test
  void allowOnly_misspeltKey_suggestsTheNearest() {
    read("min_grop_size: 3\n").allowOnly("min_group_size", "rules");
    assertThat(problems.lines())
        .containsExactly(
            "conf/x.yaml:1:1 min_grop_size: unknown key; did you mean 'min_group_size'?"
                + "; known: min_group_size, rules");
  }

  @Test
  void getters_severalFaults_areAllReported() {
    YamlMap map = read("a: x\nb: [1, {c: 2}]\nd: maybe\nb: 3\n");
    map.integer("a");
    map.flag("d");
    map.requiredText("e");
    assertThat(problems.lines())
        .containsExactly(
            "conf/x.yaml:4:1 b: stands twice",
            "conf/x.yaml:1:1 a: must be a whole number",
            "conf/x.yaml:3:1 d: must be true or false",
            "conf/x.yaml:1:1 e: is required");
    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("must be a whole number")
        .hasMessageContaining("is required");
  }

  @Test
  void parse_brokenYaml_isAProblemWithItsPosition() {
    read("a: [1, 2\nb: 3\n");
    assertThat(problems.lines())
        .singleElement()
        .asString()
        .startsWith("conf/x.yaml:2:2: is not valid YAML");
  }

  @Test
  void parse_emptyText_isAnEmptyMap() {
    assertThat(read("# nothing\n").keys()).isEmpty();
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void read_missingFile_isAProblem(@TempDir Path directory) {
    YamlFile.read(directory.resolve("absent.yaml"), problems);
    assertThat(problems.lines()).singleElement().asString().contains("cannot be read");
  }

  @Test
  void read_invalidUtf8_isAProblem(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("latin.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xe9, '\n'});
    YamlFile.read(file, problems);
    assertThat(problems.lines()).singleElement().asString().contains("is not UTF-8 text");
  }
}
