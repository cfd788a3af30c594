// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.protect.keys.KeyMaterial;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.regex.Pattern;

/**
 * Makes tokens: keyed, deterministic, one-way.
 *
 * <p><b>Warning:</b> equal values get equal tokens, so that joins work; whoever sees the tokens
 * sees which rows belong to one value, and how often it occurs. Whoever holds the key can try
 * values.
 *
 * <p>A token is {@code t<key version>.} and 128 bits as 32 letters of {@code bcdfghjklmnpqrst}: no
 * digit and no vowel, so that no token looks like a number, a word or any personal data.
 */
public final class Tokenizer implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int BYTES = 16;
  private static final byte[] LETTERS = "bcdfghjklmnpqrst".getBytes(StandardCharsets.US_ASCII);

  /** What a token looks like. */
  public static final Pattern TOKEN = Pattern.compile("t[0-9]+\\.[bcdfghjklmnpqrst]{32}");

  private final KeyMaterial keys;

  public Tokenizer(KeyMaterial keys) {
    this.keys = keys;
  }

  /**
   * The token of a value.
   *
   * @param domain values of different domains get unrelated tokens
   */
  public String token(String domain, String normalized) {
    byte[] hash = hash(domain, normalized.getBytes(StandardCharsets.UTF_8), BYTES);
    byte[] letters = new byte[2 * BYTES];
    for (int i = 0; i < BYTES; i++) {
      letters[2 * i] = LETTERS[(hash[i] >> 4) & 15];
      letters[2 * i + 1] = LETTERS[hash[i] & 15];
    }
    return "t" + keys.tokenVersion() + "." + new String(letters, StandardCharsets.US_ASCII);
  }

  /** 64 bits that stand for some bytes as a token stands for a value. */
  long number(String domain, byte[] value) {
    return ByteBuffer.wrap(hash(domain, value, Long.BYTES)).getLong();
  }

  private byte[] hash(String domain, byte[] value, int size) {
    byte[] name = domain.getBytes(StandardCharsets.UTF_8);
    byte[] input =
        ByteBuffer.allocate(4 + name.length + value.length)
            .putInt(name.length)
            .put(name)
            .put(value)
            .array();
    try {
      return keys.prfs().computePrimary(input, size);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the pseudorandom function failed", e);
    }
  }
}
