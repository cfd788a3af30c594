// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each first match is what {@code re.search} of Python 3 finds with the flags of Presidio. */
class PythonRegexTest {
  private static String first(String regex, String text) {
    Matcher matcher = PythonRegex.compile(regex).matcher(text);
    return matcher.find() ? matcher.group() : null;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      textBlock =
          """
          (?P<the_year>\\d{4})-(?P=the_year) 1999-2000-2000 2000-2000
          (?P<a>x)(?P<a_1>y)(?P=a_1)(?P=a) xyyx xyyx
          end\\Z the-end end
          [[(]\\d[])] [7] [7]
          []x]+ ab]x] ]x]
          [^]x]+ ]xab]x ab
          [a-z&&b]+ &c& &c&
          [\\]&[]+ a&]b &]
          [{}]{2} a{} {}
          a{,2}b aaab aab
          (?:ab){,1} aba ab
          a{x} a{x} a{x}
          {\\d+} {12} {12}
          (?i:q)\\d\\b Q7 Q7
          (?<![\\w:])\\d+(?!\\w) a1:2,34 34
          (a|b)\\1 abb bb
          \\x41\\u0042 ab ab
          """)
  void compile_whatPythonWritesOtherwise_matchesTheSame(String regex, String text, String match) {
    assertThat(first(regex, text)).isEqualTo(match);
  }

  @Test
  void compile_charactersByNumber_areThose() {
    assertThat(first("\\U0001F600+", "a\uD83D\uDE00\uD83D\uDE00")).hasSize(4);
    assertThat(first("[\\b\\v]+", "b\b\u000Bv")).isEqualTo("\b\u000B");
    assertThat(first("\\v+", "a\n\u000B")).isEqualTo("\u000B");
  }

  @Test
  void compile_flags_areThoseOfPresidio() {
    assertThat(first("^b.c$", "a\nB\nC\nd")).isEqualTo("B\nC");
    // To Python only a line feed ends a line.
    assertThat(first("^b", "a\rb")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a", "(?P>again)", "(x)(?(1)a|b)", "(?a)\\w", "(?P=nobody)"})
  void compile_whatJavaHasNoWordsFor_isRefused(String regex) {
    assertThatThrownBy(() -> PythonRegex.compile(regex)).isInstanceOf(PatternSyntaxException.class);
  }
}
