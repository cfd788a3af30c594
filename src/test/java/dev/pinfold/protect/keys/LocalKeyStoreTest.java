// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKeyStoreTest {
  @TempDir private Path directory;

  @Test
  void create_newFile_isReadableByItsOwnerAlone() throws Exception {
    Path keys = directory.resolve("keys");
    LocalKeyStore store = new LocalKeyStore(keys);
    store.create("a", new byte[] {1, 2});
    assertThat(store.read("a")).hasValue(new byte[] {1, 2});
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("a"))))
        .isEqualTo("rw-------");
    assertThat(Files.list(keys)).containsExactly(keys.resolve("a"));
  }

  @Test
  void create_fileThatExists_isRefusedAndKept() {
    LocalKeyStore store = new LocalKeyStore(directory);
    store.create("a", new byte[] {1});
    assertThatThrownBy(() -> store.create("a", new byte[] {2}))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("cannot be made");
    assertThat(store.read("a")).hasValue(new byte[] {1});
  }

  @Test
  void read_absentFile_isEmpty() {
    assertThat(new LocalKeyStore(directory.resolve("none")).read("a")).isEmpty();
  }
}
