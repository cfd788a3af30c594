// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.classify.ProfileBytes;
import dev.pinfold.classify.spark.RulesDigest;
import dev.pinfold.protect.plan.ProtectionPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SHA-256 over the names and bytes of the configuration files. */
final class ConfigurationDigest {
  private ConfigurationDigest() {}

  /** Of all files. */
  static String of(PinfoldSettings settings) {
    PinfoldSettings.ConfigurationFiles files = settings.files();
    return of(settings, List.of(settings.file(), files.kpis(), files.policy()), "");
  }

  /**
   * Of what settles which column is what and what becomes of it, aggregates aside. Where {@link
   * RulesDigest#counts} is another than at the run before, what that one counted and wrote cannot
   * be gone on with.
   *
   * @param tokenVersion which key makes new tokens
   */
  static RulesDigest ofRules(PinfoldSettings settings, int tokenVersion) {
    String facts =
        String.join(
            "\n",
            Integer.toString(ProfileBytes.VERSION),
            Integer.toString(ProtectionPlan.LAYOUT),
            settings.limits().toString(),
            new TreeMap<>(settings.datasets()).toString(),
            Integer.toString(tokenVersion));
    return new RulesDigest(
        of(settings, List.of(settings.files().policy()), Pinfold.Version.text() + "\n" + facts),
        of(settings, List.of(), facts));
  }

  /** Of files, those that identify data, and facts. */
  private static String of(PinfoldSettings settings, List<Path> further, String facts) {
    List<Path> files = new ArrayList<>(further);
    files.add(settings.files().detection());
    try (Stream<Path> identifiers = Files.list(settings.files().identifiers())) {
      identifiers.filter(Files::isRegularFile).sorted().forEach(files::add);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(facts.getBytes(StandardCharsets.UTF_8));
      for (Path file : files) {
        if (Files.isRegularFile(file)) {
          digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
          digest.update((byte) 0);
          digest.update(Files.readAllBytes(file));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("the configuration cannot be read again", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
