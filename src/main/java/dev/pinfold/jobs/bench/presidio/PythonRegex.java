// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Regular expressions of Python as those of Java. Sources: Python's {@code re}, "Regular Expression
 * Syntax", and {@link Pattern}. What both write alike stays; what Java has no words for is left for
 * it to refuse.
 *
 * <p>What {@code \w} and {@code \d} stand for is ASCII's, unlike Python's: {@link
 * Pattern#UNICODE_CHARACTER_CLASS} would only make them slower.
 */
final class PythonRegex {
  /**
   * Python's {@code IGNORECASE | MULTILINE | DOTALL}, 26, which Presidio sets for all patterns
   * ({@code global_regex_flags}); lines end with a line feed alone, as in Python.
   */
  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.MULTILINE | Pattern.DOTALL | Pattern.UNIX_LINES;

  private static final Pattern NAMED = Pattern.compile("\\(\\?P?<([A-Za-z_]\\w*)>");
  private static final Pattern NAME_AGAIN = Pattern.compile("\\(\\?P=([A-Za-z_]\\w*)\\)");
  private static final Pattern TIMES = Pattern.compile("\\{(?:(\\d+)(,?)(\\d*)|,(\\d+))}");
  private static final Pattern LONG_CODE = Pattern.compile("\\\\U([0-9a-fA-F]{8})");

  private final String regex;
  private final StringBuilder java = new StringBuilder();

  /** Java's names have no underscore, so groups get names of ours. */
  private final Map<String, String> names = new HashMap<>();

  private int at;

  private PythonRegex(String regex) {
    this.regex = regex;
  }

  /**
   * @throws java.util.regex.PatternSyntaxException if Java has no such pattern
   */
  static Pattern compile(String regex) {
    return Pattern.compile(translate(regex), FLAGS);
  }

  static String translate(String regex) {
    PythonRegex translation = new PythonRegex(regex);
    while (translation.at < regex.length()) {
      translation.next();
    }
    return translation.java.toString();
  }

  private void next() {
    switch (regex.charAt(at)) {
      case '\\' -> escape(false);
      case '[' -> characters();
      case '(' -> group();
      case '{' -> times();
      default -> java.append(regex.charAt(at++));
    }
  }

  private void escape(boolean isInClass) {
    Matcher code = from(LONG_CODE);
    if (code.lookingAt()) {
      java.append("\\x{").append(code.group(1)).append('}');
      at = code.end();
      return;
    }
    String two = regex.substring(at, Math.min(at + 2, regex.length()));
    java.append(
        switch (two) {
          case "\\Z" -> "\\z";
          // In Java all vertical space.
          case "\\v" -> "\\x0B";
          case "\\b" -> isInClass ? "\\x08" : two;
          default -> two;
        });
    at += two.length();
  }

  /** In Java a bracket within a class is a class, and two ampersands are an intersection. */
  private void characters() {
    java.append('[');
    at++;
    if (regex.startsWith("^", at)) {
      java.append('^');
      at++;
    }
    for (int first = at; at < regex.length(); ) {
      char one = regex.charAt(at);
      if (one == '\\') {
        escape(true);
        continue;
      }
      at++;
      if (one == ']' && at - 1 > first) {
        java.append(one);
        return;
      }
      if (one == ']' || one == '[' || one == '&') {
        java.append('\\');
      }
      java.append(one);
    }
  }

  private void group() {
    Matcher named = from(NAMED);
    Matcher again = from(NAME_AGAIN);
    if (named.lookingAt()) {
      java.append("(?<").append(name(named.group(1))).append('>');
      at = named.end();
    } else if (again.lookingAt()) {
      java.append("\\k<").append(name(again.group(1))).append('>');
      at = again.end();
    } else {
      java.append(regex.charAt(at++));
    }
  }

  private String name(String name) {
    int next = names.size() + 1;
    return names.computeIfAbsent(name, unused -> "g" + next);
  }

  /** A brace that is no quantifier is a brace, and one without a least has 0. */
  private void times() {
    Matcher times = from(TIMES);
    if (!times.lookingAt()) {
      java.append("\\{");
      at++;
      return;
    }
    if (times.group(4) != null) {
      java.append("{0,").append(times.group(4)).append('}');
    } else {
      java.append(times.group());
    }
    at = times.end();
  }

  private Matcher from(Pattern pattern) {
    return pattern.matcher(regex).region(at, regex.length());
  }
}
