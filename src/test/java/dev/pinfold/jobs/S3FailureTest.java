// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.s3a.AWSClientIOException;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import software.amazon.awssdk.core.exception.SdkClientException;

class S3FailureTest {
  private static final String SECRET_NAME = "endpoints/ana@example.com.json";

  private static AWSClientIOException ofClient(Exception cause) {
    return new AWSClientIOException(
        "get on " + SECRET_NAME, SdkClientException.create("no", cause));
  }

  @Test
  void of_failuresElsewhere_areNotS3s() {
    assertThat(S3Failure.of(new AccessDeniedException("/data/x"))).isEmpty();
    assertThat(S3Failure.of(new ConnectException("refused"))).isEmpty();
    assertThat(S3Failure.of(new ClassNotFoundException("com.example.Driver"))).isEmpty();
  }

  @Test
  void of_failureDeepInTheChain_isFound() {
    Throwable failure =
        new RuntimeException(new IOException(new UnknownStoreException("s3a://b/", "no")));

    assertThat(S3Failure.of(failure).map(S3Failure::cause)).contains("there is no such bucket");
  }

  @Test
  void of_connectorThatIsMissing_isUsage() {
    Throwable failure =
        new RuntimeException(
            new ClassNotFoundException("Class org.apache.hadoop.fs.s3a.S3AFileSystem not found"));

    Optional<S3Failure> known = S3Failure.of(failure);

    assertThat(known.map(S3Failure::kind)).contains(UserException.Kind.USAGE);
    assertThat(known.map(S3Failure::cause).orElseThrow()).contains("needs hadoop-aws");
  }

  @Test
  void commandLine_s3FailsWhileItWorks_isOneLineWithoutNames() {
    StringWriter errors = new StringWriter();
    CommandLine line = CommandLineErrors.commandLine(new Failing());
    line.setErr(new PrintWriter(errors, true));

    assertThat(line.execute()).isEqualTo(ExitCodes.FAILED);
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines(
            "pinfold: failed: S3 cannot be reached; check aws.endpoint in pinfold.yaml, the network,"
                + " its proxy and its VPC endpoint");
  }

  @Command(name = "failing")
  static final class Failing implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
      throw ofClient(new ConnectException(SECRET_NAME));
    }
  }
}
