// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.presidio;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A recognizer of Presidio's: what it looks for in a text.
 *
 * @param name of its class
 * @param context words that make its matches more likely, in lower case
 * @param unread how many more patterns its source has
 */
public record PresidioRecognizer(
    String name, List<ScoredPattern> patterns, List<String> context, int unread)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * @param score of its matches, 0 to 1
   */
  public record ScoredPattern(Pattern regex, double score) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  public PresidioRecognizer {
    patterns = List.copyOf(patterns);
    context = List.copyOf(context);
  }
}
