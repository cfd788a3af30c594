// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentifierFilesTest {
  @Test
  void load_shippedDirectory_equalsBuiltIn() {
    assertThat(IdentifierFiles.load(Path.of("conf/identifiers")))
        .containsExactlyInAnyOrderElementsOf(IdentifierFiles.loadBuiltIn());
  }

  @Test
  void load_severalProblems_namesAllWithPosition(@TempDir Path directory) throws Exception {
    Files.writeString(
        directory.resolve("mine.yaml"),
        "identifiers:\n  - {id: a, type: AGE, pattern: '(', gate: 'size 3', colour: red}\n"
            + "  - {id: a, type: BADGE, validator: lun}\n");
    assertThatThrownBy(() -> IdentifierFiles.load(directory))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("mine.yaml:2:")
        .hasMessageContaining("regular expression")
        .hasMessageContaining("unknown clause 'size'")
        .hasMessageContaining("unknown key")
        .hasMessageContaining("declared twice")
        .hasMessageContaining("unknown type 'BADGE'")
        .hasMessageContaining("unknown validator 'lun'; did you mean 'luhn'?");
  }
}
