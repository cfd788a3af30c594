// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import org.apache.spark.unsafe.types.UTF8String;

/** Reads what {@link LabelBytes} wrote, dimension by dimension. Not thread-safe. */
final class LabelReader {
  private static final int MORE = 0x80;

  private byte[] bytes = new byte[0];
  private int at;

  /** Begins with the first dimension of an endpoint. */
  void read(byte[] labels) {
    bytes = labels;
    at = 0;
  }

  /** How many values the next dimension has; each is to be read by {@link #value}. */
  int next() {
    return number();
  }

  /** The next value; null where it is null. Lies in the bytes that are read. */
  UTF8String value() {
    int length = number() - 1;
    if (length < 0) {
      return null;
    }
    UTF8String value = UTF8String.fromBytes(bytes, at, length);
    at += length;
    return value;
  }

  private int number() {
    int number = 0;
    int shift = 0;
    byte part = bytes[at++];
    while ((part & MORE) != 0) {
      number |= (part & (MORE - 1)) << shift;
      shift += 7;
      part = bytes[at++];
    }
    return number | part << shift;
  }
}
