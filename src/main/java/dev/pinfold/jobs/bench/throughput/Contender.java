// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import java.io.IOException;

/** One way to do the work that is timed. */
interface Contender {
  /** As the tables call it. */
  String name();

  /** Does the work once, from the files. Only this is timed. */
  void run() throws IOException;

  /** How many records the last run saw; the same for all contenders on one dump. */
  long records() throws IOException;

  /** Removes what the last run left. */
  default void clear() throws IOException {}
}
