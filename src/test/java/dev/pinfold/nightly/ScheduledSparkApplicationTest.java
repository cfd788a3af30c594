// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.nightly;

import static dev.pinfold.nightly.NightlyFiles.rendered;
import static dev.pinfold.nightly.NightlyFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The definition for the Spark operator against a strict schema of the fields that it uses, and
 * against the operator's own CRD where a machine has it:
 *
 * <pre>{@code
 * kubectl get crd scheduledsparkapplications.sparkoperator.k8s.io -o yaml >crd.yaml
 * SPARK_OPERATOR_CRD=$PWD/crd.yaml ./mvnw test -Dtest=ScheduledSparkApplicationTest
 * }</pre>
 */
class ScheduledSparkApplicationTest {
  private static final String DEFINITION = "kubernetes/scheduled.yaml";

  @Test
  void definition_itsFields_areTheOperators() throws Exception {
    assertThat(own().validate(yaml(rendered(DEFINITION, null)))).isEmpty();
  }

  @Test
  void definition_twoNights_neverOverlap() throws Exception {
    assertThat(yaml(rendered(DEFINITION, null)).at("/spec/concurrencyPolicy").asText())
        .isEqualTo("Forbid");
  }

  @ParameterizedTest
  @CsvSource({
    "/spec, concurencyPolicy, Forbid",
    "/spec, concurrencyPolicy, Forbidden",
    "/spec, schedule, nightly",
    "/spec/template, type, Kotlin",
    "/spec/template, mainclass, dev.pinfold.jobs.Run",
    "/spec/template, arguments, --input",
    "/spec/template/restartPolicy, type, onFailure",
    "/spec/template/restartPolicy, onFailureRetries, two",
    "/spec/template/driver, memory, 2 GB",
    "/spec/template/driver/securityContext, runAsNonroot, true",
  })
  void definition_withAMistake_isRefused(String place, String field, String value)
      throws Exception {
    JsonNode spoiled = yaml(rendered(DEFINITION, null));
    ((ObjectNode) spoiled.at(place)).put(field, value);

    assertThat(own().validate(spoiled)).isNotEmpty();
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "SPARK_OPERATOR_CRD", matches = ".+")
  void definition_publishedCrd_takesEveryField() throws Exception {
    JsonSchema published = published(Path.of(System.getenv("SPARK_OPERATOR_CRD")));
    JsonNode definition = yaml(rendered(DEFINITION, null));
    Set<ValidationMessage> problems = published.validate(definition);
    assertThat(problems).isEmpty();

    ((ObjectNode) definition.at("/spec/template/driver")).put("nonsense", 1);
    assertThat(published.validate(definition)).isNotEmpty();
  }

  private static JsonSchema own() throws IOException {
    try (InputStream schema =
        ScheduledSparkApplicationTest.class.getResourceAsStream(
            "/nightly/scheduled-spark-application.schema.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);
    }
  }

  /** The CRD's schema, made strict: an API server would drop an unknown field without a word. */
  private static JsonSchema published(Path crd) throws IOException {
    for (JsonNode version : yaml(Files.readString(crd)).at("/spec/versions")) {
      if (version.path("name").asText().equals("v1beta2")) {
        JsonNode schema = version.at("/schema/openAPIV3Schema");
        strict(schema.at("/properties/spec"));
        return JsonSchemaFactory.getInstance(VersionFlag.V4)
            .getSchema(new ObjectMapper().writeValueAsString(schema));
      }
    }
    throw new AssertionError(crd + " has no v1beta2");
  }

  private static void strict(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.has("properties")
        && object.path("type").asText().equals("object")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(ScheduledSparkApplicationTest::strict);
  }
}
