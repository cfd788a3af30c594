// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.jobs.AwsSettings.ObjectEncryption;
import java.net.URI;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** What a test says to reach the S3 server of the tests, and who it is there. */
final class S3Files {
  private static final String KEY = "aws.accessKeyId";
  private static final String SECRET = "aws.secretAccessKey";

  private S3Files() {}

  /** Credentials where the SDK's default chain finds them; the server takes any. */
  static void login() {
    System.setProperty(KEY, "tester");
    System.setProperty(SECRET, "any");
  }

  static void logout() {
    System.clearProperty(KEY);
    System.clearProperty(SECRET);
  }

  static AwsSettings settings(URI endpoint) {
    return new AwsSettings(
        false,
        Optional.of("us-east-1"),
        Optional.of(endpoint),
        true,
        false,
        ObjectEncryption.BUCKETS_OWN);
  }

  static Configuration hadoop(AwsSettings settings) {
    Configuration hadoop = new Configuration();
    S3aOptions.usual().forEach(hadoop::set);
    S3aOptions.required(settings).forEach(hadoop::set);
    // No test shares a client with another's endpoint.
    hadoop.set("fs.s3a.impl.disable.cache", "true");
    return hadoop;
  }
}
