// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.protect.keys.KeyMaterial;
import java.io.Serializable;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * Stands for what has no column: names of fields that are not known, and their values, and an event
 * as a whole.
 */
public final class Pseudonyms implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String KEY = "KEY";
  private static final String OTHER = "OTHER";
  private static final String EVENT = "EVENT";

  private final Tokenizer tokenizer;
  private final Encryptor encryptor;

  public Pseudonyms(KeyMaterial keys) {
    this.tokenizer = new Tokenizer(keys);
    this.encryptor = new Encryptor(keys);
  }

  /** The token of a field's name: an e-mail's or phone's own, so that it joins with values. */
  public String key(String name) {
    String domain = ValueTyping.domain(dev.pinfold.catalog.PersonalDataType.NONE, name, null);
    boolean isOwn = domain.equals("EMAIL_ADDRESS") || domain.equals("PHONE_NUMBER");
    return isOwn
        ? tokenizer.token(domain, Normalizer.normalize(domain, name, null))
        : tokenizer.token(KEY, name);
  }

  /**
   * 64 bits that stand for an event.
   *
   * @param content a hash of what it says
   */
  public long event(byte[] content) {
    return tokenizer.number(EVENT, content);
  }

  /** A JSON text, encrypted. */
  public String seal(String json) {
    return encryptor.encrypt(OTHER, json);
  }

  /**
   * What {@link #seal} was given.
   *
   * @return empty where another key was taken
   */
  public Optional<String> unseal(String text) {
    return open(OTHER, text);
  }

  /**
   * What a column's value was before it was encrypted.
   *
   * @param domain the column's type
   * @return empty where another key, or domain, was taken
   */
  public Optional<String> open(String domain, String text) {
    try {
      return Optional.of(encryptor.decrypt(domain, text));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }
}
