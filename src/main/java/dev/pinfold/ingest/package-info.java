// SPDX-License-Identifier: Apache-2.0
/**
 * Files in, records out, and an account of where each byte went.
 *
 * <p>Knows only catalog and config.
 */
package dev.pinfold.ingest;
