// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.ColumnPath;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Names columns by path: {@code *} is any one name, {@code **} any number of names, also none.
 * {@code endpoints.Attributes.*}, {@code **.UserId}. Names compare exactly; a name in backticks is
 * literal.
 */
public final class ColumnPattern implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String ANY = "*";
  private static final String ANY_NUMBER = "**";

  private final String text;
  private final List<String> parts;

  private ColumnPattern(String text, List<String> parts) {
    this.text = text;
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException where it is no column path
   */
  public static ColumnPattern parse(String text) {
    ColumnPath path = ColumnPath.parse(text);
    List<String> parts = new ArrayList<>();
    parts.add(path.root());
    parts.addAll(path.names());
    return new ColumnPattern(text, parts);
  }

  public boolean matches(ColumnPath path) {
    List<String> names = new ArrayList<>();
    names.add(path.root());
    names.addAll(path.names());
    return matches(0, names, 0);
  }

  private boolean matches(int part, List<String> names, int name) {
    if (part == parts.size()) {
      return name == names.size();
    }
    if (parts.get(part).equals(ANY_NUMBER)) {
      for (int skipped = name; skipped <= names.size(); skipped++) {
        if (matches(part + 1, names, skipped)) {
          return true;
        }
      }
      return false;
    }
    return name < names.size()
        && (parts.get(part).equals(ANY) || parts.get(part).equals(names.get(name)))
        && matches(part + 1, names, name + 1);
  }

  @Override
  public String toString() {
    return text;
  }
}
