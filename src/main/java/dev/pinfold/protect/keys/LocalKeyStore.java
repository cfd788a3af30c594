// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.keys;

import dev.pinfold.catalog.UserException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Key files in a local directory of mode 0700, each of mode 0600. */
public final class LocalKeyStore implements KeyStore {
  private final Path directory;

  public LocalKeyStore(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  @Override
  public Optional<byte[]> read(String name) {
    Path file = directory.resolve(name);
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failure("cannot be read", file, e);
    }
  }

  @Override
  public void create(String name, byte[] bytes) {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(directory, mode("rwx------"));
      Path part = Files.createTempFile(directory, name, ".part", mode("rw-------"));
      try {
        Files.write(part, bytes);
        // A link, unlike a move, fails where the file exists.
        Files.createLink(file, part);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw failure("cannot be made", file, e);
    }
  }

  @Override
  public String location() {
    return directory.toString();
  }

  private static FileAttribute<?>[] mode(String text) {
    boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(text);
    return isPosix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static UserException failure(String what, Path file, IOException cause) {
    return new UserException(
        UserException.Kind.FAILED,
        "key file "
            + file
            + ": "
            + what
            + " ("
            + cause.getClass().getSimpleName()
            + "); check its directory's owner and mode, and keys: in pinfold.yaml",
        cause);
  }
}
