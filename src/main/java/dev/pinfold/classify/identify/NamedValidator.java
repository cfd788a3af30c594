// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.util.function.Predicate;

/** The validators by the names that identifier files use. */
public final class NamedValidator {
  private NamedValidator() {}

  /**
   * A validator.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  public static Predicate<String> of(String name) {
    return Validators.find(name)
        .<Predicate<String>>map(validator -> value -> validator.test(value, null))
        .orElseThrow(() -> new IllegalArgumentException("no validator " + name));
  }
}
