// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The last word of an English compound is what it is: a {@code surname_hash} is a hash. Where such
 * a word follows a keyword, the name no longer says that the values are of the keyword's type.
 */
final class NameHeads {
  private static final Set<String> HEADS =
      Set.of(
          "hash",
          "hashed",
          "digest",
          "checksum",
          "offset",
          "delta",
          "diff",
          "count",
          "counts",
          "cnt",
          "days",
          "hours",
          "minutes",
          "seconds",
          "length",
          "len",
          "size",
          "format",
          "mask",
          "regex",
          "pattern",
          "flag",
          "verified",
          "valid",
          "validated",
          "confirmed",
          "enabled",
          "required",
          "present",
          "missing",
          "exists",
          "status",
          "type",
          "kind",
          "score",
          "rank",
          "ratio",
          "rate",
          "quality",
          "source",
          "version",
          "ref",
          "label",
          "tooltip",
          "placeholder",
          "visible");

  private NameHeads() {}

  /** Whether the name's head is another word than the keyword that was found in it. */
  static boolean isOther(String name, NameMatch match) {
    List<String> words = ColumnName.words(name);
    String head = words.isEmpty() ? "" : words.get(words.size() - 1);
    return HEADS.contains(head)
        && !new HashSet<>(ColumnName.words(match.token())).contains(head)
        && match.strength() < 1;
  }
}
