// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Given and family names of many languages, from Datafaker's locale files on the class path. */
final class PersonNames {
  private static final List<String> LOCALES =
      List.of(
          "en/name", "en-US", "en-GB", "en-IND", "de", "de-AT", "es", "es-MX", "fr", "it", "pt",
          "pt-BR", "nl", "pl", "ja");

  private final Set<String> given = new HashSet<>();
  private final Set<String> family = new HashSet<>();

  /** Loads on first use, once a JVM. */
  private static final class Shipped {
    private static final PersonNames NAMES = new PersonNames();
  }

  private PersonNames() {
    for (String locale : LOCALES) {
      read("/" + locale + ".yml");
    }
  }

  static PersonNames shipped() {
    return Shipped.NAMES;
  }

  boolean isGiven(String name) {
    return given.contains(name.toLowerCase(Locale.ROOT));
  }

  boolean isFamily(String name) {
    return family.contains(name.toLowerCase(Locale.ROOT));
  }

  /** Two to four capitalised words, the first a given and the last a family name, or reversed. */
  boolean isFullName(String value) {
    String[] words = value.split(",? ");
    if (words.length < 2 || words.length > 4) {
      return false;
    }
    for (String word : new String[] {words[0], words[words.length - 1]}) {
      if (word.isEmpty() || Character.isLowerCase(word.charAt(0))) {
        return false;
      }
    }
    String first = words[0];
    String last = words[words.length - 1];
    return (isGiven(first) && isFamily(last)) || (isFamily(first) && isGiven(last));
  }

  private void read(String resource) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(16 << 20);
    try (InputStream stream = PersonNames.class.getResourceAsStream(resource)) {
      if (stream == null) {
        return;
      }
      collect(new Yaml(new SafeConstructor(options)).load(stream), "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped name list " + resource, e);
    }
  }

  private void collect(Object node, String key) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((name, child) -> collect(child, String.valueOf(name)));
    } else if (node instanceof List<?> list) {
      Set<String> names =
          key.endsWith("first_name") ? given : key.endsWith("last_name") ? family : null;
      if (names != null) {
        list.stream()
            .map(String::valueOf)
            .filter(name -> !name.startsWith("#{"))
            .forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
      }
    }
  }
}
