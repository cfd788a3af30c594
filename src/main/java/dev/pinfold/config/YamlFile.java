// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads one YAML document strictly: what is wrong, unknown keys and duplicate keys included, goes
 * to {@link Problems} as {@code file:line:column key: cause}. In: text; out: a {@link YamlMap}.
 */
public final class YamlFile {
  private YamlFile() {}

  /** Reads a file; where that fails, reports it and returns an empty map. */
  public static YamlMap read(Path file, Problems problems) {
    try {
      return parse(file.toString(), Files.readString(file), problems);
    } catch (MalformedInputException e) {
      problems.add(file + ": is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      problems.add(file + ": cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return YamlMap.empty(file.toString(), problems);
  }

  /** Reads text that came from {@code name}. */
  public static YamlMap parse(String name, String text, Problems problems) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(true); // YamlMap reports them, with their position
    options.setMaxAliasesForCollections(50);
    options.setCodePointLimit(64 << 20);
    try {
      Node root = new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(text));
      if (root == null) {
        return YamlMap.empty(name, problems);
      }
      if (root instanceof MappingNode) {
        return new YamlMap(name, "", (MappingNode) root, problems);
      }
      problems.add(name + ":1:1: must be a map of keys to values");
    } catch (MarkedYAMLException e) {
      problems.add(
          YamlMap.position(name, e.getProblemMark()) + ": is not valid YAML: " + e.getProblem());
    } catch (YAMLException e) {
      problems.add(name + ": is not valid YAML: " + e.getMessage().replaceAll("\\s+", " "));
    }
    return YamlMap.empty(name, problems);
  }
}
