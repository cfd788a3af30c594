// SPDX-License-Identifier: Apache-2.0
/**
 * What is seen of a run from outside: events for the log, figures for Spark's metrics system and
 * for Prometheus. In go counts, names of stages and times; never a value of the dump.
 */
package dev.pinfold.jobs.monitor;
