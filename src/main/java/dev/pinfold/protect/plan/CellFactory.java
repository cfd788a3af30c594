// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import java.util.Map;

/**
 * Makes an engine's values of a record's parts, so that the walk over the record knows no engine.
 */
public interface CellFactory {
  /** A row of these cells; absent ones are null. */
  Object struct(Object[] cells);

  /** A text. */
  Object text(String text);

  /**
   * The same text from its bytes in well-formed UTF-8, which are others when it is used.
   *
   * @param to the byte behind its last
   */
  Object text(byte[] utf8, int from, int to);

  /** A list of these items. */
  Object array(Object[] items);

  /** A map of texts. */
  Object map(Map<String, String> entries);
}
