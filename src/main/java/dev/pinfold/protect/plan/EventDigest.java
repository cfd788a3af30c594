// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import dev.pinfold.protect.Pseudonyms;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;

/**
 * What tells events apart: 64 bits of a keyed hash over all that an event says of what happened.
 * Delivery is at least once: events that agree in type, time, client, session, attributes, metrics
 * and facets are one, whenever and however often they arrived. It is of the record as it was read,
 * so that neither the columns that a table has nor what the policy does with them make two events
 * one, or one event two; but of what the policy drops when the record is read, nothing is left here
 * either. A null is the same as no field, and so is an object that holds nothing; the order of
 * fields, escapes in texts and how a number is written ({@code 2} or {@code 2.0}) say nothing. Not
 * thread-safe.
 *
 * <p>Digests stand in tables, beside which those of later nights are put: whoever changes what they
 * are made of raises {@link ProtectionPlan#LAYOUT}.
 */
public final class EventDigest {
  /** Parts of an event that say on what or by what it was sent, not what happened. */
  private static final Set<String> NOT_OF_THE_EVENT =
      Set.of("arrival_timestamp", "client_context", "device", "application", "awsAccountId");

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private static final byte FIELD = 'f';
  private static final byte END = 'e';
  private static final byte OBJECT = 'o';
  private static final byte ARRAY = 'a';
  private static final byte STRING = 's';
  private static final byte NUMBER = 'n';
  private static final byte BOOLEAN = 'b';
  private static final byte NULL = '0';

  /** Longer numbers are told as they are written: to read them takes long. */
  private static final int MOST_DIGITS = 100;

  /** Fewer fields are mostly in the same order, and sorted where they lie. */
  private static final int FEW_FIELDS = 32;

  private final Pseudonyms pseudonyms;

  /** What is left out of events. */
  private final DroppedFields leftOut;

  private final NameBytes names = new NameBytes();
  private final MessageDigest hash;

  /**
   * The event as bytes that tell it, fields in order of their names and texts with their lengths,
   * so far as they are not hashed yet.
   */
  private final byte[] bytes = new byte[8192];

  private int size;

  /** Fields of the objects around the present value that are still to be told, by name. */
  private int[] fields = new int[256];

  private int fieldsEnd;

  /** Fields around the present value that hold an object, and how many of them are told. */
  private int[] objects = new int[64];

  private int objectsEnd;
  private int toldEnd;
  private JsonTape tape;

  /**
   * @param dropped fields of events that the policy leaves nothing of
   */
  EventDigest(Pseudonyms pseudonyms, DroppedFields dropped) {
    this.pseudonyms = pseudonyms;
    this.leftOut = dropped.and(NOT_OF_THE_EVENT);
    try {
      this.hash = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The digest of an event. */
  public long of(JsonTape event) {
    return pseudonyms.event(content(event));
  }

  /** SHA-256 over what the event says, without a key: of what can be guessed it tells all. */
  byte[] content(JsonTape event) {
    tape = event;
    size = 0;
    fieldsEnd = 0;
    objectsEnd = 0;
    toldEnd = 0;
    addFields(0, leftOut);
    hash.update(bytes, 0, size);
    return hash.digest();
  }

  private void addFields(int object, DroppedFields without) {
    int from = fieldsEnd;
    int end = tape.next(object);
    for (int field = object + 1; field < end; field = tape.next(field)) {
      if (tape.kind(field) != Kind.NULL && !without.below(tape.name(field)).isItself()) {
        push(field);
      }
    }
    sort(from);
    int to = fieldsEnd;
    for (int i = from; i < to; i++) {
      addField(fields[i], without);
    }
    fieldsEnd = from;
  }

  private void addField(int field, DroppedFields without) {
    switch (tape.kind(field)) {
      case OBJECT -> {
        open(field);
        addFields(field, without.below(tape.name(field)));
        close();
      }
      case ARRAY -> {
        addHead(field);
        addValue(field, without.below(tape.name(field)));
      }
      default -> {
        addHead(field);
        addValue(field, without); // which has no fields
      }
    }
  }

  /** Begins an object that a field holds, but tells it only with the first thing that is in it. */
  private void open(int field) {
    if (objectsEnd == objects.length) {
      objects = Arrays.copyOf(objects, 2 * objectsEnd);
    }
    objects[objectsEnd++] = field;
  }

  private void close() {
    objectsEnd--;
    if (toldEnd > objectsEnd) {
      add(END);
      toldEnd = objectsEnd;
    }
  }

  /** What stands before a field's value: the objects around it that are not told yet, its name. */
  private void addHead(int field) {
    while (toldEnd < objectsEnd) {
      addName(objects[toldEnd++]);
      add(OBJECT);
    }
    addName(field);
  }

  private void addName(int field) {
    add(FIELD);
    byte[] name = names.of(tape.name(field));
    addRaw(name, 0, name.length);
  }

  private void push(int field) {
    if (fieldsEnd == fields.length) {
      fields = Arrays.copyOf(fields, 2 * fieldsEnd);
    }
    fields[fieldsEnd++] = field;
  }

  private void sort(int from) {
    if (fieldsEnd - from > FEW_FIELDS) {
      int[] sorted =
          Arrays.stream(fields, from, fieldsEnd)
              .boxed()
              .sorted(Comparator.comparing(tape::name))
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(sorted, 0, fields, from, sorted.length);
      return;
    }
    for (int next = from + 1; next < fieldsEnd; next++) {
      int field = fields[next];
      int at = next;
      while (at > from && tape.name(fields[at - 1]).compareTo(tape.name(field)) > 0) {
        fields[at] = fields[at - 1];
        at--;
      }
      fields[at] = field;
    }
  }

  private void addValue(int value, DroppedFields without) {
    switch (tape.kind(value)) {
      case OBJECT -> {
        add(OBJECT);
        addFields(value, without);
        add(END);
      }
      case ARRAY -> {
        add(ARRAY);
        int end = tape.next(value);
        for (int item = value + 1; item < end; item = tape.next(item)) {
          addValue(item, without);
        }
        add(END);
      }
      case STRING -> {
        add(STRING);
        addText(value);
      }
      case NUMBER -> {
        add(NUMBER);
        addNumber(value);
      }
      case BOOLEAN -> {
        add(BOOLEAN);
        addText(value);
      }
      case NULL -> add(NULL);
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

  private void addNumber(int value) {
    byte[] source = tape.source(value);
    if (source != null) {
      int from = tape.from(value);
      int end = NumberBytes.plainEnd(source, from, tape.to(value));
      if (end >= 0) {
        add(source, from, end);
        return;
      }
    }
    String number = tape.text(value);
    String plain = number.length() > MOST_DIGITS ? number : plain(WholeNumbers.plain(number));
    add(plain.getBytes(StandardCharsets.UTF_8));
  }

  private static String plain(String number) {
    boolean isWhole = number.indexOf('.') < 0 && number.indexOf('e') < 0 && number.indexOf('E') < 0;
    if (isWhole) {
      return number;
    }
    try {
      return new BigDecimal(number).stripTrailingZeros().toString();
    } catch (NumberFormatException e) {
      return number; // of an exponent that has no end
    }
  }

  private void add(byte[] text) {
    add(text, 0, text.length);
  }

  private void add(byte[] source, int from, int to) {
    reserve(Integer.BYTES);
    INTS.set(bytes, size, to - from);
    size += Integer.BYTES;
    addRaw(source, from, to);
  }

  private void addRaw(byte[] source, int from, int to) {
    int length = to - from;
    reserve(length);
    if (length > bytes.length) {
      hash.update(source, from, length);
    } else {
      System.arraycopy(source, from, bytes, size, length);
      size += length;
    }
  }

  private void add(byte one) {
    reserve(1);
    bytes[size++] = one;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      hash.update(bytes, 0, size);
      size = 0;
    }
  }
}
