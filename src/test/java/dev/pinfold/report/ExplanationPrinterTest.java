// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationPrinterTest {
  private static final String ENTRY =
      """
      {"column_path":"endpoints.Attributes.kontakt","categories":["USER_AND_ENDPOINT"],"type":"NONE","confidence":0.95,"sensitivity":"HIGH","decided_by":"VALUES","action":"tokenize","evidence":{"values":200,"matches":0,"validated":0,"other_types":["EMAIL_ADDRESS"],"summary":"Nothing personal was found in 200 values."},"rows":201,"non_null":200,"distinct_estimate":7,"run_id":"r2"}""";

  @Test
  void print_column_isToldInPlainWords() {
    String text =
        ExplanationPrinter.print(
            ENTRY,
            List.of(
                """
                {"run_id":"r1","identifier":"email","type":"EMAIL_ADDRESS","matches":9,"rows":9,"ratio":1.0,"first_position":"old@0"}""",
                """
                {"run_id":"r2","identifier":"email","type":"EMAIL_ADDRESS","matches":4,"rows":200,"ratio":0.02,"first_position":"endpoints/a.json@0"}"""),
            List.of(
                """
                {"output_path":"endpoints.Attributes.kontakt","input_path":"endpoints.Attributes.kontakt","transform":"tokenize (default)"}""",
                """
                {"output_path":"endpoints.Attributes.kontakt","input_path":"input.file","transform":"copied"}"""));
    assertThat(text)
        .isEqualToNormalizingNewlines(
            """
            endpoints.Attributes.kontakt
              What    mostly nothing personal (0.95), sensitivity HIGH, USER_AND_ENDPOINT; some values hold EMAIL_ADDRESS
              Why     By its values. Nothing personal was found in 200 values.
              Seen    in 200 of 201 records; 200 values, about 7 distinct; 0 match the type, 0 pass a check
              Action  tokenize
                      to endpoints.Attributes.kontakt: tokenize (default)
                      from input.file: copied

            What the data identifiers matched:
            Identifier  Type           Matches  Of values  Share  First at
            ----------  -------------  -------  ---------  -----  ------------------
            email       EMAIL_ADDRESS        4        200  2.0 %  endpoints/a.json@0
            """);
  }
}
