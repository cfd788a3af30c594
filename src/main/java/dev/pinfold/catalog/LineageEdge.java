// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

/**
 * One input that an output column is made from.
 *
 * @param outputPath the column that is written
 * @param inputPath a column that it is made from
 * @param transform how: an action with its options, or a formula
 */
public record LineageEdge(String outputPath, String inputPath, String transform)
    implements java.io.Serializable {
  private static final long serialVersionUID = 1L;
}
