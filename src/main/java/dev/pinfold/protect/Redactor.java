// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.ValueIdentifiers;
import dev.pinfold.classify.ValueIdentifiers.Span;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the personal parts out of a text and leaves the rest: what the data identifiers find, the
 * names that the record's own name columns hold, and, in the thorough way, whatever could be a name
 * or a number of someone: words with a capital inside a sentence, runs of five digits or more,
 * words with an at sign. A placeholder such as {@code [EMAIL_ADDRESS]} stands in its place. What
 * comes out comes out of it again unchanged.
 */
final class Redactor implements LeafProtector {
  private static final long serialVersionUID = 1L;

  /** How far redaction goes beyond what the identifiers find. */
  enum Names {
    /** Everything that could be a name or a number. */
    AGGRESSIVE,
    /** Only what identifiers and the record's own names show. */
    CUES
  }

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\[[A-Z][A-Z0-9_]*(?: t[0-9]+\\.[a-z]{32})?\\]");
  private static final Pattern NUMBER =
      Pattern.compile("\\+?[0-9](?:[0-9 ()./-]{3,}[0-9])|[0-9]{5,}");
  private static final Pattern JOINT = Pattern.compile("['’-]");

  /** The shortest number that could be someone's. */
  private static final int FEWEST_DIGITS = 5;

  private static final Pattern AT_WORD = Pattern.compile("\\S*@\\S*");

  /** Spans are of a text alone, whatever its column is. */
  private static final PersonalDataType ANY_COLUMN = PersonalDataType.FREE_TEXT;

  private final ValueIdentifiers identifiers;
  private final Names names;
  private final Tokenizer tokens;

  /** Many texts are not written by hand, and come again. */
  private final ValueMemory<List<Span>> remembered;

  /**
   * @param tokens makes the token that stands in a placeholder, so that joins work; null for
   *     placeholders of the type alone
   * @param remembered the spans of texts, whatever their columns
   */
  Redactor(
      ValueIdentifiers identifiers,
      Names names,
      Tokenizer tokens,
      ValueMemory<List<Span>> remembered) {
    this.identifiers = identifiers;
    this.names = names;
    this.tokens = tokens;
    this.remembered = remembered;
  }

  @Override
  public String protect(String value, RecordContext context) {
    if (value.indexOf('[') < 0) {
      return redact(value, context, false);
    }
    StringBuilder redacted = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(value);
    int from = 0;
    while (placeholder.find()) {
      redacted.append(redact(value.substring(from, placeholder.start()), context, from > 0));
      redacted.append(placeholder.group());
      from = placeholder.end();
    }
    return redacted.append(redact(value.substring(from), context, from > 0)).toString();
  }

  private String redact(String text, RecordContext context, boolean isInside) {
    List<Span> spans = spans(text, context.region());
    if (spans.isEmpty()) {
      return rest(text, context, isInside);
    }
    StringBuilder redacted = new StringBuilder();
    int from = 0;
    for (Span span : spans) {
      redacted.append(rest(text.substring(from, span.start()), context, isInside || from > 0));
      redacted.append(placeholder(span, text.substring(span.start(), span.end()), context));
      from = span.end();
    }
    return redacted.append(rest(text.substring(from), context, isInside || from > 0)).toString();
  }

  private List<Span> spans(String text, String region) {
    List<Span> spans = remembered.get(ANY_COLUMN, text, region);
    if (spans == null) {
      spans = identifiers.spans(text, region);
      remembered.put(ANY_COLUMN, text, region, spans);
    }
    return spans;
  }

  private String placeholder(Span span, String value, RecordContext context) {
    if (tokens == null) {
      return "[" + span.type() + "]";
    }
    String domain = ValueTyping.domain(span.type(), value, context.region());
    String normal = Normalizer.normalize(domain, value, context.region());
    return "[" + span.type() + " " + tokens.token(domain, normal) + "]";
  }

  private String rest(String text, RecordContext context, boolean isInside) {
    String redacted = text;
    if (names == Names.AGGRESSIVE) {
      if (redacted.indexOf('@') >= 0) {
        redacted = AT_WORD.matcher(redacted).replaceAll("[ADDRESS]");
      }
      if (digits(redacted) >= FEWEST_DIGITS) {
        redacted = NUMBER.matcher(redacted).replaceAll(match -> number(match.group()));
      }
    }
    return words(redacted, context, isInside);
  }

  private static String number(String digits) {
    return digits(digits) >= FEWEST_DIGITS ? "[NUMBER]" : Matcher.quoteReplacement(digits);
  }

  private static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      digits += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
    }
    return digits;
  }

  private String words(String text, RecordContext context, boolean isInside) {
    if (names == Names.CUES && context.names().isEmpty()) {
      return text;
    }
    StringBuilder redacted = new StringBuilder();
    int from = 0;
    for (int at = 0; at < text.length(); ) {
      if (!NameLetters.isLetter(text.codePointAt(at))) {
        at = text.offsetByCodePoints(at, 1);
        continue;
      }
      int end = NameLetters.endOfWord(text, at);
      if (!isInPlaceholder(text, at) && isName(text, at, end, context, isInside)) {
        redacted.append(text, from, at).append("[NAME]");
        from = end;
      }
      at = end;
    }
    return from == 0 ? text : redacted.append(text, from, text.length()).toString();
  }

  private static boolean isInPlaceholder(String text, int at) {
    return at > 0 && text.charAt(at - 1) == '[';
  }

  private boolean isName(String text, int start, int end, RecordContext context, boolean isInside) {
    String letters = text.substring(start, end);
    if (isNameOfRecord(letters.toLowerCase(Locale.ROOT), context)) {
      return true;
    }
    return names == Names.AGGRESSIVE
        && letters.length() >= 2
        && Character.isUpperCase(letters.codePointAt(0))
        && !beginsSentence(text, start, isInside);
  }

  /** Also {@code vogt's} and {@code lena-marie}. */
  private static boolean isNameOfRecord(String word, RecordContext context) {
    if (context.names().isEmpty() || word.length() < 2) {
      return false;
    }
    if (context.names().contains(word)) {
      return true;
    }
    if (!isJoined(word)) {
      return false;
    }
    for (String part : JOINT.split(word)) {
      if (part.length() >= 2 && context.names().contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isJoined(String word) {
    return word.indexOf('-') >= 0 || word.indexOf('\'') >= 0 || word.indexOf('’') >= 0;
  }

  /** Whether only white space, or a sentence's end, stands before a word. */
  private static boolean beginsSentence(String text, int at, boolean isInside) {
    for (int i = at - 1; i >= 0; i--) {
      char c = text.charAt(i);
      if (c == '.' || c == '!' || c == '?' || c == '\n' || c == '。') {
        return true;
      }
      if (!Character.isWhitespace(c) && c != '"' && c != '(' && c != '¿' && c != '¡') {
        return false;
      }
    }
    return !isInside;
  }
}
