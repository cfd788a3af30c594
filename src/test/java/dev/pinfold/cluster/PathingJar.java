// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A jar that holds nothing but a class path: this build's classes, its tests and what Spark does
 * not bring. Stands for the packaged jar wherever all processes run on this machine.
 */
public final class PathingJar {
  private static final Path SPARK_JARS = Path.of("target", "spark", "jars");

  private PathingJar() {}

  public static Path write(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar;
  }

  private static String classPath() {
    String whole =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Arrays.stream(whole.split(File.pathSeparator))
        .map(Path::of)
        .filter(entry -> !Files.exists(SPARK_JARS.resolve(entry.getFileName())))
        .map(entry -> entry.toUri().toString())
        .collect(Collectors.joining(" "));
  }
}
