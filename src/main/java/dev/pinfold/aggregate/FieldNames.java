// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the fields that an SQL expression of {@code kpis.yaml} uses. */
public final class FieldNames {
  /** Texts in quotes, names, and an opening parenthesis that makes a name a function's. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^'\\\\]|\\\\.)*'|\"[^\"]*\"|([A-Za-z_][A-Za-z0-9_.]*)(\\s*\\()?|`[^`]*`");

  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "or",
          "not",
          "in",
          "is",
          "null",
          "like",
          "rlike",
          "between",
          "case",
          "when",
          "then",
          "else",
          "end",
          "true",
          "false",
          "div",
          "as",
          "double",
          "bigint",
          "string",
          "distinct",
          "escape",
          "ilike");

  /** Functions that read beyond the row, or run code of others. */
  private static final Set<String> REFUSED =
      Set.of("reflect", "java_method", "input_file_name", "current_user", "exists", "select");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private FieldNames() {}

  /** Whether a field of this name is found in expressions. */
  static boolean isName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return NAME.matcher(name).matches() && !KEYWORDS.contains(lower) && !REFUSED.contains(lower);
  }

  /** Every name that is no keyword and no function. */
  public static Set<String> in(String expression) {
    Set<String> names = new LinkedHashSet<>();
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) {
      String name = token.group(1);
      boolean isFunction = token.group(2) != null;
      boolean isKeyword = name != null && KEYWORDS.contains(name.toLowerCase(Locale.ROOT));
      boolean isRefused = name != null && REFUSED.contains(name.toLowerCase(Locale.ROOT));
      if (name != null && !isKeyword && (!isFunction || isRefused)) {
        names.add(name);
      } else if (name == null && token.group().startsWith("`")) {
        names.add(token.group());
      }
    }
    return names;
  }

  /** Puts conditions, in parentheses, where their names stand. */
  static String expand(String expression, Map<String, String> conditions) {
    StringBuilder expanded = new StringBuilder();
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) {
      String name = token.group(1);
      String condition = name == null || token.group(2) != null ? null : conditions.get(name);
      token.appendReplacement(
          expanded,
          Matcher.quoteReplacement(condition == null ? token.group() : "(" + condition + ")"));
    }
    return token.appendTail(expanded).toString();
  }
}
