// SPDX-License-Identifier: Apache-2.0
/**
 * How fast the commands are, beside what reads the same files without them. Each contender is timed
 * in one JVM with the others, in turn.
 */
package dev.pinfold.jobs.bench.throughput;
