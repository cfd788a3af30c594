// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.Evidence;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyFileTest {
  private final Problems problems = new Problems();

  private Policy read(String text) {
    return new PolicyFile(PersonalDataType::find)
        .read(YamlFile.parse("conf/policy.yaml", text, problems));
  }

  private static Policy shipped() {
    Problems none = new Problems();
    Policy policy =
        new PolicyFile(PersonalDataType::find)
            .read(YamlFile.read(Path.of("conf/policy.yaml"), none));
    none.throwIfAny();
    return policy;
  }

  private static Classification column(
      String path, String type, double confidence, String... others) {
    return new Classification(
        ColumnPath.parse(path),
        Set.of(DataCategory.USER_AND_ENDPOINT),
        PersonalDataType.known(type),
        confidence,
        DecidedBy.VALUES,
        Arrays.stream(others).map(PersonalDataType::known).toList(),
        new Evidence(0, 0, 0, 0, 0, 0, "", "", ""),
        List.of());
  }

  private static ProtectionAction action(Policy policy, Classification column) {
    return policy.decide(column).action();
  }

  @Test
  void shipped_types_getTheirActions() {
    Policy policy = shipped();
    assertThat(action(policy, column("e.a", "EMAIL_ADDRESS", 1)))
        .isEqualTo(ProtectionAction.TOKENIZE);
    assertThat(action(policy, column("e.a", "AWS_SECRET_KEY", 1))).isEqualTo(ProtectionAction.DROP);
    assertThat(action(policy, column("e.a", "AGE", 1))).isEqualTo(ProtectionAction.GENERALIZE);
    assertThat(action(policy, column("e.a", "CITY", 1))).isEqualTo(ProtectionAction.KEEP);
    assertThat(action(policy, column("e.a", "RELIGION", 1))).isEqualTo(ProtectionAction.TOKENIZE);
    assertThat(action(policy, column("e.a", "FREE_TEXT", 1))).isEqualTo(ProtectionAction.REDACT);
  }

  @Test
  void shipped_nothingPersonal_isKeptOnlyWhereThatIsSure() {
    assertThat(action(shipped(), column("e.a", "NONE", 0.8))).isEqualTo(ProtectionAction.KEEP);
    assertThat(action(shipped(), column("e.a", "NONE", 0.79))).isEqualTo(ProtectionAction.TOKENIZE);
  }

  @Test
  void decide_minorityFinding_isProtectedByTheStricter() {
    Policy policy = shipped();
    assertThat(action(policy, column("e.a", "NONE", 0.95, "PHONE_NUMBER")))
        .isEqualTo(ProtectionAction.TOKENIZE);
    assertThat(action(policy, column("e.a", "FREE_TEXT", 0.95, "PHONE_NUMBER")))
        .isEqualTo(ProtectionAction.REDACT);
    assertThat(action(policy, column("e.a", "CITY", 0.95, "EMAIL_ADDRESS")))
        .isEqualTo(ProtectionAction.TOKENIZE);
    assertThat(action(policy, column("e.a", "NONE", 0.95, "AWS_ACCESS_KEY")))
        .isEqualTo(ProtectionAction.TOKENIZE);
  }

  @Test
  void decide_columnRule_beatsTypeAndMinority() {
    Policy policy =
        read(
            "rules:\n"
                + "  - {type: EMAIL_ADDRESS, action: drop}\n"
                + "  - {column: 'e.**.mail', action: keep, reason: test}\n");
    problems.throwIfAny();
    assertThat(action(policy, column("e.x.y.mail", "EMAIL_ADDRESS", 1, "IBAN")))
        .isEqualTo(ProtectionAction.KEEP);
    assertThat(action(policy, column("e.x.other", "EMAIL_ADDRESS", 1)))
        .isEqualTo(ProtectionAction.DROP);
  }

  @Test
  void decide_generalizeOfATypeWithoutAWay_isTokenizedAndSaysSo() {
    Policy policy = read("rules:\n  - {sensitivity: HIGH, action: generalize}\n");
    problems.throwIfAny();
    ProtectionDecision phone = policy.decide(column("e.a", "PHONE_NUMBER", 1));
    assertThat(phone.action()).isEqualTo(ProtectionAction.TOKENIZE);
    assertThat(phone.asked()).isEqualTo(ProtectionAction.GENERALIZE);
    assertThat(phone.isAnotherThanAsked()).isTrue();
    assertThat(policy.decide(column("e.b", "DATE_OF_BIRTH", 1)).isAnotherThanAsked()).isFalse();
  }

  @Test
  void override_ofAPattern_givesTheType() {
    Policy policy = read("overrides:\n  - {column: 'endpoints.Attributes.*', type: NONE}\n");
    problems.throwIfAny();
    assertThat(policy.override(ColumnPath.parse("endpoints.Attributes.plan")))
        .hasValue(PersonalDataType.NONE);
    assertThat(policy.override(ColumnPath.parse("endpoints.Attributes.a.b"))).isEmpty();
  }

  @Test
  void read_mistakes_areAllNamedWithTheirPlace() {
    read(
        "keep_confidence: 3\n"
            + "rules:\n"
            + "  - type: EMAIL_ADRESS\n"
            + "    action: mask\n"
            + "  - column: a..b\n"
            + "    type: IBAN\n"
            + "    action: keep\n"
            + "  - type: AGE\n"
            + "    action: generalize\n"
            + "    generalize: {to: year, width: 999}\n"
            + "    colour: red\n"
            + "  - {type: [AGE, PHONE_NUMBER], action: generalize}\n"
            + "  - {type: PHONE_NUMBER, action: generalize, generalize: {to: prefix, width: 5}}\n"
            + "  - {action: keep}\n");
    assertThat(problems.lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("conf/policy.yaml:4:5 rules[0].action: unknown action 'mask'"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("conf/policy.yaml:3:5 rules[0].type: unknown type 'EMAIL_ADRESS'")
                    .contains("did you mean EMAIL_ADDRESS or ")
                    .contains("All are listed in personal-data-types.csv")
                    .hasSizeLessThan(300))
        .anySatisfy(
            line -> assertThat(line).contains("rules[1].column: a column path has an empty"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "conf/policy.yaml:5:5 rules[1]: a rule needs exactly one of column"))
        .anySatisfy(line -> assertThat(line).contains("width must be 0 to 128"))
        .anySatisfy(line -> assertThat(line).contains("rules[2].colour: unknown key"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "conf/policy.yaml:12:33 rules[3].action: no way is known to generalize"
                            + " PHONE_NUMBER; known for AGE, COORDINATES"))
        .noneSatisfy(line -> assertThat(line).contains("rules[4]"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("conf/policy.yaml:14:5 rules[5]: a rule needs exactly one of"))
        .anySatisfy(line -> assertThat(line).contains("keep_confidence: must be in [0, 1]"));
  }
}
