// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;

/** Checks of options that picocli's types leave open. */
final class OptionChecks {
  private OptionChecks() {}

  /**
   * @throws UserException where the number is too small
   */
  static void atLeast(String option, long value, long least) {
    if (value < least) {
      throw new UserException(
          UserException.Kind.USAGE, option + ": must be at least " + least + ", is " + value);
    }
  }
}
