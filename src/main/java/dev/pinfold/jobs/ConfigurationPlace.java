// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the configuration lies: the file that {@code --config} names, else {@code
 * $PINFOLD_HOME/conf}, else {@code ./conf}, else the copy in the jar.
 */
final class ConfigurationPlace {
  private static final String SHIPPED = "/dev/pinfold/conf/pinfold.yaml";

  private ConfigurationPlace() {}

  /**
   * The settings file to read.
   *
   * @param config the {@code --config} option's value, or null
   * @throws UserException where {@code config} names no file
   */
  static Path find(Path config, Map<String, String> environment, Path workingDirectory) {
    if (config != null) {
      if (!Files.isRegularFile(config)) {
        throw new UserException(
            UserException.Kind.USAGE, config + ": is not a file; give --config a pinfold.yaml");
      }
      return config;
    }
    String home = environment.getOrDefault("PINFOLD_HOME", "");
    Path ofHome = Path.of(home, "conf", "pinfold.yaml");
    if (!home.isEmpty() && Files.isRegularFile(ofHome)) {
      return ofHome;
    }
    Path here = workingDirectory.resolve("conf").resolve("pinfold.yaml");
    return Files.isRegularFile(here) ? here : shipped();
  }

  /** The copy that travels in the jar; its siblings can be read and listed like any path's. */
  static Path shipped() {
    URL resource = ConfigurationPlace.class.getResource(SHIPPED);
    if (resource == null) {
      throw new UserException(
          UserException.Kind.USAGE, "conf/pinfold.yaml: is missing; give --config a pinfold.yaml");
    }
    try {
      URI uri = resource.toURI();
      if (!uri.getScheme().equals("jar")) {
        return Path.of(uri);
      }
      return jarFileSystem(uri).getPath(SHIPPED);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path has a malformed entry", e);
    }
  }

  /** Stays open as long as the process: the paths that come from it do. */
  private static FileSystem jarFileSystem(URI uri) {
    try {
      return FileSystems.newFileSystem(uri, Map.of());
    } catch (FileSystemAlreadyExistsException e) {
      return FileSystems.getFileSystem(uri);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
