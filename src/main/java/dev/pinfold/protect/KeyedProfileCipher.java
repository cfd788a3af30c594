// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import com.google.crypto.tink.Aead;
import dev.pinfold.classify.ProfileCipher;
import dev.pinfold.protect.keys.KeyMaterial;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** Encrypts profiles (AES-GCM) with the key of the bad records, for paths of their own. */
public final class KeyedProfileCipher implements ProfileCipher {
  private final Aead aead;

  public KeyedProfileCipher(KeyMaterial keys) {
    this.aead = keys.quarantine();
  }

  @Override
  public byte[] encrypt(String path, byte[] profile) {
    try {
      return aead.encrypt(profile, place(path));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("encryption failed", e);
    }
  }

  @Override
  public Optional<byte[]> decrypt(String path, byte[] encrypted) {
    try {
      return Optional.of(aead.decrypt(encrypted, place(path)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** No file's position reads like this, so no bad record can stand in a profile's place. */
  private static byte[] place(String path) {
    return ("profile of " + path).getBytes(StandardCharsets.UTF_8);
  }
}
