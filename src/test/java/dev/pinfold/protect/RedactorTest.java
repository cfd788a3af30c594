// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.classify.ValueIdentifiers;
import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.classify.identify.IdentifierFiles;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
  private static final ValueIdentifiers IDENTIFIERS =
      CompiledIdentifiers.of(IdentifierFiles.load(Path.of("conf/identifiers")));

  private final Redactor thorough = redactor(Redactor.Names.AGGRESSIVE, null);
  private final Redactor cues = redactor(Redactor.Names.CUES, null);

  private static Redactor redactor(Redactor.Names names, Tokenizer tokens) {
    return new Redactor(IDENTIFIERS, names, tokens, new ValueMemory<>());
  }

  @Test
  void protect_spansInProse_areReplacedAndTheRestStays() {
    assertThat(cues.protect("gift for anna@example.net, please", RecordContext.EMPTY))
        .isEqualTo("gift for [EMAIL_ADDRESS], please");
    assertThat(cues.protect("call after 5, mobile 206-555-0199", RecordContext.EMPTY))
        .isEqualTo("call after 5, mobile [PHONE_NUMBER]");
  }

  @Test
  void protect_namesOfTheRecord_areTakenOutInAnyCase() {
    RecordContext context = new RecordContext("DE", Set.of("lena", "vogt"));
    assertThat(cues.protect("ask LENA about it, or vogt's brother", context))
        .doesNotContainIgnoringCase("lena")
        .doesNotContainIgnoringCase("vogt")
        .contains("about it, or");
  }

  @Test
  void protect_thorough_takesWhatCouldBeANameOrNumber() {
    assertThat(
            thorough.protect("spoke with Zyxq Wvutsr about order 4815162342.", RecordContext.EMPTY))
        .doesNotContain("Zyxq")
        .doesNotContain("Wvutsr")
        .doesNotContain("4815162342")
        .startsWith("spoke with ")
        .contains(" about order ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gift for anna@example.net",
        "Herr Vogt ruft an: +49 30 90182031",
        "https://shop.example.com/offer?u=lena.vogt%40example.org&utm=x",
        "250 ok: lena.vogt@example.org accepted",
        "Nothing here at all."
      })
  void protect_whatItMade_staysAsItIs(String text) {
    String once = thorough.protect(text, RecordContext.EMPTY);
    assertThat(thorough.protect(once, RecordContext.EMPTY)).isEqualTo(once);
    assertThat(once).doesNotContain("vogt@").doesNotContain("anna@").doesNotContain("90182031");
  }

  @Test
  void protect_withTokens_keepsJoins() {
    Redactor joining = redactor(Redactor.Names.CUES, new Tokenizer(TestKeys.generate()));
    String first = joining.protect("mail anna@example.net", RecordContext.EMPTY);
    String second = joining.protect("to ANNA@example.net now", RecordContext.EMPTY);
    assertThat(first).matches("mail \\[EMAIL_ADDRESS t1\\.[a-z]{32}]");
    assertThat(second).contains(first.substring(5));
    assertThat(joining.protect(first, RecordContext.EMPTY)).isEqualTo(first);
  }
}
