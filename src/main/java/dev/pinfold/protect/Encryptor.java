// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.protect.keys.KeyMaterial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * Encrypts values so that the key holder can reverse it (AES-SIV, RFC 5297).
 *
 * <p><b>Warning:</b> it is deterministic: equal values of a domain get equal texts.
 */
public final class Encryptor implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String PREFIX = "e1.";

  private final KeyMaterial keys;

  public Encryptor(KeyMaterial keys) {
    this.keys = keys;
  }

  /** {@code e1.} and the ciphertext in URL-safe base64; bound to the domain. */
  public String encrypt(String domain, String value) {
    try {
      byte[] sealed =
          keys.encryption()
              .encryptDeterministically(
                  value.getBytes(StandardCharsets.UTF_8), domain.getBytes(StandardCharsets.UTF_8));
      return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("encryption failed", e);
    }
  }

  /**
   * What {@link #encrypt} was given.
   *
   * @throws GeneralSecurityException where the text was not made with this key for this domain
   */
  public String decrypt(String domain, String text) throws GeneralSecurityException {
    if (!text.startsWith(PREFIX)) {
      throw new GeneralSecurityException("not an encrypted value");
    }
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(text.substring(PREFIX.length()));
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not an encrypted value", e);
    }
    return new String(
        keys.encryption().decryptDeterministically(sealed, domain.getBytes(StandardCharsets.UTF_8)),
        StandardCharsets.UTF_8);
  }
}
