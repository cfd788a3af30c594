// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the regular expressions of {@link java.util.regex.Pattern} that an automaton can run:
 * sequences, choices, groups, repetitions, sets of characters, {@code (?i)}. What only looks around
 * (word boundaries, lookaheads) is passed over, and possessive repetitions are read as greedy ones;
 * the tree then takes every text that the pattern takes and perhaps more, which {@link
 * PatternBounds} tells. What it can't read, such as back references, gives no tree.
 */
final class PatternParser {
  /** Escapes that are a set of characters by themselves. */
  private static final String SETS = "dDsSwWhHvV";

  /** Escapes that look around. */
  private static final String BOUNDARIES = "bBAzZG";

  /** Escapes that are one character. */
  private static final String CONTROLS = "tnrfae";

  private static final int TOO_MANY = 100_000;

  /** A set without these holds characters that stand in it, all of the basic plane. */
  private static final Pattern MAY_BE_BEYOND = Pattern.compile("^\\.$|\\^|\\\\[pPWDSHVRXNxu]");

  private final String text;
  private final CharacterSets sets;
  private int at;
  private int flags;
  private boolean loops;

  private PatternParser(String text, CharacterSets sets) {
    this.text = text;
    this.sets = sets;
  }

  /**
   * @param tree takes what the pattern takes, or more; see {@link PatternBounds}
   * @param loops whether an automaton of it takes texts of any length
   */
  record Parsed(PatternNode tree, boolean loops) {}

  /** What a pattern is that {@code Pattern} compiled already; none where this can't read it. */
  static Optional<Parsed> parse(String pattern, CharacterSets sets) {
    PatternParser parser = new PatternParser(pattern, sets);
    try {
      PatternNode tree = parser.choice();
      return parser.at == pattern.length()
          ? Optional.of(new Parsed(tree, parser.loops))
          : Optional.empty();
    } catch (UnreadableException | PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** What this parser leaves to {@code Pattern}. */
  private static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private boolean more() {
    return at < text.length();
  }

  private boolean has(String next) {
    return text.startsWith(next, at);
  }

  private PatternNode choice() throws UnreadableException {
    int flagsOutside = flags;
    List<PatternNode> options = new ArrayList<>();
    options.add(sequence());
    while (has("|")) {
      at++;
      options.add(sequence());
    }
    flags = flagsOutside;
    return options.size() == 1 ? options.get(0) : new PatternNode.Choice(options);
  }

  private PatternNode sequence() throws UnreadableException {
    List<PatternNode> parts = new ArrayList<>();
    while (more() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      parts.add(repeated(one()));
    }
    return new PatternNode.Sequence(parts);
  }

  private static PatternNode nothing() {
    return new PatternNode.Sequence(List.of());
  }

  /** What looks around is left out: more is taken then, never less. */
  private PatternNode leftOut() {
    return new PatternNode.AtMost(nothing());
  }

  private PatternNode one() throws UnreadableException {
    char c = text.charAt(at);
    switch (c) {
      case '(':
        return group();
      case '[':
        return set(endOfClass());
      case '\\':
        return escape();
      case '^', '$':
        at++;
        return leftOut();
      case '*', '+', '?', '{':
        throw new UnreadableException();
      default:
        if (Character.isSurrogate(c)) {
          throw new UnreadableException();
        }
        return c == '.' ? set(at + 1) : literal(at + 1);
    }
  }

  private PatternNode literal(int end) {
    String character = text.substring(at, end);
    at = end;
    return new PatternNode.One(sets.add("\\Q" + character + "\\E", flags), 1);
  }

  private PatternNode set(int end) {
    String expression = text.substring(at, end);
    at = end;
    int units = MAY_BE_BEYOND.matcher(expression).find() ? 2 : 1;
    return new PatternNode.One(sets.add(expression, flags), units);
  }

  /** Where the class that begins here ends; classes may hold classes. */
  private int endOfClass() throws UnreadableException {
    int depth = 0;
    int first = at + (text.startsWith("[^", at) ? 2 : 1);
    if (text.startsWith("]", first)) {
      throw new UnreadableException(); // there it stands for itself
    }
    for (int i = at; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c) || text.startsWith("\\Q", i)) {
        throw new UnreadableException();
      }
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        depth++;
      } else if (c == ']' && --depth == 0) {
        return i + 1;
      }
    }
    throw new UnreadableException();
  }

  private PatternNode escape() throws UnreadableException {
    if (at + 1 >= text.length()) {
      throw new UnreadableException();
    }
    char c = text.charAt(at + 1);
    if (c == 'p' || c == 'P') {
      int end = text.indexOf('}', at);
      if (at + 2 < text.length() && text.charAt(at + 2) == '{' && end > 0) {
        return set(end + 1);
      }
      throw new UnreadableException();
    }
    if (BOUNDARIES.indexOf(c) >= 0) {
      at += 2;
      return leftOut();
    }
    if (c == 'u' || c == 'x') {
      int digits = c == 'u' ? 4 : 2;
      if (at + 2 + digits > text.length()
          || text.charAt(at + 2) == '{'
          || (c == 'u' && isSurrogate(text.substring(at + 2, at + 2 + digits)))) {
        throw new UnreadableException();
      }
      return set(at + 2 + digits);
    }
    boolean isLetterOrDigit = Character.isLetterOrDigit(c);
    if (isLetterOrDigit && SETS.indexOf(c) < 0 && CONTROLS.indexOf(c) < 0) {
      throw new UnreadableException();
    }
    return set(at + 2);
  }

  /** Half of a character that takes two escapes; the automaton takes it whole. */
  private static boolean isSurrogate(String digits) {
    return digits.matches("[dD][89a-fA-F][0-9a-fA-F]{2}");
  }

  private PatternNode group() throws UnreadableException {
    int flagsOutside = flags;
    at++;
    boolean looksAround = false;
    boolean isAtomic = false;
    if (has("?")) {
      if (has("?:")) {
        at += 2;
      } else if (has("?i")) {
        at += 2;
        flags |= Pattern.CASE_INSENSITIVE;
        if (has("u")) {
          at++;
          flags |= Pattern.UNICODE_CASE;
        }
        if (has(")")) {
          at++;
          return nothing(); // up to the end of the group around
        }
        if (!has(":")) {
          throw new UnreadableException();
        }
        at++;
      } else if (has("?=") || has("?!")) {
        at += 2;
        looksAround = true;
      } else if (has("?<=") || has("?<!")) {
        at += 3;
        looksAround = true;
      } else if (has("?>")) {
        at += 2;
        isAtomic = true;
      } else {
        throw new UnreadableException();
      }
    }
    PatternNode inside = choice();
    if (!has(")")) {
      throw new UnreadableException();
    }
    at++;
    flags = flagsOutside;
    if (looksAround) {
      return leftOut();
    }
    return isAtomic ? new PatternNode.AtMost(inside) : inside;
  }

  private PatternNode repeated(PatternNode body) throws UnreadableException {
    PatternNode whole = body;
    while (more() && "*+?{".indexOf(text.charAt(at)) >= 0) {
      int least = 0;
      int most = -1;
      switch (text.charAt(at++)) {
        case '+' -> least = 1;
        case '?' -> most = 1;
        case '{' -> {
          int end = text.indexOf('}', at);
          String[] bounds = text.substring(at, end).split(",", -1);
          least = number(bounds[0]);
          most = bounds.length == 1 ? least : bounds[1].isEmpty() ? -1 : number(bounds[1]);
          at = end + 1;
        }
        default -> {}
      }
      PatternNode.Repeat repeat = new PatternNode.Repeat(whole, least, most);
      loops |= repeat.isLoop();
      whole = repeat;
      if (has("+")) {
        at++;
        whole = new PatternNode.AtMost(repeat); // possessive: gives nothing back
      } else if (has("?")) {
        at++; // reluctant: takes the same texts
      }
    }
    return whole;
  }

  private static int number(String digits) throws UnreadableException {
    if (!Digits.areAll(digits) || digits.length() > 6) {
      throw new UnreadableException();
    }
    return Math.min(Integer.parseInt(digits), TOO_MANY);
  }
}
