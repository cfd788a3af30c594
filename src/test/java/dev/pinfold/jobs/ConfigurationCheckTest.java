// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.UserException;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationCheckTest {
  private static final ConfigurationPart GOOD =
      new ConfigurationPart("good", s -> s.files().policy(), s -> "3 rules");
  private static final ConfigurationPart BAD = bad("one", "two");

  @TempDir Path directory;

  @Test
  void of_goodParts_givesOneLineEach() throws Exception {
    ConfigurationCheck check = check("profile: demo", GOOD);

    assertThat(check.problems()).isEmpty();
    assertThat(check.read())
        .containsExactly(
            "ok    settings: " + directory.resolve("pinfold.yaml") + " (profile demo)",
            "ok    good: " + directory.resolve("policy.yaml") + " (3 rules)");
  }

  @Test
  void of_severalBadParts_givesEveryProblemAndStillReadsTheRest() throws Exception {
    ConfigurationCheck check = check("profile: demo", BAD, GOOD, bad("three"));

    assertThat(check.problems()).containsExactly("one", "two", "three");
    assertThat(check.read()).hasSize(2);
  }

  @Test
  void of_badSettings_readsNoPart() throws Exception {
    ConfigurationCheck check = check("profil: demo", GOOD);

    assertThat(check.problems()).singleElement().asString().contains("profil: unknown key");
    assertThat(check.read()).isEmpty();
  }

  @Test
  void of_theShippedConfiguration_isGood() {
    Path conf = Path.of("conf");
    Assumptions.assumeTrue(
        Files.exists(conf.resolve("policy.yaml")) && Files.exists(conf.resolve("kpis.yaml")),
        "policy and KPIs are not there");

    ConfigurationCheck check =
        ConfigurationCheck.of(conf.resolve("pinfold.yaml"), ConfigurationPart.all());

    assertThat(check.problems()).isEmpty();
    assertThat(check.read()).hasSize(5);
  }

  @Test
  void conf_everyYamlFile_isStrictYaml() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("conf"))) {
      List<Path> yaml = files.filter(file -> file.toString().endsWith(".yaml")).toList();
      Problems problems = new Problems();
      assertThat(yaml).isNotEmpty();
      for (Path file : yaml) {
        assertThat(YamlFile.read(file, problems).keys()).as(file.toString()).isNotEmpty();
      }
      assertThat(problems.lines()).isEmpty();
    }
  }

  private ConfigurationCheck check(String settings, ConfigurationPart... parts) throws Exception {
    Path file = Files.writeString(directory.resolve("pinfold.yaml"), settings);
    return ConfigurationCheck.of(file, List.of(parts));
  }

  private static ConfigurationPart bad(String... problems) {
    return new ConfigurationPart(
        "bad",
        s -> s.files().kpis(),
        s -> {
          Problems found = new Problems();
          List.of(problems).forEach(found::add);
          found.throwIfAny();
          throw new UserException(UserException.Kind.USAGE, "not reached");
        });
  }
}
