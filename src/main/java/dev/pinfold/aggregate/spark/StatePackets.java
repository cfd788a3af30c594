// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Picks from sorted records of endpoints those that are a state, and keeps them as packets of bytes
 * as Spark holds them, so that reading them again unpacks nothing. A packet is a sequence of
 * states: what the state is, the size of its row, and the row.
 */
final class StatePackets implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The first record of an endpoint that counts on the day. */
  static final int ON_DAY = 1;

  /** The first record of an endpoint. */
  static final int NEWEST = 2;

  /**
   * Java's garbage collector gives larger ones regions of their own, and wastes what they leave.
   */
  private static final int PACKET = 1 << 18;

  /** Rows begin and end at whole words. */
  private static final int HEADER = Long.BYTES;

  private final int columns;
  private final int id;
  private final int since;
  private final String day;

  /**
   * @param columns how many there are
   * @param id the ordinal of the endpoint's ID, which is never null
   * @param since the ordinal of the day from which on a record counts, as text, never null
   * @param day that states are of, likewise
   */
  StatePackets(int columns, int id, int since, String day) {
    this.columns = columns;
    this.id = id;
    this.since = since;
    this.day = day;
  }

  /**
   * The states in packets.
   *
   * @param records all of one endpoint together, the newest first, as unsafe rows
   */
  Iterator<byte[]> of(Iterator<InternalRow> records) {
    return new Packets(records);
  }

  /** What is made of a packet's states of a kind; each is to be used up before the next. */
  Iterator<InternalRow> rows(byte[] packet, int kind, EndpointStates.RowMaker maker) {
    return new Rows(packet, kind, maker);
  }

  private final class Packets implements Iterator<byte[]> {
    private final Iterator<InternalRow> records;
    private final UTF8String last = UTF8String.fromString(day);
    private UTF8String present;
    private boolean isDayTold;
    private byte[] open = new byte[0];
    private int size;

    Packets(Iterator<InternalRow> records) {
      this.records = records;
    }

    @Override
    public boolean hasNext() {
      while (size < PACKET && records.hasNext()) {
        take((UnsafeRow) records.next());
      }
      return size > 0;
    }

    @Override
    public byte[] next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      byte[] packet = Arrays.copyOf(open, size);
      size = 0;
      return packet;
    }

    private void take(UnsafeRow record) {
      UTF8String endpoint = record.getUTF8String(id);
      boolean isNewest = !endpoint.equals(present);
      if (isNewest) {
        present = endpoint.clone();
        isDayTold = false;
      }
      boolean isOnDay = !isDayTold && record.getUTF8String(since).binaryCompare(last) <= 0;
      isDayTold |= isOnDay;
      if (isNewest || isOnDay) {
        add(record, (isNewest ? NEWEST : 0) | (isOnDay ? ON_DAY : 0));
      }
    }

    private void add(UnsafeRow record, int kinds) {
      int bytes = record.getSizeInBytes();
      if (open.length - size < HEADER + bytes) {
        open = Arrays.copyOf(open, Math.max(2 * PACKET, size + HEADER + bytes));
      }
      Platform.putInt(open, Platform.BYTE_ARRAY_OFFSET + size, kinds);
      Platform.putInt(open, Platform.BYTE_ARRAY_OFFSET + size + Integer.BYTES, bytes);
      record.writeToMemory(open, Platform.BYTE_ARRAY_OFFSET + size + HEADER);
      size += HEADER + bytes;
    }
  }

  private final class Rows implements Iterator<InternalRow> {
    private final byte[] packet;
    private final int kind;
    private final EndpointStates.RowMaker maker;
    private final UnsafeRow row = new UnsafeRow(columns);
    private int at;

    Rows(byte[] packet, int kind, EndpointStates.RowMaker maker) {
      this.packet = packet;
      this.kind = kind;
      this.maker = maker;
    }

    @Override
    public boolean hasNext() {
      while (at < packet.length && (number(at) & kind) == 0) {
        at += HEADER + number(at + Integer.BYTES);
      }
      return at < packet.length;
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int bytes = number(at + Integer.BYTES);
      row.pointTo(packet, Platform.BYTE_ARRAY_OFFSET + at + HEADER, bytes);
      at += HEADER + bytes;
      return maker.of(row);
    }

    private int number(int from) {
      return Platform.getInt(packet, Platform.BYTE_ARRAY_OFFSET + from);
    }
  }
}
