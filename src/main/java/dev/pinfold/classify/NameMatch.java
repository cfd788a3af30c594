// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.PersonalDataType;

/**
 * What a column's name says.
 *
 * @param identifier the identifier whose keyword it holds
 * @param strength in (0, 1]: 1 where the keyword is the whole name, less where other words stand by
 *     or where only an outer name holds it
 * @param token the keyword, as the identifier declares it
 */
public record NameMatch(DataIdentifier identifier, double strength, String token) {
  public PersonalDataType type() {
    return identifier.type();
  }
}
