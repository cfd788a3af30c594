// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.Locale;

/** By what a column is said to be personal; each has its own confidence curve. */
public enum DecisionKind {
  /** Values that prove the type, in most of the column or in a considerable part. */
  PROVEN,
  /** Values that are plausible for the type all together, where no check digit proves one. */
  GUESS,
  /** Values that could be the type, under a name that says so. */
  FORM,
  /** A few secrets, cards or national numbers. */
  CRITICAL,
  /** Short texts of no known form under a name that says what they are. */
  NAMED_TEXT,
  /** A name alone, of a type whose values nothing can tell. */
  NAME,
  /** A name alone, though values of its type could have been told. */
  NAME_UNPROVEN;

  /** As {@code detection.yaml} writes it. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
