// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.ConditionalS3LogStore;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/** Tells Spark, before a session is open, how S3 is to be spoken to. */
final class S3aSession {
  private static final String HADOOP = "spark.hadoop.";
  private static final String S3A = HADOOP + "fs.s3a.";
  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  /** The SDK's own switch, for what S3A doesn't open itself: the token service of a role. */
  private static final String SDK_FIPS = "aws.useFipsEndpoint";

  private static final String LOG_STORE = "spark.delta.logStore.s3a.impl";

  private S3aSession() {}

  /**
   * Sets what the settings say, and what is usual where nothing else was said.
   *
   * @throws UserException where Spark was told what the settings forbid
   */
  static void configure(SparkConf conf, AwsSettings aws) {
    TlsVersions.ask();
    String options = TlsVersions.javaOptions(conf.get(EXECUTOR_OPTIONS, ""));
    for (Tuple2<String, String> given : conf.getAllWithPrefix(S3A)) {
      requireAllowed(given._1(), given._2(), aws.fips());
    }
    if (aws.fips()) {
      System.setProperty(SDK_FIPS, "true");
      options += " -D" + SDK_FIPS + "=true";
    }
    conf.set(EXECUTOR_OPTIONS, options);
    conf.setIfMissing(LOG_STORE, ConditionalS3LogStore.class.getName());
    S3aOptions.usual().forEach((key, value) -> conf.setIfMissing(HADOOP + key, value));
    for (Map.Entry<String, String> option : S3aOptions.required(aws).entrySet()) {
      conf.set(HADOOP + option.getKey(), option.getValue());
    }
  }

  /** Of all buckets or one: what would undo what {@code pinfold.yaml} says of the connection. */
  private static void requireAllowed(String name, String value, boolean isFips) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    boolean isEndpoint = name.equals("endpoint") || name.endsWith(".endpoint");
    boolean isPlain =
        (isEndpoint && text.startsWith("http:"))
            || (name.endsWith("connection.ssl.enabled") && !text.equals("true"));
    if (isPlain) {
      throw new UserException(
          UserException.Kind.USAGE,
          S3A
              + name
              + ": S3 without TLS is for aws.endpoint of pinfold.yaml to allow; give it there");
    }
    if (isFips && (isEndpoint || (name.endsWith("endpoint.fips") && !text.equals("true")))) {
      throw new UserException(
          UserException.Kind.USAGE,
          S3A + name + ": cannot stand beside aws.fips: true of pinfold.yaml; leave one out");
    }
  }
}
