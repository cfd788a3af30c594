// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
  @TempDir private Path directory;

  @BeforeEach
  void copyConfiguration() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("conf"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = directory.resolve(Path.of("conf").relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private Rules load() {
    return Rules.load(SettingsFile.find(directory.resolve("pinfold.yaml")));
  }

  @Test
  void load_again_readsNothingAgain() {
    Rules first = load();
    assertThat(load()).isSameAs(first);
  }

  @Test
  void load_identifierFileThatCameAndWent_isNoticed() throws IOException {
    Rules first = load();
    Path own = directory.resolve("identifiers/own.yaml");
    Files.writeString(
        own, "identifiers:\n  - {id: own, type: EMAIL_ADDRESS, pattern: 'own-[0-9]+'}\n");
    assertThat(load().valueIdentifiers().ids())
        .hasSize(first.valueIdentifiers().ids().size() + 1)
        .contains("own");
    Files.delete(own);
    assertThat(load().valueIdentifiers().ids()).isEqualTo(first.valueIdentifiers().ids());
  }

  @Test
  void load_changedFiles_areReadAndRefusedAnew() throws IOException {
    Rules first = load();
    for (String name : List.of("policy.yaml", "kpis.yaml", "detection.yaml")) {
      Path file = directory.resolve(name);
      String before = Files.readString(file);
      Files.writeString(file, before + "\nunknown: 1\n");
      assertThatThrownBy(this::load)
          .isInstanceOf(UserException.class)
          .hasMessageContaining(name)
          .hasMessageContaining("unknown");
      Files.writeString(file, before);
      assertThat(load().digest()).isEqualTo(first.digest());
    }
  }
}
