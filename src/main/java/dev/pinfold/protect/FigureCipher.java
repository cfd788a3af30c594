// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.protect.keys.KeyMaterial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Encrypts exact figures (AES-GCM) that one run leaves to the next, with the key of the bad
 * records, bound to their place. Reaches executors as {@link KeyMaterial} does.
 */
public final class FigureCipher implements Serializable {
  private static final long serialVersionUID = 1L;

  private final KeyMaterial keys;

  public FigureCipher(KeyMaterial keys) {
    this.keys = keys;
  }

  public byte[] encrypt(String place, byte[] figures) {
    try {
      return keys.quarantine().encrypt(figures, bound(place));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("encryption failed", e);
    }
  }

  /** The figures' bytes; empty where they were not encrypted with this key for this place. */
  public Optional<byte[]> decrypt(String place, byte[] encrypted) {
    try {
      return Optional.of(keys.quarantine().decrypt(encrypted, bound(place)));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  /** Neither a file's position nor a profile's path reads like this. */
  private static byte[] bound(String place) {
    return ("figures of " + place).getBytes(StandardCharsets.UTF_8);
  }
}
