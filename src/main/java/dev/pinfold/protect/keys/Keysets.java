// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import dev.pinfold.catalog.UserException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Opens the keysets of an output, and makes them where there are none: one for tokens (HMAC-SHA256
 * PRF), one for reversible encryption (AES-SIV), one for quarantine (AES-GCM). They rest wrapped.
 */
public final class Keysets {
  static final String TOKENS = "tokens.keyset.json";
  static final String ENCRYPTION = "encryption.keyset.json";
  static final String QUARANTINE = "quarantine.keyset.json";

  /** What a wrapping key is called that Pinfold makes by itself. */
  public static final String LOCAL_WRAPPING_KEY = "wrapping-key.json";

  private final KeyStore store;

  static {
    try {
      PrfConfig.register();
      DeterministicAeadConfig.register();
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink's primitives cannot be registered", e);
    }
  }

  public Keysets(KeyStore store) {
    this.store = store;
  }

  /** The keysets, wrapped by this key. */
  public KeyMaterial open(Aead wrapping) {
    return new KeyMaterial(
        openOne(TOKENS, "HMAC_SHA256_PRF", wrapping),
        openOne(ENCRYPTION, "AES256_SIV", wrapping),
        openOne(QUARANTINE, "AES256_GCM", wrapping));
  }

  /** A wrapping key that lies, in the clear, in a store of its own; made where there is none. */
  public static Aead localWrappingKey(KeyStore store, String name) {
    try {
      Optional<byte[]> present = store.read(name);
      KeysetHandle key;
      if (present.isPresent()) {
        key =
            TinkJsonProtoKeysetFormat.parseKeyset(
                new String(present.get(), StandardCharsets.UTF_8),
                RegistryConfiguration.get(),
                InsecureSecretKeyAccess.get());
      } else {
        key =
            KeysetHandle.generateNew(
                KeyTemplates.get("AES256_GCM").toParameters(), RegistryConfiguration.get());
        store.create(
            name,
            TinkJsonProtoKeysetFormat.serializeKeyset(
                    key, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())
                .getBytes(StandardCharsets.UTF_8));
      }
      return key.getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException e) {
      throw notAKeyset(store, name, e);
    }
  }

  private KeysetHandle openOne(String name, String template, Aead wrapping) {
    byte[] bound = name.getBytes(StandardCharsets.UTF_8);
    try {
      Optional<byte[]> present = store.read(name);
      if (present.isPresent()) {
        return TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
            new String(present.get(), StandardCharsets.UTF_8),
            wrapping,
            bound,
            RegistryConfiguration.get());
      }
      KeysetHandle keyset =
          KeysetHandle.generateNew(
              KeyTemplates.get(template).toParameters(), RegistryConfiguration.get());
      store.create(
          name,
          TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                  keyset, wrapping, bound, RegistryConfiguration.get())
              .getBytes(StandardCharsets.UTF_8));
      return keyset;
    } catch (GeneralSecurityException e) {
      throw notAKeyset(store, name, e);
    }
  }

  private static UserException notAKeyset(KeyStore store, String name, Exception cause) {
    return new UserException(
        UserException.Kind.FAILED,
        "key file "
            + store.location()
            + "/"
            + name
            + ": is no keyset, or is wrapped by another key (or lies unwrapped); give the key that"
            + " it was made with, see keys: in pinfold.yaml",
        cause);
  }
}
