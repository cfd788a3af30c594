// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.catalog.Dataset;
import dev.pinfold.catalog.UserException;
import java.io.Serializable;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which files of an input directory belong to which dataset. Patterns are globs relative to it
 * ({@code *} within a name, {@code **} across folders), by default {@code endpoints/**} and so on.
 * Below a pattern's fixed part, names that begin with {@code _} or {@code .} are passed over, as
 * Hadoop does.
 *
 * @param patterns the globs of each dataset; a dataset that is not in it has none
 */
public record DatasetLayout(Map<Dataset, List<String>> patterns) implements Serializable {
  private static final long serialVersionUID = 1L;

  public DatasetLayout {
    EnumMap<Dataset, List<String>> copy = new EnumMap<>(Dataset.class);
    patterns.forEach((dataset, globs) -> copy.put(dataset, List.copyOf(globs)));
    patterns = copy;
    copy.values().forEach(globs -> globs.forEach(DatasetLayout::matcher));
  }

  public static DatasetLayout byFolder() {
    EnumMap<Dataset, List<String>> patterns = new EnumMap<>(Dataset.class);
    for (Dataset dataset : Dataset.values()) {
      patterns.put(dataset, List.of(dataset.label() + "/**"));
    }
    return new DatasetLayout(patterns);
  }

  @Override
  public Map<Dataset, List<String>> patterns() {
    return new EnumMap<>(patterns);
  }

  /**
   * The dataset that a file belongs to.
   *
   * @param relativePath below the input directory, with {@code /} between names
   * @throws UserException where the patterns of two datasets fit
   */
  public Optional<Dataset> datasetOf(String relativePath) {
    Dataset found = null;
    for (Map.Entry<Dataset, List<String>> entry : patterns.entrySet()) {
      if (entry.getValue().stream().anyMatch(glob -> takes(glob, relativePath))) {
        if (found != null) {
          throw new UserException(
              UserException.Kind.USAGE,
              String.format(
                  "input %s: fits the patterns of both %s and %s; make them exclude each other",
                  relativePath, found.label(), entry.getKey().label()));
        }
        found = entry.getKey();
      }
    }
    return Optional.ofNullable(found);
  }

  /** Whether a name on the path begins with {@code _} or {@code .}. */
  static boolean isHidden(String relativePath) {
    return hasHiddenName(List.of(relativePath.split("/")));
  }

  private static boolean takes(String glob, String relativePath) {
    if (!matcher(glob).matches(Path.of(relativePath))) {
      return false;
    }
    List<String> names = List.of(relativePath.split("/"));
    return !hasHiddenName(names.subList(Math.min(fixedNames(glob), names.size()), names.size()));
  }

  private static java.nio.file.PathMatcher matcher(String glob) {
    return FileSystems.getDefault().getPathMatcher("glob:" + glob);
  }

  private static boolean hasHiddenName(List<String> names) {
    return names.stream().anyMatch(name -> name.startsWith("_") || name.startsWith("."));
  }

  private static int fixedNames(String glob) {
    List<String> fixed = new ArrayList<>();
    for (String name : glob.split("/")) {
      if (name.chars().anyMatch(c -> "*?[{\\".indexOf(c) >= 0)) {
        break;
      }
      fixed.add(name);
    }
    return fixed.size();
  }
}
