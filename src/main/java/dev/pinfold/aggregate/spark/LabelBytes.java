// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.util.Arrays;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Writes the labels of an endpoint as bytes: of each dimension, how many values it has, and each
 * value behind its length. Rows of them are sorted, shuffled and copied several times, for which
 * one value costs much less than one of each dimension. {@link LabelReader} reads them. Not
 * thread-safe.
 */
final class LabelBytes {
  private static final int MORE = 0x80;

  /** Of a number, seven bits a byte. */
  private static final int MOST_BYTES = 5;

  private byte[] bytes = new byte[256];
  private int size;

  /** Begins the next dimension. */
  void begin(int values) {
    putNumber(values);
  }

  /** One of its values; null where the value itself is null. */
  void add(UTF8String value) {
    if (value == null) {
      putNumber(0);
      return;
    }
    int length = value.numBytes();
    putNumber(length + 1);
    makeRoom(length);
    value.writeToMemory(bytes, Platform.BYTE_ARRAY_OFFSET + size);
    size += length;
  }

  private void putNumber(int number) {
    makeRoom(MOST_BYTES);
    int rest = number;
    while (rest >= MORE) {
      bytes[size++] = (byte) (rest | MORE);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void makeRoom(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  /** All since the last call. */
  byte[] take() {
    byte[] all = Arrays.copyOf(bytes, size);
    size = 0;
    return all;
  }
}
