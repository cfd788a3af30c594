// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import static java.util.Objects.requireNonNull;

import dev.pinfold.catalog.UserException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How much of the input a run takes.
 *
 * @param asOf the day the demographics are of
 * @param isDayAsked whether somebody asked for that day; otherwise figures of an earlier one will
 *     do where nothing is new
 * @param full whether the tables are made anew from all that lies in the input
 * @param hours the hours of events that are taken; empty: all files that were not taken yet
 */
record RunScope(LocalDate asOf, boolean isDayAsked, boolean full, Optional<HourRange> hours) {
  RunScope {
    requireNonNull(asOf, "asOf is null");
    requireNonNull(hours, "hours is null");
    if (full && hours.isPresent()) {
      throw new UserException(
          UserException.Kind.USAGE,
          "--full: takes all files, --from and --to some; give one or the other");
    }
  }
}
