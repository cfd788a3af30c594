// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.protect.keys.KeyMaterial;
import dev.pinfold.protect.keys.KeyStore;
import dev.pinfold.protect.keys.Keysets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keys of a test's own, made anew each time. */
public final class TestKeys {
  private TestKeys() {}

  public static KeyMaterial generate() {
    KeyStore store = new Memory();
    return new Keysets(store).open(Keysets.localWrappingKey(store, Keysets.LOCAL_WRAPPING_KEY));
  }

  /** Opens what {@link Pseudonyms#seal} encrypted. */
  public static Function<String, String> opener(KeyMaterial keys) {
    Encryptor encryptor = new Encryptor(keys);
    return text -> {
      try {
        return encryptor.decrypt("OTHER", text);
      } catch (GeneralSecurityException e) {
        throw new AssertionError("does not open", e);
      }
    };
  }

  /** A key store in memory. */
  public static final class Memory implements KeyStore {
    private final Map<String, byte[]> files = new HashMap<>();

    @Override
    public Optional<byte[]> read(String name) {
      return Optional.ofNullable(files.get(name));
    }

    @Override
    public void create(String name, byte[] bytes) {
      if (files.putIfAbsent(name, bytes) != null) {
        throw new IllegalStateException("exists");
      }
    }

    @Override
    public String location() {
      return "memory";
    }

    /** Every file's content as text. */
    public String allText() {
      StringBuilder text = new StringBuilder();
      files
          .values()
          .forEach(
              bytes -> text.append(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));
      return text.toString();
    }
  }
}
