// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.protect.Pseudonyms;
import dev.pinfold.protect.keys.Keysets;
import dev.pinfold.protect.keys.LocalKeyStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
  @TempDir private Path directory;
  private FileNames names;

  @BeforeEach
  void open() throws IOException {
    LocalKeyStore store = new LocalKeyStore(directory);
    names =
        new FileNames(
            Rules.load(SettingsFile.find(null)).valueIdentifiers(),
            new Pseudonyms(
                new Keysets(store)
                    .open(Keysets.localWrappingKey(store, Keysets.LOCAL_WRAPPING_KEY))));
  }

  @Test
  void shown_addressInAName_isItsToken() {
    assertThat(names.shown("imports/lena.vogt@example.org/list-1.csv"))
        .matches("imports/t1\\.[a-z]{32}/list-1\\.csv");
    assertThat(names.shown("imports/of +49 151 23456789.csv"))
        .matches("imports/of t1\\.[a-z]{32}\\.csv");
  }

  @Test
  void shown_twoPeople_areTwoNames() {
    assertThat(names.shown("a/lena.vogt@example.org/x"))
        .isNotEqualTo(names.shown("a/max.vogt@example.org/x"))
        .isEqualTo(names.shown("a/Lena.Vogt@example.org/x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events/2026/10/01/00/stream-1-2026-10-01-00-15-12-0b8d3c1e-7a55-4e0e-9f0e-6a1b2c3d4e5f.gz",
        "endpoints/part-00000-5550123456.c000.json.gz",
        "imports/@daily/a+b.csv"
      })
  void shown_ordinaryName_stays(String name) {
    assertThat(names.shown(name)).isEqualTo(name);
  }
}
