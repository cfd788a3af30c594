// SPDX-License-Identifier: Apache-2.0
/**
 * The catalog and the aggregates in, what people look at out.
 *
 * <p>Must not know jobs.
 */
package dev.pinfold.report;
