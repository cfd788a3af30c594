// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;

/**
 * What is another thing about a column than in the run before.
 *
 * @param path the column's path in the catalog
 * @param before what it was; empty for a new column
 * @param after what it is; empty for a column that is gone
 */
public record CatalogChange(String path, String dataset, Kind kind, String before, String after) {
  public static final Comparator<CatalogChange> GRAVEST_FIRST =
      Comparator.comparing(CatalogChange::kind).thenComparing(CatalogChange::path);

  /** Kinds of changes, the gravest first. */
  public enum Kind {
    /** Nothing personal was found in it before. */
    BECAME_PERSONAL("began to hold personal data"),
    TYPE_CHANGED("has another type"),
    ACTION_CHANGED("is protected in another way"),
    NEW_COLUMN("is new"),
    GONE_COLUMN("is gone"),
    /** The share of records that hold something, or of values that are of the type. */
    SHARE_MOVED("holds another share");

    private final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }
  }

  public CatalogChange {
    requireNonNull(path, "path is null");
    requireNonNull(dataset, "dataset is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(before, "before is null");
    requireNonNull(after, "after is null");
  }

  /** The change in words, such as {@code events.a.b is new: EMAIL_ADDRESS}. */
  public String sentence() {
    String what =
        before.isEmpty() ? after : after.isEmpty() ? "was " + before : before + " -> " + after;
    return path + " " + kind.sentence + ": " + what;
  }
}
