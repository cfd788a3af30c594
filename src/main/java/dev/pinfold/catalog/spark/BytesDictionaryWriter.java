// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.dictionary.DictionaryValuesWriter;
import org.apache.parquet.column.values.dictionary.IntList.IntIterator;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.io.api.Binary;

/**
 * Writes a column of texts or bytes by a dictionary, the same pages as Parquet's own writer makes.
 * Parquet's looks each value up in a map that hashes it byte by byte, which costs more than all
 * else it does with it.
 */
final class BytesDictionaryWriter extends DictionaryValuesWriter {
  private final BytesDictionary dictionary = new BytesDictionary();

  /**
   * @param mostBytes of the dictionary's page
   * @param ofData what pages of numbers are called
   * @param ofDictionary what the dictionary's page is called
   */
  BytesDictionaryWriter(
      int mostBytes, Encoding ofData, Encoding ofDictionary, ByteBufferAllocator allocator) {
    super(mostBytes, ofData, ofDictionary, allocator);
  }

  @Override
  public void writeBytes(Binary value) {
    int before = dictionary.size();
    int number = dictionary.number(value.getBytesUnsafe(), value.isBackingBytesReused());
    if (number == before) {
      dictionaryByteSize += Integer.BYTES + (long) value.length();
    }
    encodedValues.add(number);
  }

  /** Null where no page needs it; only as much as pages need. */
  @Override
  public DictionaryPage toDictPageAndClose() {
    if (lastUsedDictionarySize == 0) {
      return null;
    }
    // It is closed with this writer, after the page has been written.
    PlainValuesWriter page =
        new PlainValuesWriter(lastUsedDictionaryByteSize, maxDictionaryByteSize, allocator);
    for (int number = 0; number < lastUsedDictionarySize; number++) {
      page.writeBytes(value(number));
    }
    return dictPage(page);
  }

  @Override
  protected void fallBackDictionaryEncodedData(ValuesWriter writer) {
    IntIterator numbers = encodedValues.iterator();
    while (numbers.hasNext()) {
      writer.writeBytes(value(numbers.next()));
    }
  }

  private Binary value(int number) {
    return Binary.fromConstantByteArray(dictionary.value(number));
  }

  @Override
  protected int getDictionarySize() {
    return dictionary.size();
  }

  @Override
  protected void clearDictionaryContent() {
    dictionary.clear();
  }
}
