// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.keys;

import static java.util.Objects.requireNonNull;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.prf.PrfSet;
import java.io.Serializable;
import java.security.GeneralSecurityException;

/**
 * The three keysets of a run, in the clear.
 *
 * <p><b>Warning:</b> whoever holds the serialized form holds the keys. It exists only to reach
 * Spark's executors, over connections that {@code conf/spark-defaults.conf} has encrypted, and
 * never rests anywhere. {@code toString} shows nothing.
 */
public final class KeyMaterial implements Serializable {
  private static final long serialVersionUID = 1L;

  static {
    try {
      PrfConfig.register();
      DeterministicAeadConfig.register();
      AeadConfig.register();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink's primitives cannot be registered", e);
    }
  }

  private final String tokens;
  private final String encryption;
  private final String quarantine;
  private transient volatile Primitives primitives;

  private record Primitives(
      PrfSet prfs, int tokenVersion, DeterministicAead encryption, Aead quarantine) {}

  KeyMaterial(KeysetHandle tokens, KeysetHandle encryption, KeysetHandle quarantine) {
    this.tokens = clear(tokens);
    this.encryption = clear(encryption);
    this.quarantine = clear(quarantine);
  }

  private static String clear(KeysetHandle keyset) {
    requireNonNull(keyset, "keyset is null");
    try {
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a keyset cannot be serialized", e);
    }
  }

  /** The pseudorandom functions that make tokens. */
  public PrfSet prfs() {
    return primitives().prfs;
  }

  /** Which key of the set makes new tokens: 1 for the first, one more after each rotation. */
  public int tokenVersion() {
    return primitives().tokenVersion;
  }

  /** Reversible, deterministic. */
  public DeterministicAead encryption() {
    return primitives().encryption;
  }

  /** For the bytes of bad records. */
  public Aead quarantine() {
    return primitives().quarantine;
  }

  private Primitives primitives() {
    if (primitives == null) {
      try {
        KeysetHandle tokenKeys = parse(tokens);
        primitives =
            new Primitives(
                tokenKeys.getPrimitive(RegistryConfiguration.get(), PrfSet.class),
                version(tokenKeys),
                parse(encryption)
                    .getPrimitive(RegistryConfiguration.get(), DeterministicAead.class),
                parse(quarantine).getPrimitive(RegistryConfiguration.get(), Aead.class));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a keyset is not of the kind it should be", e);
      }
    }
    return primitives;
  }

  private static KeysetHandle parse(String clear) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
        clear, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
  }

  private static int version(KeysetHandle keyset) {
    for (int i = 0; i < keyset.size(); i++) {
      if (keyset.getAt(i).isPrimary()) {
        return i + 1;
      }
    }
    throw new IllegalStateException("a keyset has a primary key");
  }

  @Override
  public String toString() {
    return "KeyMaterial[not shown]";
  }
}
