// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the doctor says of Java, Spark, Delta and the machine. */
final class RuntimeDiagnosis {
  /** The versions Pinfold is built and tested with; a test holds them against the build file. */
  static final String SPARK_VERSION = "4.2.0";

  static final String DELTA_VERSION = "4.4.0";

  /** What Spark 4 asks for and what the class files are compiled for. */
  private static final int OLDEST_JAVA = 17;

  private static final long ENOUGH_HEAP_MIB = 1500;

  private RuntimeDiagnosis() {}

  static Diagnosis java(int feature) {
    if (feature < OLDEST_JAVA) {
      return Diagnosis.fail("java", feature + " is too old; set JAVA_HOME to a JDK 17");
    }
    return feature == 17 || feature == 21 || feature == 25
        ? Diagnosis.ok("java", String.valueOf(feature))
        : Diagnosis.warn("java", feature + " is not one Spark supports; set JAVA_HOME to a JDK 17");
  }

  static Diagnosis spark() {
    Properties properties = new Properties();
    try (InputStream in = resource("spark-version-info.properties")) {
      if (in == null) {
        return Diagnosis.fail(
            "spark", "is not on the class path; run ./mvnw package, or start through jobs/pinfold");
      }
      properties.load(in);
    } catch (IOException e) {
      return Diagnosis.fail("spark", "cannot be read from the class path; run ./mvnw package");
    }
    return version("spark", properties.getProperty("version", "unknown"), SPARK_VERSION);
  }

  static Diagnosis delta() {
    URL place = loader().getResource("io/delta/sql/DeltaSparkSessionExtension.class");
    if (place == null) {
      return Diagnosis.fail(
          "delta", "is not on the class path; run ./mvnw package, or start through jobs/pinfold");
    }
    Matcher jar = Pattern.compile("delta-spark_[0-9.]+-([^/!]+)\\.jar").matcher(place.toString());
    return jar.find()
        ? version("delta", jar.group(1), DELTA_VERSION)
        : Diagnosis.warn("delta", "found, but its version cannot be told");
  }

  static Diagnosis sparkHome(String home) {
    if (home.isEmpty()) {
      return Diagnosis.ok("SPARK_HOME", "not set; the jars that the build resolved are used");
    }
    if (!Files.isExecutable(Path.of(home, "bin", "spark-submit"))) {
      return Diagnosis.fail(
          "SPARK_HOME", home + " has no bin/spark-submit; unset it or name a Spark installation");
    }
    try {
      Matcher release =
          Pattern.compile("Spark (\\S+)").matcher(Files.readString(Path.of(home, "RELEASE")));
      if (release.find()) {
        return version("SPARK_HOME", release.group(1), SPARK_VERSION);
      }
    } catch (IOException e) {
      return Diagnosis.warn("SPARK_HOME", home + " has no RELEASE file; its version is unknown");
    }
    return Diagnosis.warn("SPARK_HOME", home + "/RELEASE names no version");
  }

  static Diagnosis memory(long maximumBytes) {
    long mebibytes = maximumBytes >> 20;
    String heap = "heap of " + mebibytes + " MiB";
    return mebibytes < ENOUGH_HEAP_MIB
        ? Diagnosis.warn("memory", heap + " is small for a run; set PINFOLD_HEAP, such as 2g")
        : Diagnosis.ok("memory", heap);
  }

  static Diagnosis cores(int cores) {
    return Diagnosis.ok("cores", String.valueOf(cores));
  }

  private static Diagnosis version(String subject, String found, String expected) {
    if (found.equals(expected)) {
      return Diagnosis.ok(subject, found);
    }
    String words = found + " instead of " + expected + "; use Spark " + SPARK_VERSION;
    return minor(found).equals(minor(expected))
        ? Diagnosis.warn(subject, words + " with Delta " + DELTA_VERSION + " where you can")
        : Diagnosis.fail(subject, words + " with Delta " + DELTA_VERSION);
  }

  private static String minor(String version) {
    return version.replaceAll("^(\\d+\\.\\d+).*", "$1");
  }

  private static InputStream resource(String name) {
    return loader().getResourceAsStream(name);
  }

  /** Sees what spark-submit adds, unlike the loader of this class's own jar. */
  private static ClassLoader loader() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread == null ? RuntimeDiagnosis.class.getClassLoader() : ofThread;
  }
}
