// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.keys;

import java.util.Optional;

/** Where key files lie: a local directory, or one of a Hadoop file system. */
public interface KeyStore {
  /** The file's bytes, or empty where there is no such file. */
  Optional<byte[]> read(String name);

  /**
   * Makes a file that only its owner may read; fails where it exists, and is never seen in part.
   */
  void create(String name, byte[] bytes);

  /** What messages call the place. */
  String location();
}
