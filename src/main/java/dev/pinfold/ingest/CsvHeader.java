// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the cells of a row become. Amazon Pinpoint's own names are known whatever their case, a
 * custom attribute's name keeps its spelling, and dots make nesting; the names of one object are
 * gathered, however far apart their cells stand.
 */
final class CsvHeader {
  private static final List<String> STANDARD =
      List.of(
          "Id",
          "ApplicationId",
          "Address",
          "ChannelType",
          "CohortId",
          "CreationDate",
          "EffectiveDate",
          "EndpointStatus",
          "OptOut",
          "RequestId",
          "User.UserId",
          "Demographic.AppVersion",
          "Demographic.Locale",
          "Demographic.Make",
          "Demographic.Model",
          "Demographic.ModelVersion",
          "Demographic.Platform",
          "Demographic.PlatformVersion",
          "Demographic.Timezone",
          "Location.City",
          "Location.Country",
          "Location.PostalCode",
          "Location.Region",
          "Location.Latitude",
          "Location.Longitude");

  /** Maps with names of the user's own, by prefix. */
  private static final List<String> MAPS =
      List.of("User.UserAttributes.", "Attributes.", "Metrics.");

  /** What every name below one of Pinpoint's objects begins with. */
  private static final List<String> OBJECTS =
      List.of("user.", "attributes.", "metrics.", "demographic.", "location.");

  private static final Map<String, String> BY_LOWER_CASE = new TreeMap<>();

  static {
    STANDARD.forEach(name -> BY_LOWER_CASE.put(name.toLowerCase(Locale.ROOT), name));
  }

  /** An object with its fields, or a leaf with its cells. */
  static final class Node {
    final String name;
    final List<Node> fields = new ArrayList<>();
    final List<Integer> cells = new ArrayList<>();
    final boolean list;

    private Node(String name, boolean list) {
      this.name = name;
      this.list = list;
    }

    private Node field(String fieldName) {
      for (Node field : fields) {
        if (field.name.equals(fieldName)) {
          return field;
        }
      }
      return null;
    }
  }

  private final Node root = new Node(null, false);
  private final boolean standardNames;
  private final int columns;
  private int repeated;

  /**
   * Reads the names of the columns, in order.
   *
   * @param standardNames whether Pinpoint's own names are known in any case, and its attributes are
   *     lists; else every name is as it stands
   */
  CsvHeader(List<String> names, boolean standardNames) {
    this.standardNames = standardNames;
    columns = names.size();
    for (int i = 0; i < columns; i++) {
      if (!add(names.get(i).strip(), i) && repeated == 0) {
        repeated = i + 1;
      }
    }
  }

  /** Whether a header cell is one that Pinpoint knows, in any case. */
  static boolean isKnown(String cell) {
    String name = cell.strip().toLowerCase(Locale.ROOT);
    return BY_LOWER_CASE.containsKey(name)
        || OBJECTS.stream().anyMatch(object -> name.startsWith(object));
  }

  /**
   * Whether it can be a level of a nested name. Dots stand in e-mail addresses and numbers too,
   * which would be told by their whole alone.
   */
  private static boolean isPlainName(String part) {
    return !part.isEmpty()
        && (Character.isLetter(part.charAt(0)) || part.charAt(0) == '_')
        && part.indexOf('@') < 0;
  }

  Node root() {
    return root;
  }

  int columns() {
    return columns;
  }

  /** Number, from 1, of the first column that has the place of an earlier one; 0 for none. */
  int repeatedColumn() {
    return repeated;
  }

  private boolean add(String header, int cell) {
    boolean list = false;
    List<String> path = null;
    for (String map : standardNames ? MAPS : List.<String>of()) {
      if (header.length() > map.length() && header.regionMatches(true, 0, map, 0, map.length())) {
        path = new ArrayList<>(List.of(map.split("\\.")));
        path.add(header.substring(map.length()));
        list = !map.equals("Metrics.");
      }
    }
    if (path == null) {
      String name = header.isEmpty() ? "column_" + (cell + 1) : header;
      if (standardNames) {
        name = BY_LOWER_CASE.getOrDefault(name.toLowerCase(Locale.ROOT), name);
      }
      path = List.of(name.split("\\.", -1));
      path = path.stream().allMatch(CsvHeader::isPlainName) ? path : List.of(name);
    }
    Node at = root;
    for (String name : path.subList(0, path.size() - 1)) {
      Node field = at.field(name);
      if (field == null) {
        field = new Node(name, false);
        at.fields.add(field);
      }
      if (!field.cells.isEmpty()) {
        return false;
      }
      at = field;
    }
    String last = path.get(path.size() - 1);
    Node leaf = at.field(last);
    if (leaf == null) {
      leaf = new Node(last, list);
      at.fields.add(leaf);
    } else if (!leaf.list) {
      return false;
    }
    leaf.cells.add(cell);
    return true;
  }
}
