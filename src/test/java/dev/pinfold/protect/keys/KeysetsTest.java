// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import dev.pinfold.catalog.UserException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetsTest {
  @TempDir private Path directory;
  private LocalKeyStore store;
  private Aead wrapping;

  @BeforeEach
  void open() {
    store = new LocalKeyStore(directory.resolve("keys"));
    wrapping = Keysets.localWrappingKey(new LocalKeyStore(directory), "wrapping");
  }

  private static byte[] tag(KeyMaterial keys) throws Exception {
    return keys.prfs().computePrimary("value".getBytes(StandardCharsets.UTF_8), 16);
  }

  @Test
  void open_again_givesTheSameKeys() throws Exception {
    byte[] first = tag(new Keysets(store).open(wrapping));
    Aead reopened = Keysets.localWrappingKey(new LocalKeyStore(directory), "wrapping");
    assertThat(tag(new Keysets(store).open(reopened))).isEqualTo(first);
  }

  @Test
  void open_otherWrappingKey_isRefusedInOneLineWithoutKeyMaterial() {
    new Keysets(store).open(wrapping);
    Aead other = Keysets.localWrappingKey(new LocalKeyStore(directory), "other");
    assertThatThrownBy(() -> new Keysets(store).open(other))
        .isInstanceOf(UserException.class)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n").contains("keys"));
  }

  @Test
  void open_damagedKeyset_isRefused() throws Exception {
    new Keysets(store).open(wrapping);
    try (Stream<Path> files = Files.list(directory.resolve("keys"))) {
      for (Path file : files.toList()) {
        Files.writeString(file, "{}");
      }
    }
    assertThatThrownBy(() -> new Keysets(store).open(wrapping)).isInstanceOf(UserException.class);
  }

  @Test
  void open_keysetsOnDisk_areWrapped() throws Exception {
    new Keysets(store).open(wrapping);
    try (Stream<Path> files = Files.list(directory.resolve("keys"))) {
      assertThat(files.toList())
          .hasSizeGreaterThanOrEqualTo(3)
          .allSatisfy(file -> assertThat(Files.readString(file)).contains("encryptedKeyset"));
    }
  }
}
