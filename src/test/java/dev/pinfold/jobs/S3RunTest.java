// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.pinfold.jobs.sample.SampleDump;
import dev.pinfold.jobs.sample.SampleSettings;
import dev.pinfold.s3.FaultyS3;
import dev.pinfold.s3.FaultyS3.Fault;
import dev.pinfold.s3.S3Server;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands on a dump and tables in S3: a run through a server that is busy now and then and
 * refuses one file, one that is killed when it has written its records, and the next over TLS,
 * which takes those back and gets the file; held against one run on local files.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3RunTest {
  private static final String INPUT = "s3a://dump/pinpoint";
  private static final String OUTPUT = "s3a://protected/tables";
  private static final String STORE_PASSWORD = "changeit";
  private static final String TRUST_STORE = "javax.net.ssl.trustStore";
  private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

  /** One request of so many is told to slow down. */
  private static final int BUSY = 40;

  @TempDir private static Path directory;
  private CommandsInProcess commands;
  private FaultyS3 s3;
  private Path configuration;
  private int slowedDown;
  private String printed;
  private boolean killedWhileAggregating;
  private String secondNight;

  /** The only file of events that the first night may not read. */
  private String refused;

  @BeforeAll
  void run() throws Exception {
    S3Files.login();
    commands = new CommandsInProcess(directory);
    S3Server server = S3Server.shared();
    s3 = new FaultyS3(server.http());
    SampleDump.write(commands.input(), new SampleSettings(60, 240, 7), identifier -> {});
    Configuration hadoop = S3Files.hadoop(S3Files.settings(server.http()));
    org.apache.hadoop.fs.Path dump = new org.apache.hadoop.fs.Path(INPUT);
    try (FileSystem files = dump.getFileSystem(hadoop)) {
      FileUtil.copy(commands.input().toFile(), files, dump, false, hadoop);
    }
    configuration = configuration("conf", s3.http());
    try (Stream<Path> events = Files.walk(commands.input().resolve("events"))) {
      refused = events.filter(Files::isRegularFile).sorted().findFirst().orElseThrow().toString();
      refused = refused.substring(refused.lastIndexOf("/events/"));
    }
    s3.answerWith(
        (request, number) ->
            isReadOfRefused(request)
                ? Optional.of(Fault.ACCESS_DENIED)
                : number % BUSY == 0 ? Optional.of(Fault.SLOW_DOWN) : Optional.empty());
    printed = onS3(configuration);
    slowedDown = s3.faults();
    s3.answerWith((request, number) -> Optional.empty());
    killedWhileAggregating =
        new PinfoldProcess(directory)
            .with("-Daws.accessKeyId=" + System.getProperty("aws.accessKeyId"))
            .with("-Daws.secretAccessKey=" + System.getProperty("aws.secretAccessKey"))
            .killAt("Aggregate: started", onS3Arguments(configuration));
    URI https = server.https();
    secondNight = trusting(https, () -> onS3(configuration("conf-tls", https)));
    commands.run(0, "--config", configuration.toString(), "--as-of", "2026-10-31");
  }

  private boolean isReadOfRefused(HttpExchange request) {
    return request.getRequestMethod().equals("GET")
        && request.getRequestURI().getPath().endsWith(refused);
  }

  private String onS3(Path settings) {
    return commands.execute(0, onS3Arguments(settings));
  }

  private static String[] onS3Arguments(Path settings) {
    return new String[] {
      "run",
      "--input",
      INPUT,
      "--output",
      OUTPUT,
      "--config",
      settings.toString(),
      "--as-of",
      "2026-10-31"
    };
  }

  /** Does something while this process trusts what a server shows. */
  private static String trusting(URI https, Callable<String> task) throws Exception {
    System.setProperty(TRUST_STORE, trustStore(https).toString());
    System.setProperty(TRUST_STORE_PASSWORD, STORE_PASSWORD);
    try {
      return task.call();
    } finally {
      System.clearProperty(TRUST_STORE);
      System.clearProperty(TRUST_STORE_PASSWORD);
    }
  }

  @AfterAll
  void close() {
    S3Files.logout();
    if (s3 != null) {
      s3.close();
    }
  }

  /** The shipped rules, two KPIs, and keys that both runs share. */
  private static Path configuration(String name, URI endpoint) throws IOException {
    Path conf = Path.of("conf").toAbsolutePath();
    Path own = Files.createDirectories(directory.resolve(name));
    Files.writeString(
        own.resolve("kpis.yaml"),
        """
        privacy: {min_group_size: 2}
        dimensions: {channel_type: ChannelType}
        fields: {event_type: {source: events, column: event_type}}
        kpis:
          - {name: sent, title: t, formula: f, numerator: {count: "event_type = '_email.send'"}}
          - {name: reached, title: t, formula: f, numerator: {people: "event_type = '_email.send'"}}
        """);
    return Files.writeString(
        own.resolve("pinfold.yaml"),
        """
        files: {policy: %s, identifiers: %s, detection: %s, kpis: kpis.yaml}
        keys: {directory: %s}
        aws: {endpoint: '%s', path_style: true}
        """
            .formatted(
                conf.resolve("policy.yaml"),
                conf.resolve("identifiers"),
                conf.resolve("detection.yaml"),
                directory.resolve("keys"),
                endpoint));
  }

  @Test
  void run_serverThatIsBusyNowAndThen_endsWell() {
    assertThat(slowedDown).isGreaterThan(5);
    assertThat(printed).contains(OUTPUT);
  }

  @Test
  void fileThatMayNotBeRead_isTakenByTheNextRun() {
    assertThat(printed).contains("Files: 1 could not be opened; see quarantine.");
    assertThat(secondNight).doesNotContain("could not be opened").contains("are the same since");
  }

  @Test
  void runThatDied_isTakenBackByTheNext() {
    assertThat(killedWhileAggregating).isTrue();
    assertThat(secondNight).contains("died before its end; what it had written is taken back.");
  }

  @Test
  void tables_onS3_areThoseOfTheRunOnFiles() throws Exception {
    AwsSettings settings = SettingsFile.load(configuration).aws();
    try (SparkSession spark = SparkSessions.open("test", settings)) {
      Interpreted.run(spark, () -> compare(spark));
      assertThat(spark.conf().get("spark.delta.logStore.s3a.impl"))
          .endsWith(".ConditionalS3LogStore");
    }
  }

  private void compare(SparkSession spark) {
    for (String table :
        List.of("endpoints", "events", "imports", "configuration", "demographics", "kpis")) {
      List<String> onS3 = rows(spark, OUTPUT + "/" + table);
      assertThat(onS3).as(table).isNotEmpty();
      assertThat(onS3)
          .as(table)
          .containsExactlyInAnyOrderElementsOf(
              rows(spark, commands.output().resolve(table).toString()));
    }
  }

  /** Without what each run makes anew: its own name, and what is encrypted with a random nonce. */
  private static List<String> rows(SparkSession spark, String table) {
    List<String> rows = new ArrayList<>();
    spark
        .read()
        .format("delta")
        .load(table)
        .drop("_run_id", "_other")
        .toJSON()
        .toLocalIterator()
        .forEachRemaining(rows::add);
    return rows;
  }

  @Test
  void runs_onS3_readsWhatTheRunLeft() throws Exception {
    String json =
        commands.execute(
            0, "runs", "--output", OUTPUT, "--config", configuration.toString(), "--json");

    List<String> runs = new ArrayList<>();
    for (String line : json.lines().toList()) {
      JsonNode run = new ObjectMapper().readTree(line);
      runs.add(run.path("command").asText() + " " + run.path("status").asText());
    }
    // The run that died is entered by the one that took it back, after that one's start.
    assertThat(runs).containsExactly("run ROLLED_BACK", "run SUCCEEDED", "run SUCCEEDED");
  }

  @Test
  void mistakes_inBucketOrPrefix_areOneLineEach() {
    commands.execute(
        1,
        "run",
        "--input",
        "s3a://dump/pinpiont",
        "--output",
        OUTPUT,
        "--config",
        configuration.toString());
    assertThat(commands.errors().lines().reduce((first, second) -> second))
        .contains(
            "pinfold: input s3a://dump/pinpiont: does not exist; give --input the folder that holds"
                + " endpoints/, events/, imports/ or configuration/");

    commands.execute(
        1, "catalog", "--output", "s3a://protcted/tables", "--config", configuration.toString());
    assertThat(commands.errors().lines().reduce((first, second) -> second))
        .contains(
            "pinfold: output s3a://protcted/tables: there is no such bucket; check its name; a"
                + " bucket of another S3 needs aws.endpoint in pinfold.yaml");
  }

  @Test
  void catalog_overTls_trustsWhatTheTrustStoreHolds() throws Exception {
    URI https = S3Server.shared().https();
    Path settings = configuration("conf-tls", https);
    String csv =
        trusting(
            https,
            () ->
                commands.execute(
                    0,
                    "catalog",
                    "--output",
                    OUTPUT,
                    "--config",
                    settings.toString(),
                    "--format",
                    "csv"));
    assertThat(csv).contains("endpoints.Address");
  }

  /** A store that trusts the certificate that a server shows. */
  private static Path trustStore(URI server) throws Exception {
    List<X509Certificate> shown = new ArrayList<>();
    X509TrustManager curious =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {
            shown.addAll(List.of(chain));
          }

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {curious}, new SecureRandom());
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(server.getHost(), server.getPort())) {
      socket.startHandshake();
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (Certificate certificate : shown) {
      store.setCertificateEntry("s3mock" + store.size(), certificate);
    }
    Path file = directory.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, STORE_PASSWORD.toCharArray());
    }
    return file;
  }
}
