// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/** What a column of Pinfold's own tables says of itself. */
final class OwnColumn {
  /** The metadata key of what a column is made from; see {@link dev.pinfold.catalog.Origins}. */
  static final String ORIGIN = "pinfold.origin";

  /** The tables tell of the whole dump. */
  static final Set<DataCategory> CATEGORIES =
      Collections.unmodifiableSet(EnumSet.allOf(DataCategory.class));

  private OwnColumn() {}

  static Metadata metadata(PersonalDataType held, String origin, String comment) {
    Classification column =
        Classification.declared(ColumnPath.of("own"), CATEGORIES, held, 0, 0, comment);
    return new MetadataBuilder()
        .withMetadata(ColumnMetadata.of(comment, column, action(held)))
        .putString(ORIGIN, origin)
        .build();
  }

  /** Nothing personal stands there but encrypted. */
  static ProtectionAction action(PersonalDataType held) {
    return held.isPersonal() ? ProtectionAction.ENCRYPT : ProtectionAction.KEEP;
  }
}
