// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.spark.Shared;
import dev.pinfold.classify.ColumnProfile;
import dev.pinfold.classify.DataIdentifier;
import dev.pinfold.classify.IdentifierCount;
import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.classify.identify.IdentifierFiles;
import dev.pinfold.classify.spark.ProfileOutput.PartProfile;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

class TableTaskTest {
  private static final ColumnPath PHONE = ColumnPath.of("t", "tel");
  private static final StructType PLAIN =
      new StructType().add("country", DataTypes.StringType).add("tel", DataTypes.StringType);

  private static final List<DataIdentifier> DECLARED = IdentifierFiles.loadBuiltIn();
  private static final CompiledIdentifiers IDENTIFIERS = CompiledIdentifiers.of(DECLARED);

  /** Bare numbers that are a phone number in the country of their row. */
  private static long phones(StructType schema, Row row) {
    TableTask task =
        new TableTask("t", schema, Shared.of(new TaskIdentifiers(DECLARED, IDENTIFIERS)));
    Map<ColumnPath, ColumnProfile> profiles = new HashMap<>();
    Iterator<ProfileOutput> parts = task.call(List.of(row).iterator());
    parts.forEachRemaining(
        part -> profiles.put(((PartProfile) part).path(), ((PartProfile) part).profile()));
    IdentifierCount phones = profiles.get(PHONE).identifiers().get("phone-bare");
    return phones == null ? 0 : phones.matches();
  }

  @Test
  void call_rowWithCountry_readsBarePhonesThere() {
    assertThat(phones(PLAIN, RowFactory.create("DE", "03090182000"))).isEqualTo(1);
    assertThat(phones(PLAIN, RowFactory.create("?", "03090182000"))).isZero();
  }

  @Test
  void call_countryInsideStructOrMapOrArray_counts() {
    StructType location = new StructType().add("Country", DataTypes.StringType);
    StructType struct = new StructType().add("Location", location).add("tel", "string");
    Row inStruct = RowFactory.create(RowFactory.create("DEU"), "03090182000");
    assertThat(phones(struct, inStruct)).isEqualTo(1);

    StructType map =
        new StructType()
            .add("m", DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType))
            .add("tel", "string");
    Row inMap =
        RowFactory.create(CollectionConverters.asScala(Map.of("locale", "de-DE")), "03090182000");
    assertThat(phones(map, inMap)).isEqualTo(1);

    StructType array =
        new StructType().add("a", DataTypes.createArrayType(location)).add("tel", "string");
    Row inArray =
        RowFactory.create(
            CollectionConverters.asScala(List.of(RowFactory.create("DEU"))).toSeq(), "03090182000");
    assertThat(phones(array, inArray)).isEqualTo(1);
  }
}
