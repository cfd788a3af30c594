// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.UserException;
import dev.pinfold.cluster.ProcessRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsVersionsTest {
  @TempDir Path directory;

  @Test
  void require_olderThanOnePointTwo_isNamedWithWhatToDo() {
    assertThatThrownBy(() -> TlsVersions.require(new String[] {"TLSv1.3", "TLSv1.1", "TLSv1.2"}))
        .isInstanceOfSatisfying(
            UserException.class, e -> assertThat(e.kind()).isEqualTo(UserException.Kind.USAGE))
        .hasMessage(
            "TLS: this Java would speak TLSv1.1; start it with"
                + " -Djdk.tls.client.protocols=TLSv1.2,TLSv1.3");
    TlsVersions.require(new String[] {"TLSv1.3", "TLSv1.2"});
    TlsVersions.require();
  }

  @Test
  void launcher_embeddedRuns_haveTheOption() throws Exception {
    assertThat(Files.readString(Path.of("target", "spark", "java-options")))
        .contains("-D" + TlsVersions.PROPERTY + "=" + TlsVersions.ALLOWED);
  }

  /** A Java that has been told to allow old versions again: only Pinfold's option is in the way. */
  @Test
  void s3a_serverOfTlsOnePointOne_isRefused() throws Exception {
    Path security =
        Files.writeString(directory.resolve("java.security"), "jdk.tls.disabledAlgorithms=\n");
    Path keys = directory.resolve("server.p12");
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    ProcessRun made =
        ProcessRun.of(
            directory,
            Map.of(),
            List.of(
                bin.resolve("keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storepass",
                "changeit",
                "-keystore",
                keys.toString()));
    assertThat(made.exitCode()).as(made.errors()).isZero();

    ProcessRun run =
        ProcessRun.of(
            Path.of("").toAbsolutePath(),
            Map.of(),
            List.of(
                bin.resolve("java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.security.properties=" + security,
                "-Djavax.net.ssl.trustStore=" + keys,
                "-Djavax.net.ssl.trustStorePassword=changeit",
                "-Daws.accessKeyId=a",
                "-Daws.secretAccessKey=b",
                "-Dlog4j2.level=off",
                "-cp",
                System.getProperty("java.class.path"),
                OldTlsServer.class.getName(),
                keys.toString()));

    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output().lines())
        .containsExactly(
            "client that allows it: TLSv1.1",
            "pinfold: input s3a://bucket/dump: no TLS connection to S3; the server's certificate"
                + " must be one that javax.net.ssl.trustStore trusts, and it must speak TLS 1.2 or"
                + " later");
  }
}
