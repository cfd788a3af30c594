// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

/**
 * One run of a contender.
 *
 * @param allocatedBytes by all threads of the JVM
 * @param liveBytes the most that the heap held after a collection; 0 where there was none
 */
record Measurement(double seconds, long allocatedBytes, long liveBytes) {}
