// SPDX-License-Identifier: Apache-2.0
/**
 * Protected tables in, demographics and KPIs out.
 *
 * <p>Must not know report or jobs, and never sees a raw value.
 */
package dev.pinfold.aggregate;
