// SPDX-License-Identifier: Apache-2.0
/**
 * Makes dumps to try Pinfold on, with the truth about them. Every address lies in a reserved range.
 *
 * <p>Knows no other stage: its counts are made while it writes, so that they can check the stages.
 */
package dev.pinfold.jobs.sample;
