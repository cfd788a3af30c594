// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.UserException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
  @TempDir Path directory;

  @Test
  void load_emptyFile_givesTheShippedFilesValues() throws Exception {
    PinfoldSettings empty = load("");
    PinfoldSettings shipped = SettingsFile.load(Path.of("conf", "pinfold.yaml"));

    assertThat(empty).usingRecursiveComparison().ignoringFields("file", "files").isEqualTo(shipped);
    assertThat(empty.files().policy()).isEqualTo(directory.resolve("policy.yaml"));
    assertThat(shipped.files().identifiers()).isEqualTo(Path.of("conf", "identifiers"));
    assertThat(shipped.profile()).isEqualTo(PinfoldSettings.Profile.DEMO);
    assertThat(shipped.datasets()).containsEntry(Dataset.EVENTS, List.of("events/**"));
    assertThat(shipped.limits())
        .isEqualTo(new PinfoldSettings.Limits(1 << 20, 16 << 20, 64, 10_000));
    assertThat(shipped.keys().isWrapped()).isFalse();
  }

  @Test
  void load_everyKeyAtAnotherValue_takesThem() throws Exception {
    PinfoldSettings settings =
        load(
            """
            profile: production
            datasets:
              endpoints: export/*.gz
              events: ["a/**", "b/**"]
            limits: {maximum_value_bytes: 10, maximum_record_bytes: 2_000, maximum_depth: 3, maximum_columns: 4}
            split_bytes: 1_000_000
            files: {policy: p.yaml, identifiers: ids, kpis: /etc/kpis.yaml}
            keys:
              directory: s3a://bucket/keys
              wrapping: {local: wrapping.key}
            output: {target_file_bytes: 70_000}
            drift: {share: 0.3, fail: true}
            history: {keep_days: 30, keep_runs: 7}
            maintenance: {target_file_bytes: 2_000_000, vacuum_hours: 1}
            metrics: {textfile: figures/pinfold.prom}
            aws:
              region: eu-west-1
              endpoint: http://s3.internal:9000
              plain_http: true
              path_style: true
              requester_pays: true
              encryption:
                with: sse_kms
                kms_key: arn:aws:kms:eu-west-1:111122223333:key/0123-abcd
                kms_context: {project: pinpoint}
            """);

    assertThat(settings)
        .usingRecursiveComparison()
        .isEqualTo(
            new PinfoldSettings(
                directory.resolve("pinfold.yaml"),
                PinfoldSettings.Profile.PRODUCTION,
                Map.of(
                    Dataset.ENDPOINTS, List.of("export/*.gz"),
                    Dataset.EVENTS, List.of("a/**", "b/**"),
                    Dataset.IMPORTS, List.of("imports/**"),
                    Dataset.CONFIGURATION, List.of("configuration/**")),
                new PinfoldSettings.Limits(10, 2000, 3, 4),
                1_000_000,
                new PinfoldSettings.ConfigurationFiles(
                    directory.resolve("p.yaml"),
                    directory.resolve("ids"),
                    Path.of("/etc/kpis.yaml"),
                    directory.resolve("detection.yaml")),
                new PinfoldSettings.KeySettings(
                    Optional.of("s3a://bucket/keys"),
                    Optional.of(directory.resolve("wrapping.key").toString()),
                    Optional.empty()),
                new PinfoldSettings.OutputSettings(70_000),
                new PinfoldSettings.DriftSettings(0.3, true),
                new PinfoldSettings.HistorySettings(30, 7),
                new PinfoldSettings.MaintenanceSettings(2_000_000, 1),
                new PinfoldSettings.MetricsSettings(
                    Optional.of(directory.resolve("figures/pinfold.prom"))),
                new AwsSettings(
                    false,
                    Optional.of("eu-west-1"),
                    Optional.of(URI.create("http://s3.internal:9000")),
                    true,
                    true,
                    new AwsSettings.ObjectEncryption(
                        AwsSettings.EncryptionKind.SSE_KMS,
                        Optional.of("arn:aws:kms:eu-west-1:111122223333:key/0123-abcd"),
                        Map.of("project", "pinpoint")))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          profil: demo                                     | 1:1 profil: unknown key; did you mean 'profile'?
          profile: productive                              | 1:1 profile: unknown profile 'productive'; did you mean 'production'?
          profile: production                              | 1:1 profile: production needs wrapped keys
          datasets: {endpoint: a/**}                       | 1:12 datasets.endpoint: unknown key; did you mean 'endpoints'?
          datasets: {events: [/abs/**]}                    | 1:12 datasets.events: a pattern must be relative to the input directory
          datasets: {events: [s3a://bucket/x]}             | 1:12 datasets.events: a pattern must be relative to the input directory
          datasets: {events: ['a/[']}                      | 1:12 datasets.events: is not a glob
          limits: {maximum_depth: 0}                       | 1:10 limits.maximum_depth: must be at least 1, got 0
          limits: {maximum_depth: deep}                    | 1:10 limits.maximum_depth: must be a whole number
          limits: {maximum_value_bytes: 9, maximum_record_bytes: 8} | 1:10 limits.maximum_value_bytes: must not exceed maximum_record_bytes (8)
          split_bytes: 10                                  | 1:1 split_bytes: must be at least 65536, got 10
          split_bytes: 1.5                                 | 1:1 split_bytes: must be a whole number
          files: {policy: ''}                              | 1:9 files.policy: must not be empty
          files: {policies: a.yaml}                        | 1:9 files.policies: unknown key
          keys: {wrapping: {}}                             | 1:8 keys.wrapping: must have exactly one of local and kms_uri
          keys: {wrapping: {local: a, kms_uri: aws-kms://b}} | 1:8 keys.wrapping: must have exactly one of local and kms_uri
          keys: {wrapping: {kms_uri: alias/x}}             | 1:19 keys.wrapping.kms_uri: must be a key's URI
          keys: {wrapping: {local: 's3a://b/key'}}         | 1:19 keys.wrapping.local: must be a file of this machine
          keys: {key: a}                                   | 1:8 keys.key: unknown key
          output: {target_file_bytes: 5}                   | 1:10 output.target_file_bytes: must be at least 65536, got 5
          history: {keep_runs: 0}                          | 1:11 history.keep_runs: must be at least 1, got 0
          history: {keep: 4}                               | 1:11 history.keep: unknown key
          maintenance: {vacuum_hours: 0}                   | 1:15 maintenance.vacuum_hours: must be at least 1, got 0
          maintenance: {target_file_bytes: 70_000}         | 1:15 maintenance.target_file_bytes: must be at least 1048576
          metrics: {textfile: pinfold.txt}                 | 1:11 metrics.textfile: must end with .prom
          aws: {access_key: AKIA}                          | 1:7 aws.access_key: unknown key
          aws: {secret_key: x}                             | 1:7 aws.secret_key: unknown key
          aws: {fips: sure}                                | 1:7 aws.fips: must be true or false
          aws: {fips: true, endpoint: 'https://s3.example.com'} | 1:19 aws.endpoint: cannot stand beside fips: true
          aws: {fips: true, path_style: true}              | 1:19 aws.path_style: cannot stand beside fips: true
          aws: {region: Ireland}                           | 1:7 aws.region: must be a region's code
          aws: {endpoint: s3.example.com}                  | 1:7 aws.endpoint: must be https://HOST or https://HOST:PORT
          aws: {endpoint: 'https://me:pw@s3.example.com'}  | 1:7 aws.endpoint: must be https://HOST or https://HOST:PORT
          aws: {endpoint: 'https://s3.example.com/bucket'} | 1:7 aws.endpoint: must be https://HOST or https://HOST:PORT
          aws: {endpoint: 'http://s3.example.com'}         | 1:7 aws.endpoint: plain http shows data and requests to the network
          aws: {endpoint: 'http://localhost.example.com'}  | 1:7 aws.endpoint: plain http shows
          aws: {encryption: {}}                            | 1:19 aws.encryption.with: is required
          aws: {encryption: {with: sse_c}}                 | 1:20 aws.encryption.with: unknown with 'sse_c'
          aws: {encryption: {with: sse_kms, kms_key: x}}   | 1:35 aws.encryption.kms_key: must be a key's ARN
          aws: {encryption: {with: sse_s3, kms_key: 'arn:aws:kms:eu-west-1:111122223333:key/1'}} | 1:34 aws.encryption.kms_key: goes with sse_kms and dsse_kms alone
          aws: {encryption: {with: sse_kms, kms_context: {a: 'b,c'}}} | 1:49 aws.encryption.kms_context.a: must be letters, digits
          profile: demo, x: y                              | is not valid YAML
          """)
  void load_badValue_namesPositionKeyAndCause(String yaml, String problem) {
    assertThatThrownBy(() -> load(yaml))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.USAGE))
        .hasMessageStartingWith(directory.resolve("pinfold.yaml").toString())
        .hasMessageContaining(problem)
        .message()
        .satisfies(message -> assertThat(message.lines()).hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:9090", "http://127.0.0.1", "http://[::1]:9090"})
  void load_plainHttpOnThisMachine_isAllowed(String endpoint) throws Exception {
    assertThat(load("aws: {endpoint: '" + endpoint + "'}").aws().endpoint())
        .contains(URI.create(endpoint));
  }

  @Test
  void load_severalProblems_showsAllAtOnce() {
    assertThatThrownBy(
            () -> load("profile: none\nsplit_bytes: 1\nlimits:\n  maximum_width: 3\nfoo: bar\n"))
        .message()
        .satisfies(
            message ->
                assertThat(message.lines())
                    .hasSize(4)
                    .anyMatch(line -> line.contains(":1:1 profile:"))
                    .anyMatch(line -> line.contains(":2:1 split_bytes:"))
                    .anyMatch(line -> line.contains(":4:3 limits.maximum_width:"))
                    .anyMatch(line -> line.contains(":5:1 foo:")));
  }

  @Test
  void find_withoutOption_prefersHomeThenWorkingDirectoryThenTheShippedCopy() throws Exception {
    Path home = write(directory.resolve("home/conf/pinfold.yaml"));
    Path here = write(directory.resolve("here/conf/pinfold.yaml"));
    Map<String, String> homeSet = Map.of("PINFOLD_HOME", directory.resolve("home").toString());

    assertThat(ConfigurationPlace.find(null, homeSet, directory.resolve("here"))).isEqualTo(home);
    assertThat(ConfigurationPlace.find(null, Map.of(), directory.resolve("here"))).isEqualTo(here);
    assertThat(ConfigurationPlace.find(here, homeSet, directory)).isEqualTo(here);
    Path shipped = ConfigurationPlace.find(null, Map.of(), directory);
    assertThat(Files.readString(shipped))
        .isEqualTo(Files.readString(Path.of("conf", "pinfold.yaml")));
    assertThat(SettingsFile.load(shipped).files().policy()).hasFileName("policy.yaml");
  }

  @Test
  void find_missingFile_saysWhatToGive() {
    assertThatThrownBy(() -> ConfigurationPlace.find(Path.of("nowhere.yaml"), Map.of(), directory))
        .isInstanceOf(UserException.class)
        .hasMessage("nowhere.yaml: is not a file; give --config a pinfold.yaml");
  }

  private PinfoldSettings load(String yaml) throws IOException {
    Path file = directory.resolve("pinfold.yaml");
    Files.writeString(file, yaml);
    return SettingsFile.load(file);
  }

  private static Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "profile: demo\n");
  }
}
