// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.config;

import dev.pinfold.catalog.UserException;
import java.util.ArrayList;
import java.util.List;

/** Gathers all that is wrong with the configuration, so that a user mends it in one go. */
public final class Problems {
  private final List<String> lines = new ArrayList<>();

  /** Adds one line, already naming file, position, key and cause. */
  public void add(String line) {
    lines.add(line);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * Ends loading where something is wrong.
   *
   * @throws UserException of kind {@code USAGE}, one line a problem
   */
  public void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new UserException(UserException.Kind.USAGE, String.join(System.lineSeparator(), lines));
    }
  }
}
