// SPDX-License-Identifier: Apache-2.0
/**
 * Data identifiers read from YAML and run on values.
 *
 * <p>Must not know protect, aggregate, report or jobs.
 */
package dev.pinfold.classify.identify;
