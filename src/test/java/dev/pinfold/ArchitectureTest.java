// SPDX-License-Identifier: Apache-2.0
package dev.pinfold;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDDLike;
import org.apache.spark.sql.Dataset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the order of the stages and the other rules of the house. */
class ArchitectureTest {
  /** In the order in which data flows; each may use what stands before it. */
  private static final List<String> STAGES =
      List.of("ingest", "classify", "protect", "aggregate", "report", "jobs");

  /** What every stage may use, and what may use no stage. */
  private static final List<String> COMMON = List.of("catalog", "config");

  /**
   * Classes that bring rows to the driver: verdicts, counts and file lists, which are small
   * whatever the size of the dump. Bringing records there is a defect. Counts by file and columns;
   * files that cannot be read, all of which the driver has listed; files that were written, which
   * the driver commits.
   */
  private static final Set<String> MAY_COLLECT =
      Set.of(
          "dev.pinfold.classify.spark.SparkProfiler",
          "dev.pinfold.jobs.UnreadableFiles",
          "dev.pinfold.catalog.spark.ColumnFiles");

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.pinfold");
  }

  @Test
  void packages_all_areKnownStages() {
    Set<String> known = Set.copyOf(Stream.concat(STAGES.stream(), COMMON.stream()).toList());

    assertThat(classes)
        .isNotEmpty()
        .allSatisfy(
            one -> assertThat(one.getPackageName().split("\\.")[2]).as(one.getName()).isIn(known));
  }

  @Test
  void stage_each_knowsNoLaterOne() {
    for (int at = 0; at < STAGES.size() - 1; at++) {
      String[] later =
          STAGES.subList(at + 1, STAGES.size()).stream()
              .map(ArchitectureTest::below)
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(below(STAGES.get(at)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(later)
          .allowEmptyShould(true)
          .check(classes);
    }
  }

  @Test
  void common_packages_knowNoStage() {
    noClasses()
        .that()
        .resideInAnyPackage(below("catalog"), below("config"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(STAGES.stream().map(ArchitectureTest::below).toArray(String[]::new))
        .check(classes);
    noClasses()
        .that()
        .resideInAPackage(below("catalog"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(below("config"))
        .check(classes);
  }

  @Test
  void core_classes_knowNoSpark() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.pinfold..spark..", below("jobs"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "io.delta..")
        .check(classes);
  }

  @Test
  void session_builder_isJobsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage(below("jobs"))
        .should()
        .dependOnClassesThat()
        .haveNameMatching("org\\.apache\\.spark\\.sql\\.(classic\\.)?SparkSession\\$?Builder")
        .check(classes);
  }

  @Test
  void standardStreams_outsideJobsAndReport_areNotUsed() {
    noClasses()
        .that()
        .resideOutsideOfPackages(below("jobs"), below("report"))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(classes);
  }

  @Test
  void records_all_stayOnTheExecutors() {
    noClasses()
        .that(describe("may not collect", one -> !MAY_COLLECT.contains(one.getName())))
        .should()
        .callMethodWhere(describe("brings rows to the driver", ArchitectureTest::collects))
        .check(classes);
  }

  private static boolean collects(JavaCall<?> call) {
    return (call.getTargetOwner().isAssignableTo(Dataset.class)
            || call.getTargetOwner().isAssignableTo(JavaRDDLike.class))
        && Set.of("collect", "collectAsList").contains(call.getName());
  }

  private static String below(String stage) {
    return "dev.pinfold." + stage + "..";
  }
}
