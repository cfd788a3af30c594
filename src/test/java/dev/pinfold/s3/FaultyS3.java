// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before an S3 server and answers some requests itself, as S3 does when it is busy or
 * refuses. The others are handed on, with their answers.
 */
public final class FaultyS3 implements AutoCloseable {
  /** What HTTP's client sets by itself. */
  private static final Set<String> NOT_HANDED_ON =
      Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");

  /** An answer of S3's own. */
  public record Fault(int status, String code) {
    public static final Fault SLOW_DOWN = new Fault(503, "SlowDown");
    public static final Fault ACCESS_DENIED = new Fault(403, "AccessDenied");
  }

  /** Which requests are answered with a fault; asked from many threads. */
  public interface Rule {
    Optional<Fault> faultOf(HttpExchange request, int number);
  }

  static {
    // Else each answer waits for the acknowledgement of its headers.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Object writes = new Object();
  private final URI server;
  private final HttpServer front;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private volatile String lossy = "";
  private volatile Rule rule = (request, number) -> Optional.empty();

  public FaultyS3(URI server) throws IOException {
    this.server = server;
    front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    front.setExecutor(threads);
    front.createContext("/", this::answer);
    front.start();
  }

  public URI http() {
    return URI.create("http://localhost:" + front.getAddress().getPort());
  }

  /** From now on. */
  public void answerWith(Rule next) {
    requests.set(0);
    faults.set(0);
    lossy = "";
    rule = next;
  }

  /** From now on; the request is handed on, and S3 looks as if it had failed. */
  public void loseFirstAnswerTo(String method) {
    answerWith((request, number) -> Optional.empty());
    lossy = method;
  }

  /** How many requests got a fault under the present rule. */
  public int faults() {
    return faults.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Optional<Fault> fault = rule.faultOf(exchange, requests.incrementAndGet());
      if (fault.isPresent()) {
        faults.incrementAndGet();
        refuse(exchange, fault.get());
      } else {
        handOn(exchange, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void refuse(HttpExchange exchange, Fault fault) throws IOException {
    byte[] text =
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>"
                + fault.code()
                + "</Code><Message>refused</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    send(exchange, fault.status(), text);
  }

  private void handOn(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_HANDED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    HttpResponse<byte[]> response;
    if (exchange.getRequestMethod().equals("PUT")) {
      // S3 decides of two conditional writes which was first; the server behind does not always.
      synchronized (writes) {
        response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      }
    } else {
      response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              boolean isOfHead =
                  exchange.getRequestMethod().equals("HEAD")
                      && name.equalsIgnoreCase("content-length");
              if (isOfHead || !NOT_HANDED_ON.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, List.copyOf(values));
              }
            });
    if (exchange.getRequestMethod().equals(lossy)) {
      lossy = "";
      faults.incrementAndGet();
      exchange.getResponseHeaders().clear();
      refuse(exchange, new Fault(500, "InternalError"));
      return;
    }
    send(exchange, response.statusCode(), response.body());
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean isBare = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(status, isBare ? -1 : body.length);
    if (!isBare) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    front.stop(0);
    threads.shutdownNow();
  }
}
