// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClients;
import dev.pinfold.catalog.UserException;
import java.security.GeneralSecurityException;

/** Finds the key management service's key that keysets are wrapped with. */
public final class Wrapping {
  private Wrapping() {}

  /**
   * The wrapping key behind a URI such as {@code aws-kms://arn:aws:kms:...}.
   *
   * @throws UserException where no client for it is on the class path, or it refuses
   */
  public static Aead ofKms(String uri) {
    try {
      return KmsClients.getAutoLoaded(uri).getAead(uri);
    } catch (GeneralSecurityException e) {
      throw new UserException(
          UserException.Kind.USAGE,
          "keys.kms_uri: no client for "
              + uri.replaceAll(":.*", "")
              + " keys is on the class path, or it refused; add com.google.crypto.tink:tink-awskms"
              + " with --packages and check the credentials",
          e);
    }
  }
}
