// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

import dev.pinfold.jobs.bench.presidio.PresidioRecognizer.ScoredPattern;
import dev.pinfold.jobs.bench.presidio.PythonToken.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

/**
 * The recognizers of one file of Presidio's: each class with its {@code Pattern(name, regex,
 * score)}, whether by place or by keyword, and its list {@code CONTEXT}.
 */
final class RecognizerSource {
  private static final List<String> PARAMETERS = List.of("name", "regex", "score");

  private final List<PresidioRecognizer> recognizers = new ArrayList<>();

  /** What stands before the first class. */
  private final PythonValues module = new PythonValues();

  private PythonValues values = module;

  private String name;
  private List<ScoredPattern> patterns = new ArrayList<>();
  private List<String> context = List.of();
  private int unread;

  private RecognizerSource(String name) {
    this.name = name;
  }

  /**
   * Those that have a pattern at all.
   *
   * @param name of what stands before the first class
   */
  static List<PresidioRecognizer> read(String name, String text) {
    RecognizerSource source = new RecognizerSource(name);
    List<PythonToken> line = new ArrayList<>();
    for (PythonToken token : PythonTokens.of(text)) {
      if (token.kind() == Kind.LINE_END) {
        source.line(line);
        line.clear();
      } else {
        line.add(token);
      }
    }
    source.end();
    return source.recognizers;
  }

  private void line(List<PythonToken> line) {
    if (line.size() > 1 && line.get(0).isName("class")) {
      end();
      name = line.get(1).text();
      values = module.copy();
      return;
    }
    assignment(line);
    for (int i = 0; i + 1 < line.size(); i++) {
      if (line.get(i).isName("Pattern") && line.get(i + 1).isSign("(")) {
        int end = PythonValues.closing(line, i + 1);
        pattern(end < 0 ? List.of() : PythonValues.split(line.subList(i + 2, end), ","));
      }
    }
  }

  /** {@code NAME = ...}, or with a type, {@code NAME: TYPE = ...}. */
  private void assignment(List<PythonToken> line) {
    if (line.get(0).kind() != Kind.NAME || line.size() < 3 || line.get(1).kind() != Kind.SIGN) {
      return;
    }
    if (!line.get(1).isSign("=") && line.get(2).isSign("=")) {
      // NAME += ... and its like, which are not worked out.
      values.name(line.get(0).text(), List.of());
    }
    if (!line.get(1).isSign("=") && !line.get(1).isSign(":")) {
      return;
    }
    List<List<PythonToken>> sides = PythonValues.split(line, "=");
    if (sides.size() != 2) {
      return;
    }
    String assigned = line.get(0).text();
    values.name(assigned, sides.get(1));
    if (assigned.equals("CONTEXT")
        && values.value(sides.get(1)).orElse(null) instanceof List<?> words) {
      context = words.stream().map(one -> one.toString().toLowerCase(Locale.ROOT)).toList();
    }
  }

  private void pattern(List<List<PythonToken>> arguments) {
    Map<String, List<PythonToken>> given = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      List<PythonToken> argument = arguments.get(i);
      if (argument.size() > 2 && argument.get(1).isSign("=")) {
        given.put(argument.get(0).text(), argument.subList(2, argument.size()));
      } else if (i < PARAMETERS.size()) {
        given.put(PARAMETERS.get(i), argument);
      }
    }
    Optional<String> regex = values.string(given.getOrDefault("regex", List.of()));
    Optional<Object> score = values.value(given.getOrDefault("score", List.of()));
    if (regex.isPresent() && score.orElse(null) instanceof Double number) {
      try {
        patterns.add(new ScoredPattern(PythonRegex.compile(regex.get()), number));
        return;
      } catch (PatternSyntaxException e) {
        // Java has no such pattern: one that is not read.
      }
    }
    unread++;
  }

  private void end() {
    if (!patterns.isEmpty() || unread > 0) {
      recognizers.add(new PresidioRecognizer(name, patterns, context, unread));
    }
    patterns = new ArrayList<>();
    context = List.of();
    unread = 0;
  }
}
