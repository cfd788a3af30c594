// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.PersonalDataType;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a format says of one field.
 *
 * @param type what it holds, or null where the format does not say (a custom attribute)
 * @param mixedOf the types that it mixes, the likeliest first, where it does; else empty
 * @param categories the data categories that it lies in
 * @param description the statement in words, for the evidence; may be empty
 */
public record FormatField(
    PersonalDataType type,
    Set<PersonalDataType> mixedOf,
    Set<DataCategory> categories,
    String description) {
  public FormatField {
    mixedOf = Collections.unmodifiableSet(new LinkedHashSet<>(mixedOf));
    categories = Set.copyOf(categories);
  }
}
