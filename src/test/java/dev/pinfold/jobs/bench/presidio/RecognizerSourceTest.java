// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.jobs.bench.presidio.PresidioRecognizer.ScoredPattern;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that are written as those of Presidio are. */
class RecognizerSourceTest {
  private static List<String> regexes(PresidioRecognizer recognizer) {
    return recognizer.patterns().stream().map(one -> one.regex().pattern()).toList();
  }

  /** The only recognizer of a class with this construction. */
  private static PresidioRecognizer of(String... lines) {
    String body = String.join("\n    ", lines);
    List<PresidioRecognizer> all =
        RecognizerSource.read("file", "class One(PatternRecognizer):\n    " + body + "\n");
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  @Test
  void read_aClass_hasItsNamePatternsScoresAndContext() {
    List<PresidioRecognizer> all =
        RecognizerSource.read(
            "file",
            """
            from x import Pattern, PatternRecognizer


            class ShelfRecognizer(PatternRecognizer):
                \"""
                Finds shelves, "S-1"; Pattern("not", r"me", 0.1) is text.
                \"""

                PATTERNS = [
                    Pattern("Shelf (weak)", r"\\bS-\\d+\\b", 0.25),  # Pattern("nor", "me", 1)
                    Pattern(
                        "Shelf, (old) # 1",
                        r"[(,#]\\d+[)]",
                        1,
                    ),
                ]
                CONTEXT = [
                    "shelf",  # where
                    "Rack",
                ]

                def __init__(self, patterns: Optional[List[Pattern]] = None):
                    patterns = patterns if patterns else self.PATTERNS


            class BookRecognizer(PatternRecognizer):
                PATTERNS: List[Pattern] = [Pattern("Book", "B", .5)]
            """);

    assertThat(all)
        .extracting(PresidioRecognizer::name)
        .containsExactly("ShelfRecognizer", "BookRecognizer");
    assertThat(regexes(all.get(0))).containsExactly("\\bS-\\d+\\b", "[(,#]\\d+[)]");
    assertThat(all.get(0).patterns()).extracting(ScoredPattern::score).containsExactly(0.25, 1.0);
    assertThat(all.get(0).context()).containsExactly("shelf", "rack");
    assertThat(all.get(1).context()).isEmpty();
    assertThat(all).allSatisfy(one -> assertThat(one.unread()).isZero());
  }

  @Test
  void read_namesThatAreGivenMore_orOfAnotherClass_areNotReadWrongly() {
    List<PresidioRecognizer> all =
        RecognizerSource.read(
            "file",
            """
            SHARED = r"s"
            class One(PatternRecognizer):
                OWN = r"a"
                PATTERNS = [Pattern("one", OWN, 0.1), Pattern("shared", SHARED, 0.1)]
                OWN += r"b"
                MORE = [Pattern("more", OWN, 0.1)]
            class Two(PatternRecognizer):
                PATTERNS = [Pattern("one", OWN, 0.1), Pattern("shared", SHARED, 0.1)]
            """);

    assertThat(regexes(all.get(0))).containsExactly("a", "s");
    assertThat(regexes(all.get(1))).containsExactly("s");
    assertThat(all).extracting(PresidioRecognizer::unread).containsExactly(1, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          r"\\d"                        | \\d
          R'\\d'                        | \\d
          u"\\\\d"                      | \\d
          "\\d"                         | \\d
          "\\x41\\u0042\\103\\."        | ABC\\.
          'it\\'s "x"'                  | it's "x"
          r'it\\'s'                     | it\\'s
          r\"""a "b" 'c'\"""            | a "b" 'c'
          '''a'b'''                     | a'b
          "a" r'\\b' \"""c\"""          | a\\bc
          ("a" "b")                     | ab
          ("a" + ("b" + r"c"))          | abc
          f"x{{2}}"                     | x{2}
          rf"\\d{{2}}[{{}}]"            | \\d{2}[{}]
          "a,b(" "c)"                   | a,b(c)
          """)
  void read_eachFormOfLiteral_isWhatItStandsFor(String literal, String regex) {
    assertThat(regexes(of("P = Pattern('n', " + literal + ", 0.5)"))).containsExactly(regex);
  }

  @Test
  void read_literalsOverLines_areOne() {
    PresidioRecognizer recognizer =
        of("P = Pattern(", "'n',", "r'a('  # (one", "# 'no'", "r'b)' \\", "'c',", "0.5,", ")");

    assertThat(regexes(recognizer)).containsExactly("a(b)c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pattern(name='n', regex='x', score=0.5)",
        "Pattern(score=0.5, regex='x', name='n')",
        "Pattern('n', score=0.5, regex='x')",
        "Pattern('n', 'x', score = 0.5)",
        "presidio_analyzer.Pattern('n', 'x', 0.5)",
      })
  void read_argumentsByPlaceAndKeyword_areTheSame(String construction) {
    PresidioRecognizer recognizer = of("PATTERNS = [" + construction + "]");

    assertThat(regexes(recognizer)).containsExactly("x");
    assertThat(recognizer.patterns().get(0).score()).isEqualTo(0.5);
  }

  @Test
  void read_namedConstants_areFilledIn() {
    PresidioRecognizer recognizer =
        of(
            "LETTERS: str = 'AB'",
            "_ONE = f'[{LETTERS}]'",
            "TWO = (",
            "    f'{_ONE}'",
            "    f'-{ _ONE }'",
            ")",
            "SCORE = 0.3",
            "P = [Pattern('n', rf'\\b{One.TWO}\\b', SCORE), Pattern('n', '(?i)' + TWO, 0.1)]");

    assertThat(regexes(recognizer)).containsExactly("\\b[AB]-[AB]\\b", "(?i)[AB]-[AB]");
    assertThat(recognizer.patterns().get(0).score()).isEqualTo(0.3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pattern('n', made(), 0.5)",
        "Pattern('n', 'x'.lower(), 0.5)",
        "Pattern('n', 'x%s' % 'y', 0.5)",
        "Pattern('n', UNKNOWN, 0.5)",
        "Pattern('n', f'{UNKNOWN}', 0.5)",
        "Pattern('n', f'{1 + 1}', 0.5)",
        "Pattern('n', b'x', 0.5)",
        "Pattern('n', 'x', most())",
        "Pattern('n', 'x', '0.5')",
        "Pattern('n', 'x')",
        "Pattern(*all)",
        "Pattern()",
        "Pattern('n', '(?P>again)', 0.5)",
      })
  void read_whatIsNotUnderstood_isCounted(String construction) {
    PresidioRecognizer recognizer = of("P = [" + construction + ", Pattern('n', 'y', 0.5)]");

    assertThat(regexes(recognizer)).containsExactly("y");
    assertThat(recognizer.unread()).isEqualTo(1);
  }

  @Test
  void read_patternsOutsideOfClasses_areTheFiles() {
    assertThat(RecognizerSource.read("file", "P = Pattern('n', 'x', 0.5)"))
        .extracting(PresidioRecognizer::name)
        .containsExactly("file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "import re\n", "class A:\n  pass\n", "x = 'never closed", ")]}\n"})
  void read_withoutPatterns_hasNone(String text) {
    assertThat(RecognizerSource.read("file", text)).isEmpty();
  }
}
