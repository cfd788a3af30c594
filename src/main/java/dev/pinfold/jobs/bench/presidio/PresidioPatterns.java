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
 * @param onByDefault how many of the recognizers Presidio has on as it comes
 */
public record PresidioPatterns(List<PresidioRecognizer> recognizers, int onByDefault)
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
    Set<String> defaults = new HashSet<>();
    for (Path file : files(directory)) {
      String name = file.getFileName().toString();
      if (name.equals(DefaultRecognizers.FILE)) {
        defaults.addAll(DefaultRecognizers.read(file));
      } else if (name.endsWith(SOURCE) && isBelow(FOLDER, file)) {
        String module = name.substring(0, name.length() - SOURCE.length());
        recognizers.addAll(RecognizerSource.read(module, Files.readString(file)));
      }
    }
    long onByDefault = recognizers.stream().filter(one -> defaults.contains(one.name())).count();
    PresidioPatterns patterns = new PresidioPatterns(recognizers, (int) onByDefault);
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
        "Of Presidio: %d of %d patterns of %d recognizers, %d of which it has on by default%s.",
        size(),
        size() + unread(),
        recognizers.size(),
        onByDefault,
        missing.isEmpty() ? "" : "; not all could be read of " + missing);
  }

  /**
   * The recognizer with the best match in a value, or null.
   *
   * @param column whose name may hold a word of context
   */
  public String best(String value, String column) {
    String lower = column.toLowerCase(Locale.ROOT);
    String best = null;
    double highest = 0;
    for (PresidioRecognizer recognizer : recognizers) {
      for (ScoredPattern pattern : recognizer.patterns()) {
        if (matches(pattern, value)) {
          double score = score(pattern, recognizer, lower);
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

  private static double score(ScoredPattern pattern, PresidioRecognizer by, String column) {
    if (by.context().stream().noneMatch(column::contains)) {
      return pattern.score();
    }
    return Math.min(1, Math.max(pattern.score() + CONTEXT, LEAST_WITH_CONTEXT));
  }
}
