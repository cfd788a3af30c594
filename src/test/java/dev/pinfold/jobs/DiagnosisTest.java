// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.jobs.PinfoldSettings.KeySettings;
import dev.pinfold.jobs.PinfoldSettings.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"11,FAIL", "16,FAIL", "17,OK", "18,WARN", "21,OK", "24,WARN", "25,OK"})
  void java_version_isJudgedByWhatSparkSupports(int feature, Diagnosis.State state) {
    assertThat(RuntimeDiagnosis.java(feature).state()).isEqualTo(state);
  }

  @Test
  void sparkAndDelta_ofTheBuild_areTheExpectedVersions() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));

    assertThat(pom)
        .contains("<spark.version>" + RuntimeDiagnosis.SPARK_VERSION + "<")
        .contains("<delta.version>" + RuntimeDiagnosis.DELTA_VERSION + "<");
    assertThat(RuntimeDiagnosis.spark()).hasToString("ok    spark: 4.2.0");
    assertThat(RuntimeDiagnosis.delta()).hasToString("ok    delta: 4.4.0");
  }

  @ParameterizedTest
  @CsvSource({
    "Spark 4.2.0 built for Hadoop 3.5.0,OK",
    "Spark 4.2.1 built for Hadoop 3.5.0,WARN",
    "Spark 3.5.4 built for Hadoop 3.3.4,FAIL",
    "nothing,WARN"
  })
  void sparkHome_release_isHeldAgainstTheBuild(String release, Diagnosis.State state)
      throws IOException {
    executable(directory.resolve("bin/spark-submit"));
    Files.writeString(directory.resolve("RELEASE"), release);

    assertThat(RuntimeDiagnosis.sparkHome(directory.toString()).state()).isEqualTo(state);
  }

  @Test
  void sparkHome_notAnInstallation_fails() {
    assertThat(RuntimeDiagnosis.sparkHome(directory.toString()))
        .hasToString(
            "fail  SPARK_HOME: "
                + directory
                + " has no bin/spark-submit; unset it or name a Spark installation");
    assertThat(RuntimeDiagnosis.sparkHome("").state()).isEqualTo(Diagnosis.State.OK);
  }

  @ParameterizedTest
  @CsvSource({"536870912,WARN", "2147483648,OK"})
  void memory_smallHeap_isAWarning(long bytes, Diagnosis.State state) {
    assertThat(RuntimeDiagnosis.memory(bytes).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "rwx------,rw-------,OK,",
    "rwxr-x---,rw-------,FAIL,chmod 700",
    "rwx------,rw-r-----,FAIL,chmod 600"
  })
  void keys_modes_mustBeTheOwnersAlone(
      String ofDirectory, String ofFile, Diagnosis.State state, String remedy) throws IOException {
    Path keys = Files.createDirectory(directory.resolve("keys"));
    Path file = Files.writeString(keys.resolve("tokens.json"), "{}");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(ofFile));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString(ofDirectory));

    Diagnosis found =
        StorageDiagnosis.keys(
            new KeySettings(Optional.of(keys.toString()), Optional.empty(), Optional.empty()),
            Profile.DEMO);

    assertThat(found.state()).isEqualTo(state);
    assertThat(found.words()).contains(remedy == null ? "keys" : remedy);
  }

  @Test
  void keys_productionWithoutItsWrappingKey_fails() {
    KeySettings missing =
        new KeySettings(
            Optional.empty(), Optional.of(directory.resolve("none").toString()), Optional.empty());

    assertThat(StorageDiagnosis.keys(missing, Profile.PRODUCTION).state())
        .isEqualTo(Diagnosis.State.FAIL);
    assertThat(StorageDiagnosis.keys(missing, Profile.DEMO).state()).isEqualTo(Diagnosis.State.OK);
  }

  @Test
  void output_placeThatDoesNotExistYet_isTriedWhereItWouldBeMade() throws IOException {
    assertThat(StorageDiagnosis.output(directory.resolve("a/b").toString()).state())
        .isEqualTo(Diagnosis.State.OK);
    assertThat(StorageDiagnosis.output(directory.resolve("a").toUri().toString()).state())
        .isEqualTo(Diagnosis.State.OK);
    try (var left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void output_thatIsAFileOrRemote_isSaid() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThat(StorageDiagnosis.output(file.resolve("tables").toString()))
        .hasToString("fail  output: " + file + " is a file; give --output a directory");
    assertThat(StorageDiagnosis.output("s3a://bucket/tables").state())
        .isEqualTo(Diagnosis.State.WARN);
  }

  @Test
  void all_badConfiguration_failsWithTheFirstProblemAndGoesOn() throws IOException {
    Path bad = Files.writeString(directory.resolve("pinfold.yaml"), "a: 1\nb: 2\n");

    assertThat(Diagnosis.all(bad, directory.toString(), Map.of()))
        .filteredOn(line -> line.subject().equals("configuration"))
        .singleElement()
        .asString()
        .startsWith("fail  configuration: " + bad + ":1:1 a: unknown key")
        .endsWith("(and 1 more; see pinfold check)");
    assertThat(Diagnosis.all(bad, directory.toString(), Map.of()))
        .extracting(Diagnosis::subject)
        .contains("java", "spark", "delta", "SPARK_HOME", "memory", "cores", "output");
  }

  private static void executable(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
