// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One map of a strictly read YAML file. A getter reports what is wrong with its key (with file,
 * line and column) and goes on with a stand-in, so that all problems of a file show at once; the
 * loader ends with {@link Problems#throwIfAny()}.
 */
public final class YamlMap {
  private final String file;
  private final String where;
  private final Map<String, Node> keys = new LinkedHashMap<>();
  private final Map<String, Mark> marks = new LinkedHashMap<>();
  private final Mark start;
  private final Problems problems;

  YamlMap(String file, String where, MappingNode node, Problems problems) {
    this.file = file;
    this.where = where;
    this.problems = problems;
    this.start = node == null ? null : node.getStartMark();
    if (node != null) {
      node.getValue().forEach(this::addKey);
    }
  }

  static YamlMap empty(String file, Problems problems) {
    return new YamlMap(file, "", null, problems);
  }

  static String position(String file, Mark mark) {
    return mark == null ? file : file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  private void addKey(NodeTuple tuple) {
    Node key = tuple.getKeyNode();
    if (!(key instanceof ScalarNode)) {
      problems.add(position(file, key.getStartMark()) + " " + where + ": a key must be plain text");
      return;
    }
    String name = ((ScalarNode) key).getValue();
    marks.put(name, key.getStartMark());
    if (keys.put(name, tuple.getValueNode()) != null) {
      problem(name, "stands twice");
    }
  }

  /** The file's name and this map's line and column. */
  public String location() {
    return position(file, start);
  }

  /** The file's name, the line and column of a key, and the key itself. */
  public String place(String key) {
    return position(file, marks.getOrDefault(key, start)) + " " + qualified(key);
  }

  public Set<String> keys() {
    return keys.keySet();
  }

  public boolean has(String key) {
    return keys.containsKey(key) && !isNull(keys.get(key));
  }

  /** Whether the key holds a single value, not a list or a map. */
  public boolean isText(String key) {
    return keys.get(key) instanceof ScalarNode;
  }

  /** Reports a problem at a key, or at the map itself where it has no such key. */
  public void problem(String key, String cause) {
    Mark mark = marks.getOrDefault(key, start);
    problems.add(position(file, mark) + " " + qualified(key) + ": " + cause);
  }

  /** Reports every key that is not one of these, with the nearest known one. */
  public void allowOnly(String... known) {
    for (String key : keys.keySet()) {
      if (!Arrays.asList(known).contains(key)) {
        problem(key, "unknown key" + suggestion(key, Arrays.asList(known)));
      }
    }
  }

  /** {@code ; did you mean 'x'?} where something is near, and the known words in any case. */
  public static String suggestion(String word, Collection<String> known) {
    String near =
        known.stream()
            .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
            .min((a, b) -> Integer.compare(distance(word, a), distance(word, b)))
            .map(candidate -> "; did you mean '" + candidate + "'?")
            .orElse("");
    return near + "; known: " + String.join(", ", known);
  }

  public Optional<String> text(String key) {
    return scalar(key).map(ScalarNode::getValue);
  }

  public String requiredText(String key) {
    Optional<String> value = text(key);
    if (value.isEmpty() && !keys.containsKey(key)) {
      problem(key, "is required");
    } else if (value.isPresent() && value.get().isBlank()) {
      problem(key, "must not be empty");
    }
    return value.orElse("");
  }

  public Optional<Integer> integer(String key) {
    return scalar(key)
        .flatMap(
            node -> {
              try {
                return Optional.of(Integer.valueOf(node.getValue().replace("_", "")));
              } catch (NumberFormatException e) {
                problem(key, "must be a whole number");
                return Optional.empty();
              }
            });
  }

  public Optional<Double> number(String key) {
    return scalar(key)
        .flatMap(
            node -> {
              try {
                return Optional.of(Double.valueOf(node.getValue()));
              } catch (NumberFormatException e) {
                problem(key, "must be a number");
                return Optional.empty();
              }
            });
  }

  public Optional<Boolean> flag(String key) {
    return scalar(key)
        .flatMap(
            node -> {
              if (node.getTag().equals(Tag.BOOL)) {
                return Optional.of(
                    List.of("true", "yes", "on")
                        .contains(node.getValue().toLowerCase(Locale.ROOT)));
              }
              problem(key, "must be true or false");
              return Optional.empty();
            });
  }

  /** One of an enum's constants, written in lower case, with '-' or '_' between words. */
  public <E extends Enum<E>> Optional<E> choice(String key, Class<E> type) {
    return text(key)
        .flatMap(
            word -> {
              for (E constant : type.getEnumConstants()) {
                if (constant.name().equalsIgnoreCase(word.replace('-', '_'))) {
                  return Optional.of(constant);
                }
              }
              problem(key, "unknown " + key + " '" + word + "'" + suggestion(word, labels(type)));
              return Optional.empty();
            });
  }

  /** A list of texts; one text alone counts as a list of one. Empty where the key is absent. */
  public List<String> texts(String key) {
    Node node = keys.get(key);
    if (node == null || isNull(node)) {
      return List.of();
    }
    if (node instanceof ScalarNode) {
      return List.of(((ScalarNode) node).getValue());
    }
    List<String> texts = new ArrayList<>();
    if (node instanceof SequenceNode) {
      for (Node item : ((SequenceNode) node).getValue()) {
        if (item instanceof ScalarNode) {
          texts.add(((ScalarNode) item).getValue());
        } else {
          problem(key, "must be a list of plain texts");
        }
      }
    } else {
      problem(key, "must be a list");
    }
    return texts;
  }

  public Optional<YamlMap> map(String key) {
    Node node = keys.get(key);
    if (node == null || isNull(node)) {
      return Optional.empty();
    }
    if (node instanceof MappingNode) {
      return Optional.of(new YamlMap(file, qualified(key), (MappingNode) node, problems));
    }
    problem(key, "must be a map");
    return Optional.empty();
  }

  /** A list of maps. Empty where the key is absent. */
  public List<YamlMap> maps(String key) {
    Node node = keys.get(key);
    if (node == null || isNull(node)) {
      return List.of();
    }
    if (!(node instanceof SequenceNode)) {
      problem(key, "must be a list");
      return List.of();
    }
    List<YamlMap> maps = new ArrayList<>();
    for (Node item : ((SequenceNode) node).getValue()) {
      String place = qualified(key) + "[" + maps.size() + "]";
      if (item instanceof MappingNode) {
        maps.add(new YamlMap(file, place, (MappingNode) item, problems));
      } else {
        problems.add(position(file, item.getStartMark()) + " " + place + ": must be a map");
      }
    }
    return maps;
  }

  private Optional<ScalarNode> scalar(String key) {
    Node node = keys.get(key);
    if (node == null || isNull(node)) {
      return Optional.empty();
    }
    if (node instanceof ScalarNode) {
      return Optional.of((ScalarNode) node);
    }
    problem(key, "must be a single value");
    return Optional.empty();
  }

  private String qualified(String key) {
    return where.isEmpty() ? key : where + "." + key;
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static List<String> labels(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toList());
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, Math.min(row[j - 1], diagonal) + 1);
      }
    }
    return row[b.length()];
  }
}
