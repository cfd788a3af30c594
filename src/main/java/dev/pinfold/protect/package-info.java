// SPDX-License-Identifier: Apache-2.0
/**
 * Classifications and a policy in, a protection plan and pseudonymized rows out; keys.
 *
 * <p>Must not know aggregate, report or jobs.
 */
package dev.pinfold.protect;
