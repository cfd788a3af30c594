// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import dev.pinfold.protect.Pseudonyms;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * What tells events apart: 64 bits of a keyed hash over all that an event says of what happened.
 * Delivery is at least once: events that agree in type, time, client, session, attributes, metrics
 * and facets are one, whenever and however often they arrived. It is of the record as it was read,
 * so that neither the columns that a table has nor what the policy does with them make two events
 * one, or one event two. A null is the same as no field, and so is an object that holds nothing.
 * Not thread-safe.
 */
public final class EventDigest {
  /** Parts of an event that say on what or by what it was sent, not what happened. */
  private static final Set<String> NOT_OF_THE_EVENT =
      Set.of("arrival_timestamp", "client_context", "device", "application", "awsAccountId");

  private static final byte FIELD = 'f';
  private static final byte END = 'e';

  private final Pseudonyms pseudonyms;

  /** The event as bytes that tell it: fields in order of their names, texts with their lengths. */
  private byte[] bytes = new byte[4096];

  private int size;

  /** Fields of the objects around the present value that are still to be written, by name. */
  private int[] fields = new int[256];

  private int fieldsEnd;
  private JsonTape tape;

  EventDigest(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /** The digest of an event. */
  public long of(JsonTape event) {
    tape = event;
    size = 0;
    fieldsEnd = 0;
    addObject(0, /* isRecord= */ true);
    return pseudonyms.event(bytes, size);
  }

  private void addObject(int object, boolean isRecord) {
    int from = fieldsEnd;
    for (int field = object + 1; field < tape.next(object); field = tape.next(field)) {
      if (tape.kind(field) != Kind.NULL
          && !(isRecord && NOT_OF_THE_EVENT.contains(tape.name(field)))) {
        insert(field, from);
      }
    }
    int to = fieldsEnd;
    for (int i = from; i < to; i++) {
      int start = size;
      add(FIELD);
      add(tape.name(fields[i]).getBytes(StandardCharsets.UTF_8));
      int content = size;
      addValue(fields[i]);
      if (tape.kind(fields[i]) == Kind.OBJECT && size == content + 2) {
        size = start; // its kind and its end alone
      }
    }
    fieldsEnd = from;
  }

  /** Few fields, and mostly in the same order. */
  private void insert(int field, int from) {
    if (fieldsEnd == fields.length) {
      fields = Arrays.copyOf(fields, 2 * fieldsEnd);
    }
    int at = fieldsEnd++;
    while (at > from && tape.name(fields[at - 1]).compareTo(tape.name(field)) > 0) {
      fields[at] = fields[at - 1];
      at--;
    }
    fields[at] = field;
  }

  private void addValue(int value) {
    Kind kind = tape.kind(value);
    add((byte) kind.ordinal());
    if (kind == Kind.OBJECT) {
      addObject(value, /* isRecord= */ false);
      add(END);
    } else if (kind == Kind.ARRAY) {
      for (int item = value + 1; item < tape.next(value); item = tape.next(item)) {
        addValue(item);
      }
      add(END);
    } else if (kind != Kind.NULL) {
      addText(value);
    }
  }

  private void addText(int value) {
    byte[] source = tape.source(value);
    if (source == null) {
      add(tape.text(value).getBytes(StandardCharsets.UTF_8));
    } else {
      add(source, tape.from(value), tape.to(value));
    }
  }

  private void add(byte[] text) {
    add(text, 0, text.length);
  }

  private void add(byte[] source, int from, int to) {
    int length = to - from;
    reserve(Integer.BYTES + length);
    ByteBuffer.wrap(bytes).putInt(size, length);
    System.arraycopy(source, from, bytes, size + Integer.BYTES, length);
    size += Integer.BYTES + length;
  }

  private void add(byte one) {
    reserve(1);
    bytes[size++] = one;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
