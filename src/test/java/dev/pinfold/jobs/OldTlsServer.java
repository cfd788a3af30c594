// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.jobs.AwsSettings.ObjectEncryption;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.apache.hadoop.conf.Configuration;

/**
 * A server that speaks TLS 1.1 alone, and two clients of it in one process: one that allows it, and
 * Pinfold's way to S3.
 */
final class OldTlsServer {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private OldTlsServer() {}

  public static void main(String[] arguments) throws Exception {
    TlsVersions.ask();
    SSLContext context = SSLContext.getInstance("TLS");
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(keyStore(Path.of(arguments[0])), PASSWORD);
    context.init(keys.getKeyManagers(), null, null);
    try (SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      server.setEnabledProtocols(new String[] {"TLSv1.1"});
      Thread answers = new Thread(() -> answer(server));
      answers.setDaemon(true);
      answers.start();
      try (SSLSocket client =
          (SSLSocket)
              SSLContext.getDefault()
                  .getSocketFactory()
                  .createSocket("localhost", server.getLocalPort())) {
        client.setEnabledProtocols(new String[] {"TLSv1.1"});
        client.startHandshake();
        System.out.println("client that allows it: " + client.getSession().getProtocol());
      }
      Configuration hadoop = new Configuration();
      AwsSettings settings =
          new AwsSettings(
              false,
              Optional.of("us-east-1"),
              Optional.of(URI.create("https://localhost:" + server.getLocalPort())),
              true,
              false,
              ObjectEncryption.BUCKETS_OWN);
      S3aOptions.usual().forEach(hadoop::set);
      S3aOptions.required(settings).forEach(hadoop::set);
      try {
        S3Access.require("input", "s3a://bucket/dump", hadoop);
        System.out.println("Pinfold spoke to it");
      } catch (UserException e) {
        System.out.println("pinfold: " + e.getMessage());
      }
    }
    System.exit(0);
  }

  private static void answer(SSLServerSocket server) {
    while (!server.isClosed()) {
      try (SSLSocket socket = (SSLSocket) server.accept();
          InputStream in = socket.getInputStream()) {
        if (in.read() >= 0) {
          socket
              .getOutputStream()
              .write("HTTP/1.1 404 Not Found\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
      } catch (IOException e) {
        // A client that speaks no such version.
      }
    }
  }

  private static KeyStore keyStore(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }
}
