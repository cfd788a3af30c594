// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.ingest.RawSealer;
import dev.pinfold.protect.keys.KeyMaterial;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** Encrypts the bytes of bad records (AES-GCM), bound to their file and position. */
public final class QuarantineSealer implements RawSealer {
  private static final long serialVersionUID = 1L;

  private final KeyMaterial keys;

  public QuarantineSealer(KeyMaterial keys) {
    this.keys = keys;
  }

  @Override
  public byte[] seal(String file, long position, byte[] raw) {
    try {
      return keys.quarantine().encrypt(raw, place(file, position));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("encryption failed", e);
    }
  }

  /**
   * The bytes that were sealed.
   *
   * @throws GeneralSecurityException where they were not sealed with this key for this place
   */
  public byte[] open(String file, long position, byte[] sealed) throws GeneralSecurityException {
    return keys.quarantine().decrypt(sealed, place(file, position));
  }

  private static byte[] place(String file, long position) {
    return (file + "@" + position).getBytes(StandardCharsets.UTF_8);
  }
}
