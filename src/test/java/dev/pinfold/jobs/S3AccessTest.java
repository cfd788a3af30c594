// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pinfold.catalog.UserException;
import dev.pinfold.catalog.spark.ConditionalS3LogStore;
import dev.pinfold.jobs.AwsSettings.EncryptionKind;
import dev.pinfold.jobs.AwsSettings.ObjectEncryption;
import dev.pinfold.protect.keys.HadoopKeyStore;
import dev.pinfold.s3.FaultyS3;
import dev.pinfold.s3.FaultyS3.Fault;
import dev.pinfold.s3.S3Server;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** S3 without Spark: what goes over the wire, what is told of failures, and who is first. */
class S3AccessTest {
  /** Above what anyone waits for a typing mistake, and below what S3A would wait. */
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String KMS_KEY = "arn:aws:kms:us-east-1:111122223333:key/1-2";

  private static FaultyS3 s3;
  private static Configuration hadoop;

  @BeforeAll
  static void connect() throws Exception {
    S3Files.login();
    s3 = new FaultyS3(S3Server.shared().http());
    hadoop = S3Files.hadoop(S3Files.settings(s3.http()));
  }

  @AfterAll
  static void disconnect() {
    S3Files.logout();
    s3.close();
  }

  @AfterEach
  void answerAll() {
    s3.answerWith((request, number) -> Optional.empty());
  }

  private static void write(String path, String text) throws IOException {
    Path file = new Path(path);
    try (FileSystem files = file.getFileSystem(hadoop);
        var out = files.create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String read(String path) throws IOException {
    Path file = new Path(path);
    try (FileSystem files = file.getFileSystem(hadoop);
        var in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String problem(String location, Configuration with) {
    Instant start = Instant.now();
    UserException e =
        catchThrowableOfType(UserException.class, () -> S3Access.require("input", location, with));
    assertThat(e).as("the place can be listed").isNotNull();
    assertThat(e.kind()).isEqualTo(UserException.Kind.FAILED);
    assertThat(e.getMessage().lines()).hasSize(1);
    assertThat(Duration.between(start, Instant.now())).isLessThan(SOON);
    return e.getMessage();
  }

  @Test
  void require_placeThatIsThereOrNot_isGood() throws IOException {
    write("s3a://own/there/file", "x");
    S3Access.require("input", "s3a://own/there", hadoop);
    S3Access.require("input", "s3a://own/there/file", hadoop);
    S3Access.require("output", "s3a://own/not/there", hadoop);
    S3Access.require("output", "s3a://own", hadoop);
    S3Access.require("output", "/tmp/local", hadoop);
  }

  @Test
  void require_noSuchBucket_saysSo() {
    assertThat(problem("s3a://nosuchbucket/dump", hadoop))
        .isEqualTo(
            "input s3a://nosuchbucket/dump: there is no such bucket; check its name; a bucket of"
                + " another S3 needs aws.endpoint in pinfold.yaml");
  }

  @Test
  void require_noPermission_saysWhatToAllow() {
    s3.answerWith((request, number) -> Optional.of(Fault.ACCESS_DENIED));
    assertThat(problem("s3a://own/dump", hadoop))
        .isEqualTo(
            "input s3a://own/dump: S3 denies access (AccessDenied); check the bucket's name, and"
                + " allow what docs/s3.md lists to the role or user");
  }

  @Test
  void require_credentialsThatS3DoesNotTake_namesWhy() {
    s3.answerWith((request, number) -> Optional.of(new Fault(403, "InvalidAccessKeyId")));
    assertThat(problem("s3a://own/dump", hadoop))
        .contains("S3 does not take the credentials (InvalidAccessKeyId); renew them");
    s3.answerWith((request, number) -> Optional.of(new Fault(400, "ExpiredToken")));
    assertThat(problem("s3a://own/dump", hadoop))
        .contains("S3 does not take the credentials (ExpiredToken); renew them");
  }

  @Test
  void require_keyOfKmsThatIsOff_namesIt() {
    s3.answerWith((request, number) -> Optional.of(new Fault(400, "KMS.DisabledException")));
    assertThat(problem("s3a://own/dump", hadoop))
        .contains("the KMS key cannot be used (KMS.DisabledException); check the key");
  }

  @Test
  void require_noCredentials_saysWhereTheyAreLookedFor() {
    S3Files.logout();
    System.setProperty("aws.disableEc2Metadata", "true");
    try {
      assertThat(problem("s3a://own/dump", hadoop))
          .contains("no AWS credentials were found; set AWS_PROFILE");
    } finally {
      System.clearProperty("aws.disableEc2Metadata");
      S3Files.login();
    }
  }

  @Test
  void require_nobodyListens_saysS3CannotBeReached() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    URI nobody = URI.create("http://localhost:" + port);
    assertThat(problem("s3a://own/dump", S3Files.hadoop(S3Files.settings(nobody))))
        .contains("S3 cannot be reached; check aws.endpoint in pinfold.yaml");
  }

  @Test
  void require_unknownHost_saysSo() {
    URI unknown = URI.create("https://s3.no-such-host.invalid");
    assertThat(problem("s3a://own/dump", S3Files.hadoop(S3Files.settings(unknown))))
        .contains("the host of S3 cannot be found; check aws.endpoint and aws.region");
  }

  @Test
  void require_certificateThatNobodyTrusts_saysWhatToDo() throws Exception {
    Configuration tls = S3Files.hadoop(S3Files.settings(S3Server.shared().https()));
    assertThat(problem("s3a://own/dump", tls))
        .contains("no TLS connection to S3", "javax.net.ssl.trustStore");
  }

  @Test
  void require_slowDownAtFirst_isWaitedFor() {
    s3.answerWith(
        (request, number) -> number < 4 ? Optional.of(Fault.SLOW_DOWN) : Optional.empty());
    S3Access.require("input", "s3a://own/dump", hadoop);
    assertThat(s3.faults()).isEqualTo(3);
  }

  @Test
  void doctor_outputInS3_isAskedFor() {
    AwsSettings aws = S3Files.settings(s3.http());
    assertThat(StorageDiagnosis.s3("s3a://own/tables", aws))
        .hasToString("ok    output: s3a://own/tables can be listed; writing is tried by a run");
    assertThat(StorageDiagnosis.s3("s3a://nosuchbucket/tables", aws).toString())
        .startsWith("fail  output: s3a://nosuchbucket/tables: there is no such bucket; check");
  }

  @Test
  void require_schemeOfEmr_namesOurs() {
    UserException e =
        catchThrowableOfType(
            UserException.class, () -> S3Access.require("input", "s3://own/dump", hadoop));
    assertThat(e.kind()).isEqualTo(UserException.Kind.USAGE);
    assertThat(e)
        .hasMessage(
            "input s3://own/dump: there is no file system for s3://; give s3a://BUCKET/PATH");
  }

  @Test
  void output_thatMayBeReadAlone_saysThatItCannotBeWritten() {
    s3.answerWith(
        (request, number) ->
            request.getRequestMethod().equals("PUT")
                ? Optional.of(Fault.ACCESS_DENIED)
                : Optional.empty());
    UserException e =
        catchThrowableOfType(
            UserException.class,
            () -> OutputDirectory.open("s3a://own/readonly", "s3a://dump/in", hadoop));
    assertThat(e)
        .hasMessage(
            "output s3a://own/readonly: cannot be written: S3 denies access (AccessDenied); check"
                + " the bucket's name, and allow what docs/s3.md lists to the role or user");
  }

  @Test
  void requests_encryptionAndPayer_areOnTheWire() {
    AwsSettings settings =
        new AwsSettings(
            false,
            Optional.of("us-east-1"),
            Optional.of(s3.http()),
            true,
            true,
            new ObjectEncryption(
                EncryptionKind.SSE_KMS, Optional.of(KMS_KEY), Map.of("project", "pinpoint")));
    Map<String, String> seen = new ConcurrentHashMap<>();
    s3.answerWith(
        (request, number) -> {
          if (!request.getRequestMethod().equals("PUT")) {
            return Optional.empty();
          }
          request.getRequestHeaders().forEach((name, values) -> seen.put(name, values.get(0)));
          return Optional.of(Fault.ACCESS_DENIED);
        });

    Path file = new Path("s3a://own/encrypted");
    assertThatThrownBy(
            () -> {
              try (FileSystem files = file.getFileSystem(S3Files.hadoop(settings))) {
                files.create(file, true).close();
              }
            })
        .isInstanceOf(AccessDeniedException.class);

    assertThat(seen)
        .containsEntry("X-amz-server-side-encryption", "aws:kms")
        .containsEntry("X-amz-server-side-encryption-aws-kms-key-id", KMS_KEY)
        .containsKey("X-amz-server-side-encryption-context")
        .containsEntry("X-amz-request-payer", "requester");
  }

  @Test
  void client_withFips_callsTheFipsEndpointOverTls() {
    AwsSettings fips =
        new AwsSettings(
            true,
            Optional.of("us-gov-west-1"),
            Optional.empty(),
            false,
            false,
            ObjectEncryption.BUCKETS_OWN);
    Configuration stopped = S3Files.hadoop(fips);
    stopped.set("fs.s3a.audit.execution.interceptors", LastStop.class.getName());

    UserException e =
        catchThrowableOfType(
            UserException.class, () -> S3Access.require("input", "s3a://own/dump", stopped));

    assertThat(e).hasMessageContaining("S3 cannot be reached");
    assertThat(LastStop.called)
        .hasScheme("https")
        .hasHost("own.s3-fips.us-gov-west-1.amazonaws.com");
  }

  /** Sees where a request would go, and stops it there. */
  public static final class LastStop implements ExecutionInterceptor {
    private static volatile URI called;

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes none) {
      called = context.httpRequest().getUri();
      throw SdkClientException.create("stopped", new ConnectException("stopped"));
    }
  }

  @Test
  void lock_ofTwoAtOnce_oneGetsIt() throws Exception {
    assertThat(winners(() -> take("s3a://own/raced"))).hasSize(1);
  }

  @Test
  void lock_ofADeadRun_oneOfTwoTakesItOver() throws Exception {
    write("s3a://own/orphaned/" + OutputLock.NAME, "old\nelsewhere\n1\n");
    assertThat(winners(() -> take("s3a://own/orphaned"))).hasSize(1);
    assertThat(read("s3a://own/orphaned/" + OutputLock.NAME)).startsWith("run-");
  }

  @Test
  void lock_takenOverByAnother_isLeftAtTheEnd() throws IOException {
    OutputLock lock = take("s3a://own/lost").orElseThrow();
    write("s3a://own/lost/" + OutputLock.NAME, "another\nelsewhere\n1\n");
    lock.close();
    assertThat(read("s3a://own/lost/" + OutputLock.NAME)).startsWith("another");
  }

  /** A clock that is ahead: what the server wrote just now was long ago. */
  private static Optional<OutputLock> take(String output) throws IOException {
    Clock later =
        output.endsWith("orphaned")
            ? Clock.offset(Clock.systemUTC(), Duration.ofMinutes(4))
            : Clock.systemUTC();
    try {
      String runId = "run-" + Thread.currentThread().getId();
      return Optional.of(OutputLock.take(output, runId, later, hadoop, Duration.ofMillis(100)));
    } catch (UserException e) {
      return Optional.empty();
    }
  }

  private static <T> List<T> winners(Callable<Optional<T>> contender) throws Exception {
    // All look before the first of them writes.
    s3.answerWith(
        (request, number) -> {
          if (request.getRequestMethod().equals("PUT")) {
            sleep(300);
          }
          return Optional.empty();
        });
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<T> winners = new ArrayList<>();
      for (Future<Optional<T>> one :
          threads.invokeAll(List.of(contender, contender, contender, contender))) {
        one.get().ifPresent(winners::add);
      }
      return winners;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void keys_ofTwoAtOnce_areOne() throws Exception {
    List<String> made =
        winners(
            () -> {
              String own = "key-" + Thread.currentThread().getId();
              try {
                new HadoopKeyStore("s3a://own/keys", hadoop)
                    .create("a.json", own.getBytes(StandardCharsets.UTF_8));
                return Optional.of(own);
              } catch (UserException e) {
                return Optional.empty();
              }
            });
    assertThat(made).hasSize(1);
    assertThat(read("s3a://own/keys/a.json")).isEqualTo(made.get(0));
  }

  @Test
  void keys_thatPinfoldMakesByItself_areToldToBeOpen() {
    PinfoldSettings shipped = SettingsFile.load(java.nio.file.Path.of("conf", "pinfold.yaml"));
    Protection made = Protection.open(shipped, Rules.load(shipped), "s3a://own/trial", hadoop);
    assertThat(made.notices())
        .singleElement()
        .asString()
        .contains("s3a://own/trial/keys holds keys", "No mode protects them there");
  }

  @Test
  void logStore_versionThatAnotherWroteMeanwhile_isTheOthers() throws IOException {
    Path version = new Path("s3a://own/table/_delta_log/00000000000000000001.json");
    ConditionalS3LogStore store = new ConditionalS3LogStore(hadoop);

    FileAlreadyExistsException taken =
        catchThrowableOfType(
            FileAlreadyExistsException.class,
            () -> store.write(version, writing(version, "other"), false, hadoop));

    assertThat(taken).hasMessage(version.toString());
    assertThat(read(version.toString())).isEqualTo("other");
  }

  @Test
  void logStore_s3aWithoutConditionalRequests_isRefused() {
    Configuration old = new Configuration(hadoop);
    old.set("fs.s3a.create.conditional.enabled", "false");
    Path version = new Path("s3a://own/table/_delta_log/00000000000000000004.json");

    UserException e =
        catchThrowableOfType(
            UserException.class,
            () ->
                new ConditionalS3LogStore(old)
                    .write(version, List.of("mine").iterator(), false, old));

    assertThat(e).hasMessageContaining("makes no conditional requests");
  }

  @Test
  void logStore_answerThatGotLost_isACommitAllTheSame() throws IOException {
    Path version = new Path("s3a://own/table/_delta_log/00000000000000000002.json");
    s3.loseFirstAnswerTo("PUT");

    new ConditionalS3LogStore(hadoop).write(version, List.of("mine").iterator(), false, hadoop);

    assertThat(s3.faults()).isEqualTo(1);
    assertThat(read(version.toString())).isEqualTo("mine\n");
  }

  @Test
  void logStore_actionsThatFail_leaveNothing() throws IOException {
    Path version = new Path("s3a://own/table/_delta_log/00000000000000000003.json");
    Iterator<String> failing =
        List.of(1, 0).stream().map(number -> String.valueOf(1 / number)).iterator();

    ArithmeticException e =
        catchThrowableOfType(
            ArithmeticException.class,
            () -> new ConditionalS3LogStore(hadoop).write(version, failing, false, hadoop));

    assertThat(e).isNotNull();
    try (FileSystem files = version.getFileSystem(hadoop)) {
      assertThat(files.exists(version)).isFalse();
    }
  }

  /** Actions during which another writer is faster. */
  private static Iterator<String> writing(Path path, String text) {
    return List.of("mine").stream()
        .map(
            action -> {
              try {
                write(path.toString(), text);
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
              return action;
            })
        .iterator();
  }
}
