// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a column lies: a root (a dataset's label, or a scanned table's name) and the JSON names
 * below it, array brackets dropped. Written {@code endpoints.Location.PostalCode}; a name that is
 * empty or holds a dot, white space, a backtick or a control character stands in backticks, with a
 * backtick in it doubled.
 *
 * @param root the first part, never empty
 * @param names the names from the record's top to the leaf; may be empty for the record itself
 */
public record ColumnPath(String root, List<String> names)
    implements Comparable<ColumnPath>, Serializable {
  private static final long serialVersionUID = 1L;

  public ColumnPath {
    requireNonNull(root, "root is null");
    if (root.isEmpty()) {
      throw new IllegalArgumentException("root is empty");
    }
    names = List.copyOf(names);
  }

  public static ColumnPath of(String root, String... names) {
    return new ColumnPath(root, List.of(names));
  }

  public static ColumnPath of(Dataset dataset, String... names) {
    return of(dataset.label(), names);
  }

  public ColumnPath child(String name) {
    List<String> longer = new ArrayList<>(names.size() + 1);
    longer.addAll(names);
    longer.add(name);
    return new ColumnPath(root, longer);
  }

  /** The last name, or the root where there is none. */
  public String leaf() {
    return names.isEmpty() ? root : names.get(names.size() - 1);
  }

  /** The path below the root, written as {@link #toString()} writes it. */
  public String withoutRoot() {
    StringBuilder text = new StringBuilder();
    for (String name : names) {
      if (text.length() > 0) {
        text.append('.');
      }
      appendName(text, name);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #toString()} writes.
   *
   * @throws IllegalArgumentException for an empty text, an empty unquoted name, or an open backtick
   */
  public static ColumnPath parse(String text) {
    List<String> parts = parts(text);
    return new ColumnPath(parts.get(0), parts.subList(1, parts.size()));
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    while (true) {
      StringBuilder part = new StringBuilder();
      at =
          at < text.length() && text.charAt(at) == '`'
              ? readQuoted(text, at, part)
              : readPlain(text, at, part);
      parts.add(part.toString());
      if (at == text.length()) {
        return parts;
      }
      if (text.charAt(at) != '.') {
        throw new IllegalArgumentException("a column path needs a dot after a closing backtick");
      }
      at++;
    }
  }

  private static int readPlain(String text, int from, StringBuilder part) {
    int end = text.indexOf('.', from);
    end = end < 0 ? text.length() : end;
    if (end == from) {
      throw new IllegalArgumentException("a column path has an empty name");
    }
    part.append(text, from, end);
    return end;
  }

  private static int readQuoted(String text, int from, StringBuilder part) {
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c != '`') {
        part.append(c);
        at++;
      } else if (at + 1 < text.length() && text.charAt(at + 1) == '`') {
        part.append('`');
        at += 2;
      } else {
        return at + 1;
      }
    }
    throw new IllegalArgumentException("a column path has an open backtick");
  }

  private static void appendName(StringBuilder text, String name) {
    if (isPlain(name)) {
      text.append(name);
    } else {
      text.append('`').append(name.replace("`", "``")).append('`');
    }
  }

  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' || c == '`' || Character.isWhitespace(c) || Character.isISOControl(c)) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  @Override
  public int compareTo(ColumnPath other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    appendName(text, root);
    for (String name : names) {
      text.append('.');
      appendName(text, name);
    }
    return text.toString();
  }
}
