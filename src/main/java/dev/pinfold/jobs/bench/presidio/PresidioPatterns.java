// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

import dev.pinfold.jobs.bench.presidio.PresidioRecognizer.ScoredPattern;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Presidio's own patterns over one value at a time, as its {@code PatternRecognizer} looks for
 * them: all matches of every pattern, each with its score, more with a word of context. Checksums,
 * lists of words, the library for telephone numbers and the models of language are left out, all in
 * Presidio's favour where time is measured; so what is found says nothing about its quality.
 *
 * @param defaults the names of those that Presidio has on as it comes; null where it does not tell
 */
public record PresidioPatterns(List<PresidioRecognizer> recognizers, Set<String> defaults)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * What a word of context adds, and what is the least then: {@code context_similarity_factor} and
   * {@code min_score_with_context_similarity} of {@code LemmaContextAwareEnhancer}.
   */
  private static final double CONTEXT = 0.35;

  private static final double LEAST_WITH_CONTEXT = 0.4;

  /** What counts as found, as in the comparison of detectors. */
  private static final double THRESHOLD = 0.4;

  private static final String FOLDER = "predefined_recognizers";
  private static final String SOURCE = ".py";

  public PresidioPatterns {
    recognizers = List.copyOf(recognizers);
    defaults = defaults == null ? null : Set.copyOf(defaults);
  }

  /**
   * Those of all {@code *.py} below a folder {@code predefined_recognizers}.
   *
   * @param directory a checkout of Presidio, a part of one, or its package unpacked
   * @throws IllegalArgumentException if it is no directory, or not one pattern could be read
   */
  public static PresidioPatterns read(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IllegalArgumentException(directory + ": no such directory");
    }
    List<PresidioRecognizer> recognizers = new ArrayList<>();
    Set<String> defaults = null;
    for (Path file : files(directory)) {
      String name = file.getFileName().toString();
      if (name.equals(DefaultRecognizers.FILE)) {
        defaults = defaults == null ? new HashSet<>() : defaults;
        defaults.addAll(DefaultRecognizers.read(file));
      } else if (name.endsWith(SOURCE) && isBelow(FOLDER, file)) {
        String module = name.substring(0, name.length() - SOURCE.length());
        recognizers.addAll(RecognizerSource.read(module, Files.readString(file)));
      }
    }
    PresidioPatterns patterns = new PresidioPatterns(recognizers, defaults);
    if (patterns.size() == 0) {
      throw new IllegalArgumentException(
          String.format(
              "%s: no pattern of Presidio's could be read there; wanted is a checkout of Presidio or its"
                  + " package presidio_analyzer unpacked, with the folder %s",
              directory, FOLDER));
    }
    return patterns;
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory.toAbsolutePath())) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean isBelow(String folder, Path file) {
    for (Path part : file) {
      if (part.toString().equals(folder)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Those that Presidio has on as it comes.
   *
   * @throws IllegalArgumentException where it does not tell which these are, or there is none
   */
  public PresidioPatterns onlyDefaults() {
    List<PresidioRecognizer> some = defaults == null ? List.of() : ofDefaults();
    if (some.isEmpty()) {
      throw new IllegalArgumentException(
          "which recognizers Presidio has on is not told; wanted is a " + DefaultRecognizers.FILE);
    }
    return new PresidioPatterns(some, defaults);
  }

  private List<PresidioRecognizer> ofDefaults() {
    return recognizers.stream().filter(one -> defaults.contains(one.name())).toList();
  }

  /** How many patterns could be read. */
  public int size() {
    return recognizers.stream().mapToInt(one -> one.patterns().size()).sum();
  }

  private int unread() {
    return recognizers.stream().mapToInt(PresidioRecognizer::unread).sum();
  }

  /** How much of Presidio this is, as a sentence. */
  public String told() {
    String missing =
        recognizers.stream()
            .filter(one -> one.unread() > 0)
            .map(PresidioRecognizer::name)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "Of Presidio: %d of %d patterns of %d recognizers%s%s.",
        size(),
        size() + unread(),
        recognizers.size(),
        defaults == null ? "" : ", " + ofDefaults().size() + " of which it has on by default",
        missing.isEmpty() ? "" : "; not all could be read of " + missing);
  }

  /**
   * Of each recognizer whether a column's name holds a word of its context; the same for all of a
   * column's values.
   */
  public boolean[] inContext(String column) {
    String lower = column.toLowerCase(Locale.ROOT);
    boolean[] inContext = new boolean[recognizers.size()];
    for (int i = 0; i < inContext.length; i++) {
      inContext[i] = recognizers.get(i).context().stream().anyMatch(lower::contains);
    }
    return inContext;
  }

  /**
   * The recognizer with the best match in a value, or null.
   *
   * @param inContext what {@link #inContext} gives for the value's column
   */
  public String best(String value, boolean[] inContext) {
    String best = null;
    double highest = 0;
    for (int i = 0; i < inContext.length; i++) {
      PresidioRecognizer recognizer = recognizers.get(i);
      for (ScoredPattern pattern : recognizer.patterns()) {
        if (matches(pattern, value)) {
          double score = score(pattern, inContext[i]);
          if (score >= THRESHOLD && score > highest) {
            highest = score;
            best = recognizer.name();
          }
        }
      }
    }
    return best;
  }

  /** Looks at all matches, of which empty ones do not count. */
  private static boolean matches(ScoredPattern pattern, String value) {
    Matcher matcher = pattern.regex().matcher(value);
    boolean found = false;
    while (matcher.find()) {
      found |= matcher.end() > matcher.start();
    }
    return found;
  }

  private static double score(ScoredPattern pattern, boolean inContext) {
    return inContext
        ? Math.min(1, Math.max(pattern.score() + CONTEXT, LEAST_WITH_CONTEXT))
        : pattern.score();
  }
}
