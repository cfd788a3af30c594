// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.ConditionalS3LogStore;
import java.util.Map;
import org.apache.spark.SparkConf;

/** Tells Spark, before a session is open, how S3 is to be spoken to. */
final class S3aSession {
  private static final String HADOOP = "spark.hadoop.";
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
    if (aws.fips()) {
      if (conf.contains(HADOOP + S3aOptions.ENDPOINT)) {
        throw new UserException(
            UserException.Kind.USAGE,
            HADOOP
                + S3aOptions.ENDPOINT
                + ": cannot stand beside aws.fips: true of pinfold.yaml; leave one out");
      }
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
}
