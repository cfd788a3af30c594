// SPDX-License-Identifier: Apache-2.0
/**
 * One class per command: reads its configuration, calls the stages, says what it did.
 *
 * <p>The only package that builds a Spark session.
 */
package dev.pinfold.jobs;
