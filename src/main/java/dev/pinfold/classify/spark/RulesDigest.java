// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

/**
 * What settles which column is what and what becomes of it.
 *
 * @param all with the policy and the version of Pinfold
 * @param counts without these: what settles what is counted of a record, how tables are laid out
 *     and which key makes tokens
 */
public record RulesDigest(String all, String counts) {
  private static final String BETWEEN = " ";

  /** As the table of profiles holds it. */
  String text() {
    return all + BETWEEN + counts;
  }

  boolean isAllOf(String text) {
    return text.equals(text());
  }

  boolean isCountsOf(String text) {
    return text.endsWith(BETWEEN + counts);
  }
}
