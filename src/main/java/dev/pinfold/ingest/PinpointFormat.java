// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import dev.pinfold.config.YamlMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pinpoint's own schema of the four datasets, read from the resource {@code pinpoint-format.yaml}:
 * which fields there are, what shape they have, what they hold, and in which of the four data
 * categories they lie. Immutable.
 */
public final class PinpointFormat implements FormatKnowledge {
  private static final String RESOURCE = "pinpoint-format.yaml";
  private static final String ANY_NAME = "*";
  private static final String LIST = "[]";
  private static final PinpointFormat SHIPPED = read();

  private final Map<String, FormatNode> roots;

  private PinpointFormat(Map<String, FormatNode> roots) {
    this.roots = Map.copyOf(roots);
  }

  /** The schema that ships with Pinfold. */
  public static PinpointFormat shipped() {
    return SHIPPED;
  }

  /** The field at a path, or empty for one that Pinpoint's schema does not name. */
  @Override
  public Optional<FormatField> field(ColumnPath path) {
    FormatNode node = node(path);
    if (node == null) {
      Set<DataCategory> categories = categoriesAbove(path);
      return categories.isEmpty()
          ? Optional.empty()
          : Optional.of(new FormatField(null, Set.of(), categories, ""));
    }
    return Optional.of(
        new FormatField(node.type(), node.mixedOf(), node.categories(), node.description()));
  }

  /** The top of a dataset's schema. */
  public FormatNode root(Dataset dataset) {
    return roots.get(dataset.label());
  }

  private FormatNode node(ColumnPath path) {
    FormatNode node = roots.get(path.root());
    for (String name : path.names()) {
      if (node == null) {
        return null;
      }
      node = node.child(name);
    }
    return node;
  }

  private Set<DataCategory> categoriesAbove(ColumnPath path) {
    FormatNode node = roots.get(path.root());
    Set<DataCategory> categories = node == null ? Set.of() : node.categories();
    for (String name : path.names()) {
      node = node == null ? null : node.child(name);
      if (node == null) {
        return categories;
      }
      categories = node.categories();
    }
    return categories;
  }

  private static PinpointFormat read() {
    Problems problems = new Problems();
    YamlMap file;
    try (InputStream in = PinpointFormat.class.getResourceAsStream(RESOURCE)) {
      file =
          YamlFile.parse(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8), problems);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    YamlMap blocks = file.map("blocks").orElseThrow();
    YamlMap datasets = file.map("datasets").orElseThrow();
    Map<String, FormatNode> roots = new LinkedHashMap<>();
    for (String dataset : datasets.keys()) {
      roots.put(dataset, branch(datasets.map(dataset).orElseThrow(), Set.of(), blocks, true));
    }
    problems.throwIfAny();
    return new PinpointFormat(roots);
  }

  /** A map is a block reference ({@code use}) with categories, or the fields themselves. */
  private static FormatNode branch(
      YamlMap map, Set<DataCategory> outer, YamlMap blocks, boolean isDataset) {
    Set<DataCategory> categories = outer;
    boolean refers = map.has("use");
    if (isDataset || refers) {
      categories = EnumSet.noneOf(DataCategory.class);
      for (String category : map.texts("categories")) {
        categories.add(DataCategory.valueOf(category));
      }
    }
    YamlMap fields = map;
    if (refers) {
      fields = blocks.map(map.requiredText("use")).orElseThrow();
    } else if (isDataset) {
      fields = map.map("fields").orElseThrow();
    }
    Map<String, FormatNode> children = new LinkedHashMap<>();
    for (String name : fields.keys()) {
      boolean isList = name.endsWith(LIST);
      String plain = isList ? name.substring(0, name.length() - LIST.length()) : name;
      FormatNode child = child(fields, name, categories, blocks);
      children.put(plain, isList ? child.asList() : child);
    }
    return FormatNode.branch(categories, children);
  }

  private static FormatNode child(
      YamlMap fields, String name, Set<DataCategory> categories, YamlMap blocks) {
    String text = fields.isText(name) ? fields.requiredText(name) : "";
    if (text.isEmpty()) {
      return branch(fields.map(name).orElseThrow(), categories, blocks, false);
    }
    String[] words = text.split(" ");
    boolean isArray = words[0].startsWith("array<");
    String shape = isArray ? words[0].substring(6, words[0].length() - 1) : words[0];
    Set<PersonalDataType> types = new LinkedHashSet<>();
    if (!words[1].equals("?")) {
      Arrays.stream(words[1].split("\\|")).map(PersonalDataType::known).forEach(types::add);
    }
    return FormatNode.leaf(
        categories,
        FieldShape.valueOf(shape.toUpperCase(java.util.Locale.ROOT)),
        isArray,
        types,
        name.equals(ANY_NAME));
  }
}
