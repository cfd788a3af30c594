// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/**
 * TLS 1.2 and later, for every connection that a JVM of Pinfold's opens. Java fixes its versions
 * when TLS is first used, so they are Java options of each process, and here only asked for where
 * nobody did and looked at before data goes out.
 */
final class TlsVersions {
  /** Java's own property; Netty's OpenSSL heeds it too. */
  static final String PROPERTY = "jdk.tls.client.protocols";

  static final String ALLOWED = "TLSv1.2,TLSv1.3";

  private TlsVersions() {}

  /** Has an effect where this JVM has not used TLS yet. */
  static void ask() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, ALLOWED);
    }
  }

  /** What an executor's JVM is started with, behind the options that it has. */
  static String javaOptions(String present) {
    String option = "-D" + PROPERTY + "=" + ALLOWED;
    return present.contains("-D" + PROPERTY + "=") ? present : (present + " " + option).strip();
  }

  /**
   * Looks at what this JVM would offer a server.
   *
   * @throws UserException where an older version is among it
   */
  static void require() {
    try {
      require(SSLContext.getDefault().getDefaultSSLParameters().getProtocols());
    } catch (NoSuchAlgorithmException e) {
      throw new UserException(
          UserException.Kind.USAGE,
          "TLS: this Java has no working default (its trust store cannot be opened?); check"
              + " javax.net.ssl.trustStore",
          e);
    }
  }

  static void require(String[] offered) {
    Set<String> old = new TreeSet<>(Arrays.asList(offered));
    Arrays.asList(ALLOWED.split(",", -1)).forEach(old::remove);
    if (!old.isEmpty()) {
      throw new UserException(
          UserException.Kind.USAGE,
          "TLS: this Java would speak "
              + String.join(", ", old)
              + "; start it with -D"
              + PROPERTY
              + "="
              + ALLOWED);
    }
  }
}
