// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

/** A contender on a dump. */
record Entry(BenchmarkDump dump, Contender contender) {
  String key() {
    return key(dump, contender.name());
  }

  static String key(BenchmarkDump dump, String contender) {
    return dump.label() + "/" + contender;
  }
}
