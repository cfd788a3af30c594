// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

/**
 * Records in the protected tables that aggregates are made from, and how many of them the run
 * brought: all, where it wrote a table anew.
 */
record TableRecords(long endpoints, long newEndpoints, long events, long newEvents) {
  long all() {
    return endpoints + events;
  }
}
