// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.UserException;
import dev.pinfold.jobs.AwsSettings.EncryptionKind;
import dev.pinfold.jobs.AwsSettings.ObjectEncryption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3aOptionsTest {
  private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1-2";

  private static SparkConf configured(AwsSettings settings, String... pairs) {
    SparkConf conf = new SparkConf(false);
    for (int i = 0; i < pairs.length; i += 2) {
      conf.set(pairs[i], pairs[i + 1]);
    }
    S3aSession.configure(conf, settings);
    return conf;
  }

  private static AwsSettings encrypted(ObjectEncryption encryption) {
    return new AwsSettings(false, Optional.empty(), Optional.empty(), false, false, encryption);
  }

  @Test
  void required_nothingSaid_isWhatPinfoldReliesOnAlone() {
    assertThat(S3aOptions.required(AwsSettings.DEFAULT))
        .containsOnly(
            Map.entry("fs.s3a.connection.ssl.enabled", "true"),
            Map.entry("fs.s3a.ssl.channel.mode", "default_jsse_with_gcm"),
            Map.entry("fs.s3a.create.conditional.enabled", "true"));
  }

  @Test
  void required_endpointRegionAndPayer_becomeOptions() {
    AwsSettings settings =
        new AwsSettings(
            false,
            Optional.of("eu-west-1"),
            Optional.of(URI.create("https://s3.example.com:9000")),
            true,
            true,
            ObjectEncryption.BUCKETS_OWN);

    assertThat(S3aOptions.required(settings))
        .containsEntry("fs.s3a.endpoint", "https://s3.example.com:9000")
        .containsEntry("fs.s3a.connection.ssl.enabled", "true")
        .containsEntry("fs.s3a.endpoint.region", "eu-west-1")
        .containsEntry("fs.s3a.path.style.access", "true")
        .containsEntry("fs.s3a.requester.pays.enabled", "true")
        .doesNotContainKey("fs.s3a.endpoint.fips");
  }

  @Test
  void required_encryption_namesAlgorithmKeyAndContext() {
    assertThat(S3aOptions.required(encrypted(ObjectEncryption.BUCKETS_OWN)))
        .doesNotContainKey("fs.s3a.encryption.algorithm");
    assertThat(
            S3aOptions.required(
                encrypted(new ObjectEncryption(EncryptionKind.SSE_S3, Optional.empty(), Map.of()))))
        .containsEntry("fs.s3a.encryption.algorithm", "AES256");
    assertThat(
            S3aOptions.required(
                encrypted(
                    new ObjectEncryption(
                        EncryptionKind.SSE_KMS, Optional.of(KEY), Map.of("b", "2", "a", "1")))))
        .containsEntry("fs.s3a.encryption.algorithm", "SSE-KMS")
        .containsEntry("fs.s3a.encryption.key", KEY)
        .containsEntry("fs.s3a.encryption.context", "a=1,b=2");
    assertThat(
            S3aOptions.required(
                encrypted(
                    new ObjectEncryption(EncryptionKind.DSSE_KMS, Optional.empty(), Map.of()))))
        .containsEntry("fs.s3a.encryption.algorithm", "DSSE-KMS")
        .doesNotContainKey("fs.s3a.encryption.key");
  }

  @Test
  void configure_whatSettingsSay_beatsSparksOptions() {
    AwsSettings settings =
        new AwsSettings(
            false,
            Optional.of("eu-west-1"),
            Optional.empty(),
            false,
            false,
            ObjectEncryption.BUCKETS_OWN);

    SparkConf conf =
        configured(
            settings,
            "spark.hadoop.fs.s3a.endpoint.region",
            "us-east-1",
            "spark.hadoop.fs.s3a.create.conditional.enabled",
            "false",
            "spark.hadoop.fs.s3a.aws.credentials.provider",
            "of.My.Own");

    assertThat(conf.get("spark.hadoop.fs.s3a.endpoint.region")).isEqualTo("eu-west-1");
    assertThat(conf.get("spark.hadoop.fs.s3a.create.conditional.enabled")).isEqualTo("true");
    assertThat(conf.get("spark.hadoop.fs.s3a.aws.credentials.provider")).isEqualTo("of.My.Own");
  }

  @Test
  void configure_nothingSaid_takesTheDefaultChainAndNewTlsOnExecutors() {
    SparkConf conf = configured(AwsSettings.DEFAULT, "spark.executor.extraJavaOptions", "-Xss4m");

    assertThat(conf.get("spark.hadoop.fs.s3a.aws.credentials.provider"))
        .isEqualTo("software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider");
    assertThat(conf.get("spark.executor.extraJavaOptions"))
        .isEqualTo("-Xss4m -Djdk.tls.client.protocols=TLSv1.2,TLSv1.3");
    S3aSession.configure(conf, AwsSettings.DEFAULT);
    assertThat(conf.get("spark.executor.extraJavaOptions"))
        .isEqualTo("-Xss4m -Djdk.tls.client.protocols=TLSv1.2,TLSv1.3");
  }

  @Test
  void configure_fips_reachesDriverAndExecutorsAndRefusesAnEndpoint() {
    AwsSettings fips =
        new AwsSettings(
            true, Optional.empty(), Optional.empty(), false, false, ObjectEncryption.BUCKETS_OWN);
    try {
      SparkConf conf = configured(fips);
      assertThat(conf.get("spark.hadoop.fs.s3a.endpoint.fips")).isEqualTo("true");
      assertThat(conf.get("spark.executor.extraJavaOptions"))
          .contains("-Daws.useFipsEndpoint=true");
      assertThat(System.getProperty("aws.useFipsEndpoint")).isEqualTo("true");
      assertThatThrownBy(() -> configured(fips, "spark.hadoop.fs.s3a.endpoint", "s3.example.com"))
          .isInstanceOfSatisfying(
              UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.USAGE))
          .hasMessageContaining("cannot stand beside aws.fips: true");
      assertThatThrownBy(
              () -> configured(fips, "spark.hadoop.fs.s3a.bucket.mine.endpoint.fips", "false"))
          .hasMessageContaining("cannot stand beside aws.fips: true");
    } finally {
      System.clearProperty("aws.useFipsEndpoint");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "spark.hadoop.fs.s3a.endpoint, http://s3.example.com",
    "spark.hadoop.fs.s3a.bucket.mine.endpoint, HTTP://s3.example.com",
    "spark.hadoop.fs.s3a.connection.ssl.enabled, false",
    "spark.hadoop.fs.s3a.bucket.mine.connection.ssl.enabled, false"
  })
  void configure_withoutTlsByAnOptionOfSparks_isRefused(String key, String value) {
    assertThatThrownBy(() -> configured(AwsSettings.DEFAULT, key, value))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.USAGE))
        .hasMessageStartingWith(key + ": S3 without TLS is for aws.endpoint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark.hadoop.fs.s3a.secret.key",
        "spark.hadoop.fs.s3a.access.key",
        "spark.hadoop.fs.s3a.session.token",
        "spark.hadoop.fs.s3a.bucket.mine.secret.key"
      })
  void sparksRedaction_credentials_areNeverShown(String key) throws IOException {
    Properties shipped = new Properties();
    shipped.load(Files.newBufferedReader(Path.of("conf", "spark-defaults.conf")));

    assertThat(key).containsPattern(shipped.getProperty("spark.redaction.regex"));
    assertThat(key).containsPattern(new SparkConf(false).get("spark.redaction.regex", DEFAULT));
  }

  /** Spark's own, where the shipped file is not read. */
  private static final String DEFAULT = "(?i)secret|password|token|access[.]?key";
}
