// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * How S3 is spoken to: {@code aws:} of {@code pinfold.yaml}, checked. Holds no credentials; those
 * come from the AWS SDK's default chain.
 *
 * @param fips whether AWS's endpoints of FIPS 140 are used; never together with an endpoint
 * @param region empty: S3 is asked for each bucket's
 * @param endpoint empty: AWS's own; https, or http where that was allowed
 * @param pathStyle whether the bucket stands in the path instead of the host's name
 * @param requesterPays whether requests are paid by who makes them
 */
public record AwsSettings(
    boolean fips,
    Optional<String> region,
    Optional<URI> endpoint,
    boolean pathStyle,
    boolean requesterPays,
    ObjectEncryption encryption) {

  /** What S3 encrypts written objects with. */
  public enum EncryptionKind {
    /** What the bucket does by itself. */
    BUCKET,
    /** Keys of S3's own. */
    SSE_S3,
    /** A key of AWS KMS. */
    SSE_KMS,
    /** A key of AWS KMS, in two layers. */
    DSSE_KMS
  }

  /**
   * Server-side encryption of what is written.
   *
   * @param kmsKey the key's ARN; empty: the account's default key for S3
   * @param context what a key's policy can ask for; not secret
   */
  public record ObjectEncryption(
      EncryptionKind kind, Optional<String> kmsKey, Map<String, String> context) {
    public static final ObjectEncryption BUCKETS_OWN =
        new ObjectEncryption(EncryptionKind.BUCKET, Optional.empty(), Map.of());

    public ObjectEncryption {
      requireNonNull(kind, "kind is null");
      context = Map.copyOf(context);
    }
  }

  public static final AwsSettings DEFAULT =
      new AwsSettings(
          false, Optional.empty(), Optional.empty(), false, false, ObjectEncryption.BUCKETS_OWN);

  /** Whether requests go without TLS. */
  boolean isPlain() {
    return endpoint.isPresent() && endpoint.get().getScheme().equalsIgnoreCase("http");
  }

  public AwsSettings {
    requireNonNull(encryption, "encryption is null");
    if (fips && (endpoint.isPresent() || pathStyle)) {
      throw new IllegalArgumentException("fips goes with AWS's own endpoints alone");
    }
  }
}
