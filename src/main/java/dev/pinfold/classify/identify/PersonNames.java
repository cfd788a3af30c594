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

/**
 * Given and family names of many languages and scripts, from Datafaker's locale files on the class
 * path; those that are colours first of all (Green, Rose) are left out.
 */
final class PersonNames {
  private static final List<String> LOCALES =
      List.of(
          "en/name", "en-AU", "en-CA", "en-GB", "en-IE", "en-IN", "en-NEP", "en-NG", "en-NZ",
          "en-PAK", "en-PH", "en-PK", "en-SG", "en-UG", "en-US", "en-ZA", "ar", "be", "bg", "ca",
          "cs-CZ", "da-DK", "de", "de-AT", "de-CH", "el-GR", "es", "es-AR", "es-MX", "es-PY", "et",
          "fa", "fi-FI", "fr", "fr-CA", "fr-CH", "he", "hr", "hu", "hy", "id", "it", "ja", "ka",
          "ko", "lv", "mk", "nb-NO", "nl", "nl-BE", "no-NO", "pl", "pt", "pt-BR", "ro-MD", "ru",
          "ru-MD", "sk", "sq", "sv", "sv-SE", "ta", "th", "tr", "uk", "uz", "vi", "zh-CN", "zh-TW");

  private final Set<String> given = new HashSet<>();
  private final Set<String> family = new HashSet<>();

  /** Loads on first use, once a JVM. */
  private static final class Shipped {
    private static final PersonNames NAMES = new PersonNames();
  }

  private PersonNames() {
    for (String locale : LOCALES) {
      collect(read("/" + locale + ".yml"), "");
    }
    Set<String> colours = new HashSet<>();
    collectTexts(read("/en/color.yml"), colours);
    given.removeAll(colours);
    family.removeAll(colours);
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

  /** The YAML document, or null where this version of the library has none of that name. */
  private static Object read(String resource) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(16 << 20);
    try (InputStream stream = PersonNames.class.getResourceAsStream(resource)) {
      if (stream == null) {
        return null;
      }
      return new Yaml(new SafeConstructor(options)).load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the shipped name list " + resource, e);
    }
  }

  private static void collectTexts(Object node, Set<String> texts) {
    if (node instanceof Map<?, ?> map) {
      map.values().forEach(child -> collectTexts(child, texts));
    } else if (node instanceof List<?> list) {
      list.forEach(child -> collectTexts(child, texts));
    } else {
      texts.add(String.valueOf(node).toLowerCase(Locale.ROOT));
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
