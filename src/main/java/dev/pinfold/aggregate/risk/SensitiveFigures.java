// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.risk;

/**
 * How far the classes keep a sensitive attribute open (Machanavajjhala and others 2007). No value
 * is a value of its own.
 *
 * @param name the attribute's column
 * @param values distinct values in the table
 * @param l fewest distinct values in a class
 * @param entropyL the least exp(entropy) of a class
 * @param classesOfOne classes whose people all have the same value
 * @param peopleOfOne the people in these, of whom it is known without telling them apart
 */
public record SensitiveFigures(
    String name, long values, long l, double entropyL, long classesOfOne, long peopleOfOne) {}
