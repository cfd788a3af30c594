// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

import dev.pinfold.jobs.bench.presidio.PythonToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * A Python source as its words; comments and spaces are left out. What follows a string that is
 * never closed is left out as well.
 */
final class PythonTokens {
  private static final Pattern PREFIX = Pattern.compile("(?i)[rbuf]|rb|br|rf|fr");

  private final String text;
  private final List<PythonToken> tokens = new ArrayList<>();
  private int at;
  private int depth;

  private PythonTokens(String text) {
    this.text = text;
  }

  static List<PythonToken> of(String text) {
    PythonTokens reader = new PythonTokens(text);
    while (reader.at < text.length()) {
      reader.next();
    }
    reader.endLine();
    return List.copyOf(reader.tokens);
  }

  private void next() {
    char first = text.charAt(at);
    if (first == '\n') {
      endLine();
      at++;
    } else if (first == '#') {
      take(one -> one != '\n');
    } else if (first == '\\' || Character.isWhitespace(first)) {
      at += text.startsWith("\\\r\n", at) ? 3 : text.startsWith("\\\n", at) ? 2 : 1;
    } else if (first == '"' || first == '\'') {
      string("");
    } else if (Character.isDigit(first) || (first == '.' && digitFollows())) {
      number();
    } else if (isOfName(first)) {
      nameOrString();
    } else {
      PythonToken sign = new PythonToken(Kind.SIGN, text.substring(at, ++at));
      tokens.add(sign);
      depth = Math.max(0, depth + sign.deepens());
    }
  }

  private void endLine() {
    if (depth == 0 && !tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() != Kind.LINE_END) {
      tokens.add(new PythonToken(Kind.LINE_END, ""));
    }
  }

  private boolean digitFollows() {
    return at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
  }

  /** A sign before an exponent is not read: no score has one. */
  private void number() {
    String number = take(one -> isOfName(one) || one == '.');
    tokens.add(new PythonToken(Kind.NUMBER, number.replace("_", "")));
  }

  private void nameOrString() {
    String name = take(PythonTokens::isOfName);
    boolean quoted = at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
    if (quoted && PREFIX.matcher(name).matches()) {
      string(name.toLowerCase(Locale.ROOT));
    } else {
      tokens.add(new PythonToken(Kind.NAME, name));
    }
  }

  private static boolean isOfName(int one) {
    return one == '_' || Character.isLetterOrDigit(one);
  }

  private String take(IntPredicate wanted) {
    int start = at;
    while (at < text.length() && wanted.test(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private void string(String prefix) {
    String quote = text.substring(at, at + 1);
    if (text.startsWith(quote.repeat(3), at)) {
      quote = quote.repeat(3);
    }
    int start = at + quote.length();
    int end = start;
    while (end < text.length() && !text.startsWith(quote, end)) {
      // A raw string keeps its backslashes, but none of its quotes behind one closes it.
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      at = text.length();
      return;
    }
    at = end + quote.length();
    String body = text.substring(start, end);
    if (prefix.contains("b")) {
      tokens.add(new PythonToken(Kind.SIGN, "bytes"));
      return;
    }
    tokens.add(
        new PythonToken(
            prefix.contains("f") ? Kind.TEMPLATE : Kind.STRING,
            prefix.contains("r") ? body : PythonStrings.unescape(body)));
  }
}
