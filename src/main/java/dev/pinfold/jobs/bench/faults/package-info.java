// SPDX-License-Identifier: Apache-2.0
/**
 * Whether a run that dies leaves anything behind: processes killed, a disk that fills up and a file
 * that changes, against the same nights undisturbed.
 */
package dev.pinfold.jobs.bench.faults;
