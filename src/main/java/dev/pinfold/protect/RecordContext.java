// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import java.util.Collections;
import java.util.Set;

/**
 * What else a record says that the protection of one of its values needs.
 *
 * @param region ISO 3166-1 alpha-2 code that bare phone numbers are read in, or null
 * @param names words of the person names in the record, lower-cased; must not change any more,
 *     since to copy them costs as much as to find them
 */
public record RecordContext(String region, Set<String> names) {
  /** A record that says nothing. */
  public static final RecordContext EMPTY = new RecordContext(null, Set.of());

  public RecordContext {
    names = Collections.unmodifiableSet(names);
  }
}
