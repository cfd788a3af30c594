// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import java.io.Serializable;

/**
 * Protects the values of one column. An implementation may remember values and is not thread-safe;
 * what it remembers is not serialized.
 */
public interface LeafProtector extends Serializable {
  /** The protected value; null where nothing may be shown of it. */
  String protect(String value, RecordContext context);
}
