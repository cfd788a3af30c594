// SPDX-License-Identifier: Apache-2.0
/**
 * Equivalence classes of people in; how easily one is told from the others, and which rules of the
 * policy would make that harder, out.
 *
 * <p>Must not know report or jobs, and gives no value of a quasi-identifier away.
 */
package dev.pinfold.aggregate.risk;
