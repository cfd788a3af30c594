// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.Optional;

/** Encrypts the profile of a column before it is stored, bound to the column's path. */
public interface ProfileCipher {
  byte[] encrypt(String path, byte[] profile);

  /** The profile's bytes; empty where they were not encrypted with this key for this path. */
  Optional<byte[]> decrypt(String path, byte[] encrypted);
}
