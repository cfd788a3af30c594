// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Which recognizers Presidio has on as it comes, by its {@code conf/default_recognizers.yaml}: all
 * that are named there, are not {@code enabled: false}, and are for one of the file's languages.
 */
final class DefaultRecognizers {
  static final String FILE = "default_recognizers.yaml";

  private static final String LANGUAGES = "supported_languages";

  private DefaultRecognizers() {}

  /** The names of their classes. */
  static Set<String> read(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    try (Reader reader = Files.newBufferedReader(file)) {
      Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      if (root instanceof Map<?, ?> map && map.get("recognizers") instanceof List<?> recognizers) {
        Set<String> languages = languages(map);
        for (Object recognizer : recognizers) {
          add(recognizer, languages, names);
        }
      }
    }
    return names;
  }

  private static void add(Object recognizer, Set<String> languages, Set<String> names) {
    if (recognizer instanceof String name) {
      names.add(name);
    } else if (recognizer instanceof Map<?, ?> map
        && !Boolean.FALSE.equals(map.get("enabled"))
        && isForOneOf(languages, languages(map))) {
      Object name = map.get("class_name") == null ? map.get("name") : map.get("class_name");
      names.add(String.valueOf(name));
    }
  }

  private static boolean isForOneOf(Set<String> languages, Set<String> own) {
    return own.isEmpty() || languages.isEmpty() || own.stream().anyMatch(languages::contains);
  }

  /** Each is written alone or with words of context of its own. */
  private static Set<String> languages(Map<?, ?> map) {
    Set<String> languages = new HashSet<>();
    if (map.get(LANGUAGES) instanceof List<?> list) {
      for (Object one : list) {
        Object language = one instanceof Map<?, ?> with ? with.get("language") : one;
        languages.add(String.valueOf(language));
      }
    }
    return languages;
  }
}
