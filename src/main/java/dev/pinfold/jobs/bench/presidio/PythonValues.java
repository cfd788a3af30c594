// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

import dev.pinfold.jobs.bench.presidio.PythonToken.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What expressions of Python come to: strings, one behind another or added, f-strings of names,
 * numbers, lists, and names that were given a value before. All else, calls for one, has no value
 * here.
 */
final class PythonValues {
  private static final Pattern BRACE = Pattern.compile("\\{\\{|}}|\\{\\s*(?:\\w+\\.)*(\\w+)\\s*}");

  private final Map<String, Object> named = new HashMap<>();

  /** The same names, to be given values apart. */
  PythonValues copy() {
    PythonValues copy = new PythonValues();
    copy.named.putAll(named);
    return copy;
  }

  /** Gives a name what its expression comes to, or nothing any more. */
  void name(String name, List<PythonToken> expression) {
    named.put(name, value(expression).orElse(null));
  }

  /** A string, a {@link Double} or a list of these. */
  Optional<Object> value(List<PythonToken> expression) {
    List<List<PythonToken>> terms = split(expression, "+");
    if (terms.size() <= 1) {
      return term(expression);
    }
    StringBuilder sum = new StringBuilder();
    for (List<PythonToken> term : terms) {
      Optional<String> text = string(term);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      sum.append(text.get());
    }
    return Optional.of(sum.toString());
  }

  /** What it comes to, if that is a string. */
  Optional<String> string(List<PythonToken> expression) {
    return value(expression).filter(String.class::isInstance).map(String.class::cast);
  }

  private Optional<Object> term(List<PythonToken> term) {
    if (term.isEmpty()) {
      return Optional.empty();
    }
    PythonToken first = term.get(0);
    boolean isBracketed = closing(term, 0) == term.size() - 1;
    if (isBracketed && first.isSign("(")) {
      return value(term.subList(1, term.size() - 1));
    }
    if (isBracketed && first.isSign("[")) {
      return list(split(term.subList(1, term.size() - 1), ","));
    }
    return switch (first.kind()) {
      case STRING, TEMPLATE -> literals(term);
      case NUMBER -> term.size() == 1 ? number(first.text()) : Optional.empty();
      case NAME -> path(term);
      case SIGN, LINE_END -> Optional.empty();
    };
  }

  private Optional<Object> list(List<List<PythonToken>> elements) {
    List<Object> values = new ArrayList<>();
    for (List<PythonToken> element : elements) {
      Optional<Object> value = value(element);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  private Optional<Object> literals(List<PythonToken> term) {
    StringBuilder text = new StringBuilder();
    for (PythonToken token : term) {
      if (token.kind() == Kind.STRING) {
        text.append(token.text());
      } else if (token.kind() != Kind.TEMPLATE || !fill(token.text(), text)) {
        return Optional.empty();
      }
    }
    return Optional.of(text.toString());
  }

  private boolean fill(String template, StringBuilder text) {
    Matcher brace = BRACE.matcher(template);
    int from = 0;
    while (brace.find()) {
      String between = template.substring(from, brace.start());
      Object value =
          brace.group(1) == null ? brace.group().substring(1) : named.get(brace.group(1));
      if (isOpen(between) || !(value instanceof String filled)) {
        return false;
      }
      text.append(between).append(filled);
      from = brace.end();
    }
    String rest = template.substring(from);
    text.append(rest);
    return !isOpen(rest);
  }

  /** A brace with more than a name in it. */
  private static boolean isOpen(String text) {
    return text.indexOf('{') >= 0 || text.indexOf('}') >= 0;
  }

  private static Optional<Object> number(String text) {
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Of {@code self.NAME} and its like, the last name tells. */
  private Optional<Object> path(List<PythonToken> term) {
    for (int i = 0; i < term.size(); i++) {
      PythonToken token = term.get(i);
      if (i % 2 == 0 ? token.kind() != Kind.NAME : !token.isSign(".")) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(named.get(term.get(term.size() - 1).text()));
  }

  /** The parts between separators that stand in no brackets; none for a last empty one. */
  static List<List<PythonToken>> split(List<PythonToken> tokens, String separator) {
    List<List<PythonToken>> parts = new ArrayList<>();
    int start = 0;
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      depth += tokens.get(i).deepens();
      if (depth == 0 && tokens.get(i).isSign(separator)) {
        parts.add(tokens.subList(start, i));
        start = i + 1;
      }
    }
    if (start < tokens.size()) {
      parts.add(tokens.subList(start, tokens.size()));
    }
    return parts;
  }

  /** Where the bracket at a place is closed; -1 where there is none or it stays open. */
  static int closing(List<PythonToken> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += tokens.get(i).deepens();
      if (depth == 0) {
        return i == open ? -1 : i;
      }
    }
    return -1;
  }
}
