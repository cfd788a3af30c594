// SPDX-License-Identifier: Apache-2.0
/**
 * The words everyone speaks: column paths, categories, types, classifications, findings, and the
 * tables.
 *
 * <p>Knows no other package of Pinfold.
 */
package dev.pinfold.catalog;
