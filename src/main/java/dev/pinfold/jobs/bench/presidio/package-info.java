// SPDX-License-Identifier: Apache-2.0
/**
 * The patterns of Microsoft Presidio, read from a copy of its source that the caller has. None of
 * them is part of this project. Only as much of Python is understood as such a source has in its
 * constructions of patterns.
 */
package dev.pinfold.jobs.bench.presidio;
