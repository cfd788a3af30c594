// SPDX-License-Identifier: Apache-2.0
/** What a nightly run costs beside a full one. */
package dev.pinfold.jobs.bench.nights;
