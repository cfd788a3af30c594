// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.s3;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Adobe's S3Mock in a process of its own: a server that speaks S3's protocol over HTTP and HTTPS.
 * It checks no signatures, so any credentials do.
 */
public final class S3Server {
  private static final Path JAR = Path.of("target", "s3mock", "s3mock.jar");

  /** What there is at the start; a test makes no others. */
  public static final List<String> BUCKETS = List.of("dump", "protected", "own");

  private static S3Server shared;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;
  private final int httpPort;
  private final int httpsPort;

  private S3Server(Process process, Path log, int httpPort, int httpsPort) {
    this.process = process;
    this.log = log;
    this.httpPort = httpPort;
    this.httpsPort = httpsPort;
  }

  /** One for all tests of this JVM, started with the first; it ends with the JVM. */
  public static synchronized S3Server shared() throws IOException, InterruptedException {
    if (shared == null) {
      Path directory = Files.createTempDirectory("s3mock");
      try {
        shared = start(directory, BUCKETS);
      } catch (IllegalStateException e) {
        // One of its ports was taken meanwhile.
        shared = start(directory, BUCKETS);
      }
    }
    return shared;
  }

  /** Starts it with these buckets, its files and its log below this directory. */
  private static S3Server start(Path directory, List<String> buckets)
      throws IOException, InterruptedException {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing; ./mvnw process-test-resources copies it");
    }
    Path log = directory.resolve("s3mock.log");
    int httpPort = freePort();
    int httpsPort = freePort();
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-jar",
                    JAR.toString(),
                    "--server.port=" + httpsPort,
                    "--com.adobe.testing.s3mock.httpPort=" + httpPort,
                    "--com.adobe.testing.s3mock.vectors.httpPort=" + freePort(),
                    "--com.adobe.testing.s3mock.vectors.httpsPort=" + freePort(),
                    "--com.adobe.testing.s3mock.store.root="
                        + Files.createDirectories(directory.resolve("s3mock")),
                    "--com.adobe.testing.s3mock.store.initial-buckets="
                        + String.join(",", buckets)))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    S3Server server = new S3Server(process, log, httpPort, httpsPort);
    server.awaitStart();
    return server;
  }

  public URI http() {
    return URI.create("http://localhost:" + httpPort);
  }

  public URI https() {
    return URI.create("https://localhost:" + httpsPort);
  }

  private void awaitStart() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        HttpResponse<Void> answer =
            client.send(
                HttpRequest.newBuilder(http()).timeout(Duration.ofSeconds(5)).build(),
                HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // It isn't there yet.
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IllegalStateException("S3Mock did not start: " + Files.readString(log));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
