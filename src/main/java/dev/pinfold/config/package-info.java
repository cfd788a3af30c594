// SPDX-License-Identifier: Apache-2.0
/**
 * Strict reading of configuration files, with every problem named by file, line and column.
 *
 * <p>Knows only catalog.
 */
package dev.pinfold.config;
