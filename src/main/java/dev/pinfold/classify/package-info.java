// SPDX-License-Identifier: Apache-2.0
/**
 * Records in, column profiles and classifications out.
 *
 * <p>Must not know protect, aggregate, report or jobs.
 */
package dev.pinfold.classify;
