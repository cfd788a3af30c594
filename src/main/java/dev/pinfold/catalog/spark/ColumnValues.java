// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter.PlainBinaryDictionaryValuesWriter;
import org.apache.parquet.column.values.factory.DefaultValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;

/** What writes the values of columns: Parquet's own, but for dictionaries of texts and bytes. */
final class ColumnValues implements ValuesWriterFactory {
  private final ValuesWriterFactory usual = new DefaultValuesWriterFactory();
  private ParquetProperties properties;

  @Override
  public void initialize(ParquetProperties properties) {
    this.properties = properties;
    usual.initialize(properties);
  }

  @Override
  public ValuesWriter newValuesWriter(ColumnDescriptor column) {
    ValuesWriter writer = usual.newValuesWriter(column);
    // Not one that extends it: that is for values of a set length, which is not in its pages.
    if (writer instanceof FallbackValuesWriter<?, ?> either
        && either.initialWriter.getClass() == PlainBinaryDictionaryValuesWriter.class) {
      Encoding ofData = either.initialWriter.getEncoding();
      return FallbackValuesWriter.of(
          new BytesDictionaryWriter(
              properties.getDictionaryPageSizeThreshold(),
              ofData,
              ofDictionary(ofData),
              properties.getAllocator()),
          either.fallBackWriter);
    }
    return writer;
  }

  /** The first version of the format has one name for both. */
  private static Encoding ofDictionary(Encoding ofData) {
    return ofData == Encoding.RLE_DICTIONARY ? Encoding.PLAIN : ofData;
  }
}
