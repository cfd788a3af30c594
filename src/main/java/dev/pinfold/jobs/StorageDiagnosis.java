// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import dev.pinfold.jobs.PinfoldSettings.KeySettings;
import dev.pinfold.jobs.PinfoldSettings.Profile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** What the doctor says of the places that a run writes to: keys and tables. */
final class StorageDiagnosis {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private static final long ENOUGH_SPACE_BYTES = 1L << 30;

  private StorageDiagnosis() {}

  static Diagnosis keys(KeySettings keys, Profile profile) {
    Optional<Path> wrappingKey = keys.wrappingKey().flatMap(StorageDiagnosis::local);
    if (wrappingKey.isPresent()) {
      Path file = wrappingKey.get();
      if (profile == Profile.PRODUCTION && !Files.exists(file)) {
        return Diagnosis.fail("keys", file + " does not exist; keys.wrapping.local must name it");
      }
      if (Files.exists(file) && isOpenToOthers(file)) {
        return Diagnosis.fail("keys", file + " can be read by others; chmod 600 it");
      }
    }
    Optional<Path> directory = keys.directory().flatMap(StorageDiagnosis::local);
    if (directory.isPresent() && Files.isDirectory(directory.get())) {
      return directory(directory.get());
    }
    if (keys.directory().isPresent() && directory.isEmpty()) {
      return Diagnosis.warn("keys", "lie on a remote file system; their modes are not checked");
    }
    return keys.isWrapped()
        ? Diagnosis.ok("keys", "none yet; the first run makes them, wrapped")
        : Diagnosis.ok("keys", "none yet; the first run makes its own, for trying only");
  }

  private static Diagnosis directory(Path directory) {
    if (isOpenToOthers(directory)) {
      return Diagnosis.fail("keys", directory + " is open to others; chmod 700 it");
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(StorageDiagnosis::isOpenToOthers)
          .findFirst()
          .map(file -> Diagnosis.fail("keys", file + " is open to others; chmod 600 it"))
          .orElse(Diagnosis.ok("keys", directory.toString()));
    } catch (IOException e) {
      return Diagnosis.fail("keys", directory + " cannot be listed; check its owner");
    }
  }

  static Diagnosis output(String output) {
    Optional<Path> place = local(output);
    if (place.isEmpty()) {
      return Diagnosis.warn("output", "is on a remote file system; not tried without Spark");
    }
    Path existing = place.get().toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      return Diagnosis.fail("output", existing + " is a file; give --output a directory");
    }
    try {
      Files.delete(Files.createTempFile(existing, ".pinfold-doctor", null));
      FileStore store = Files.getFileStore(existing);
      return store.getUsableSpace() < ENOUGH_SPACE_BYTES
          ? Diagnosis.warn("output", existing + " has less than 1 GiB of free space; make room")
          : Diagnosis.ok("output", place.get() + " can be written");
    } catch (IOException e) {
      return Diagnosis.fail("output", existing + " cannot be written; check its owner and mode");
    }
  }

  /** Asks S3 for the output, as a run does before it begins. */
  static Diagnosis s3(String output, AwsSettings aws) {
    try {
      Configuration hadoop = new Configuration();
      S3aOptions.usual().forEach(hadoop::set);
      S3aOptions.required(aws).forEach(hadoop::set);
      S3Access.require("output", output, hadoop);
      return Diagnosis.ok("output", output + " can be listed; writing is tried by a run");
    } catch (UserException e) {
      return Diagnosis.fail("output", e.getMessage().replaceFirst("^output ", ""));
    }
  }

  /** The local path behind a name or {@code file:} URI; empty for other file systems. */
  private static Optional<Path> local(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      return Optional.of(Path.of(name));
    }
    return name.startsWith("file:")
        ? Optional.of(Path.of(URI.create(name).getPath()))
        : Optional.empty();
  }

  private static boolean isOpenToOthers(Path file) {
    try {
      return !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
    } catch (IOException | UnsupportedOperationException e) {
      return false; // no POSIX modes here: nothing to say
    }
  }
}
