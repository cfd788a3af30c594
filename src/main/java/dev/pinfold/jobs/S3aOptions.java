// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.jobs.AwsSettings.ObjectEncryption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The options of Hadoop's S3A connector that {@link AwsSettings} ask for. */
final class S3aOptions {
  static final String ENDPOINT = "fs.s3a.endpoint";
  static final String REGION = "fs.s3a.endpoint.region";
  static final String FIPS = "fs.s3a.endpoint.fips";
  static final String TLS = "fs.s3a.connection.ssl.enabled";
  static final String CREDENTIALS = "fs.s3a.aws.credentials.provider";

  private S3aOptions() {}

  /** What the settings say: it holds whatever else Spark was told. */
  static Map<String, String> required(AwsSettings settings) {
    Map<String, String> options = new LinkedHashMap<>();
    settings.region().ifPresent(region -> options.put(REGION, region));
    settings.endpoint().ifPresent(endpoint -> options.put(ENDPOINT, endpoint.toString()));
    options.put(TLS, Boolean.toString(!settings.isPlain()));
    if (settings.fips()) {
      options.put(FIPS, "true");
    }
    if (settings.pathStyle()) {
      options.put("fs.s3a.path.style.access", "true");
    }
    if (settings.requesterPays()) {
      options.put("fs.s3a.requester.pays.enabled", "true");
    }
    options.putAll(encryption(settings.encryption()));
    // JSSE, whose versions of TLS the java options fix; OpenSSL has its own.
    options.put("fs.s3a.ssl.channel.mode", "default_jsse_with_gcm");
    // The lock of an output and Delta's commits rely on it.
    options.put("fs.s3a.create.conditional.enabled", "true");
    return options;
  }

  private static Map<String, String> encryption(ObjectEncryption encryption) {
    Map<String, String> options = new LinkedHashMap<>();
    switch (encryption.kind()) {
      case BUCKET -> {
        return options;
      }
      case SSE_S3 -> options.put("fs.s3a.encryption.algorithm", "AES256");
      case SSE_KMS -> options.put("fs.s3a.encryption.algorithm", "SSE-KMS");
      case DSSE_KMS -> options.put("fs.s3a.encryption.algorithm", "DSSE-KMS");
    }
    encryption.kmsKey().ifPresent(key -> options.put("fs.s3a.encryption.key", key));
    if (!encryption.context().isEmpty()) {
      options.put(
          "fs.s3a.encryption.context",
          new TreeMap<>(encryption.context())
              .entrySet().stream()
                  .map(pair -> pair.getKey() + "=" + pair.getValue())
                  .collect(Collectors.joining(",")));
    }
    return options;
  }

  /** What Pinfold would have where Spark was told nothing else. */
  static Map<String, String> usual() {
    Map<String, String> options = new LinkedHashMap<>();
    // Keys in Spark's or Hadoop's configuration are passed over: they would lie in a file.
    options.put(CREDENTIALS, "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");
    // The other kinds read through Netty, with a TLS of its own, and fetch what isn't asked for.
    options.put("fs.s3a.input.stream.type", "classic");
    // What is written waits in memory, not in files on a local disk; so much of it a task.
    options.put("fs.s3a.fast.upload.buffer", "array");
    options.put("fs.s3a.multipart.size", "8M");
    options.put("fs.s3a.fast.upload.active.blocks", "2");
    return options;
  }
}
