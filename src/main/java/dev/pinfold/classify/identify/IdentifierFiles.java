// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import dev.pinfold.catalog.Identifiability;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.Sensitivity;
import dev.pinfold.catalog.UserException;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.IdentifierOptions;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import dev.pinfold.config.YamlMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads identifier files strictly: every problem of every file is named at once. */
public final class IdentifierFiles {
  private static final int LONGEST_DISTANCE = 300;

  /** More different values than these are not told apart. */
  private static final int MOST_DISTINCT = 200;

  /** More different forms than these are not told apart. */
  private static final int MOST_FORMS = 64;

  private static final int MOST_DECADES = 10;

  private static final String BUILT_IN = "/dev/pinfold/conf/identifiers/";

  private final Problems problems = new Problems();
  private final Set<String> ids = new HashSet<>();
  private final List<DataIdentifier> identifiers = new ArrayList<>();

  private IdentifierFiles() {}

  /**
   * Reads every {@code .yaml} file of a directory, in the order of their names.
   *
   * @throws UserException where the directory cannot be read or a file has a problem
   */
  public static List<DataIdentifier> load(Path directory) {
    IdentifierFiles files = new IdentifierFiles();
    try (Stream<Path> listed = Files.list(directory)) {
      List<Path> sorted =
          listed
              .filter(file -> file.toString().endsWith(".yaml"))
              .sorted()
              .collect(Collectors.toList());
      sorted.forEach(file -> files.read(YamlFile.read(file, files.problems)));
    } catch (IOException e) {
      throw new UserException(
          UserException.Kind.USAGE,
          directory + ": cannot be listed; name a directory of identifier files",
          e);
    }
    return files.finish();
  }

  /**
   * Reads one file.
   *
   * @throws UserException where it cannot be read or has a problem
   */
  public static List<DataIdentifier> loadFile(Path file) {
    IdentifierFiles files = new IdentifierFiles();
    files.read(YamlFile.read(file, files.problems));
    return files.finish();
  }

  /** Reads the files that travel in the jar, as {@code index.txt} lists them. */
  public static List<DataIdentifier> loadBuiltIn() {
    IdentifierFiles files = new IdentifierFiles();
    for (String name : resource("index.txt").split("\\s+")) {
      files.read(YamlFile.parse("identifiers/" + name, resource(name), files.problems));
    }
    return files.finish();
  }

  private static String resource(String name) {
    try (InputStream stream = IdentifierFiles.class.getResourceAsStream(BUILT_IN + name)) {
      if (stream == null) {
        throw new IllegalStateException("no resource " + BUILT_IN + name);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + BUILT_IN + name, e);
    }
  }

  private List<DataIdentifier> finish() {
    problems.throwIfAny();
    return List.copyOf(identifiers);
  }

  private void read(YamlMap file) {
    file.allowOnly("identifiers");
    file.maps("identifiers").forEach(this::readOne);
  }

  private void readOne(YamlMap map) {
    map.allowOnly(
        "id",
        "type",
        "pattern",
        "gate",
        "validator",
        "words",
        "names",
        "not_names",
        "cues",
        "weight",
        "weak",
        "span",
        "countries",
        "source",
        "sensitivity",
        "identifiability",
        "chance",
        "proving_share",
        "proving_distinct",
        "proving_forms",
        "proving_decades",
        "beside",
        "complete_rows",
        "cue_distance",
        "ignore",
        "allow",
        "allow_patterns",
        "severity");
    String id = map.requiredText("id");
    if (!ids.add(id)) {
      map.problem("id", "'" + id + "' is declared twice; give it another id");
    }
    String pattern = map.text("pattern").orElse("");
    String gate = map.text("gate").orElse("");
    String validator = map.text("validator").orElse("");
    checkPattern(map, "pattern", pattern);
    checkGate(map, gate);
    if (!validator.isEmpty() && Validators.find(validator).isEmpty()) {
      map.problem(
          "validator",
          "unknown validator '"
              + validator
              + "'"
              + YamlMap.suggestion(validator, Validators.names()));
    }
    double weight = map.number("weight").orElse(0.5);
    if (!(weight > 0 && weight <= 1)) {
      map.problem("weight", "must be above 0 and at most 1");
    }
    identifiers.add(
        new DataIdentifier(
            id,
            type(map),
            pattern,
            gate,
            validator,
            map.texts("words"),
            names(map),
            map.texts("not_names"),
            map.texts("cues"),
            weight,
            map.flag("weak").orElse(false),
            map.flag("span").orElse(false),
            map.texts("countries"),
            map.text("source").orElse(""),
            options(map)));
  }

  private static IdentifierOptions options(YamlMap map) {
    double chance = map.number("chance").orElse(1.0);
    if (!(chance > 0 && chance <= 1)) {
      map.problem("chance", "must be above 0 and at most 1");
    }
    double share = map.number("proving_share").orElse(IdentifierOptions.PROVING_SHARE);
    if (!(share > 0 && share <= 1)) {
      map.problem("proving_share", "must be above 0 and at most 1");
    }
    int distinct = map.integer("proving_distinct").orElse(1);
    if (distinct < 1 || distinct > MOST_DISTINCT) {
      map.problem("proving_distinct", "must be 1 to " + MOST_DISTINCT + " values");
    }
    int forms = map.integer("proving_forms").orElse(0);
    if (forms < 0 || forms > MOST_FORMS) {
      map.problem("proving_forms", "must be 0 to " + MOST_FORMS + " forms");
    }
    int decades = map.integer("proving_decades").orElse(0);
    if (decades < 0 || decades > MOST_DECADES || (decades > 0 && forms > 0)) {
      map.problem("proving_decades", "must be 0 to " + MOST_DECADES + ", without proving_forms");
    }
    List<String> beside = map.texts("beside");
    int complete = map.integer("complete_rows").orElse(0);
    if (complete < 0) {
      map.problem("complete_rows", "must be 0 or more values");
    }
    int distance = map.integer("cue_distance").orElse(IdentifierOptions.CUE_DISTANCE);
    if (distance < 1 || distance > LONGEST_DISTANCE) {
      map.problem("cue_distance", "must be 1 to " + LONGEST_DISTANCE + " characters");
    }
    List<String> patterns = map.texts("allow_patterns");
    patterns.forEach(pattern -> checkPattern(map, "allow_patterns", pattern));
    return new IdentifierOptions(
        chance,
        share,
        distinct,
        forms,
        decades,
        beside,
        complete,
        distance,
        lowerCased(map.texts("ignore")),
        lowerCased(map.texts("allow")),
        patterns,
        severity(map));
  }

  private static List<String> lowerCased(List<String> texts) {
    return texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
  }

  private static Map<Long, Sensitivity> severity(YamlMap map) {
    Map<Long, Sensitivity> steps = new TreeMap<>();
    map.map("severity")
        .ifPresent(
            severity ->
                severity
                    .keys()
                    .forEach(
                        from -> {
                          if (!from.matches("[1-9]\\d{0,17}")) {
                            severity.problem(from, "must be a number of matches");
                          } else {
                            severity
                                .choice(from, Sensitivity.class)
                                .ifPresent(value -> steps.put(Long.valueOf(from), value));
                          }
                        }));
    return steps;
  }

  private static void checkPattern(YamlMap map, String key, String pattern) {
    try {
      Pattern unused = Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      map.problem(key, "is no regular expression: " + e.getDescription());
    }
  }

  private static void checkGate(YamlMap map, String gate) {
    try {
      Gate unused = Gate.parse(gate);
    } catch (IllegalArgumentException e) {
      map.problem("gate", e.getMessage());
    }
  }

  private static PersonalDataType type(YamlMap map) {
    String name = map.requiredText("type");
    Optional<Sensitivity> sensitivity = map.choice("sensitivity", Sensitivity.class);
    Optional<Identifiability> kind = map.choice("identifiability", Identifiability.class);
    Optional<PersonalDataType> known = PersonalDataType.find(name);
    if (known.isPresent()) {
      if (sensitivity.isPresent() || kind.isPresent()) {
        map.problem("type", "'" + name + "' is built in; leave out sensitivity, identifiability");
      }
      return known.get();
    }
    if (sensitivity.isPresent() && kind.isPresent()) {
      return new PersonalDataType(name, sensitivity.get(), kind.get());
    }
    map.problem(
        "type",
        "unknown type '" + name + "'; to declare it, add both sensitivity and identifiability");
    return PersonalDataType.NONE;
  }

  private static Map<String, List<String>> names(YamlMap map) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    map.map("names")
        .ifPresent(
            languages -> languages.keys().forEach(key -> names.put(key, languages.texts(key))));
    return names;
  }
}
