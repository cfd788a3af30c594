// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What {@link EventDigest} hashes, put together without any care for time. */
final class SlowEventContent {
  private static final Set<String> NOT_OF_THE_EVENT =
      Set.of("arrival_timestamp", "client_context", "device", "application", "awsAccountId");

  private final JsonTape tape;
  private final Set<String> dropped;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private SlowEventContent(JsonTape tape, Set<String> dropped) {
    this.tape = tape;
    this.dropped = dropped;
  }

  /**
   * The hash of an event.
   *
   * @param dropped paths, a dot before each name
   */
  static byte[] of(JsonTape tape, Set<String> dropped) {
    SlowEventContent content = new SlowEventContent(tape, dropped);
    try {
      content.addFields(0, "");
      return MessageDigest.getInstance("SHA-256").digest(content.bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** The fields of an object that say anything. */
  private Map<String, Integer> fields(int object, String path) {
    Map<String, Integer> fields = new TreeMap<>();
    for (int field = object + 1; field < tape.next(object); field = tape.next(field)) {
      String name = tape.name(field);
      String own = path + "." + name;
      boolean isLeftOut = dropped.contains(own) || (object == 0 && NOT_OF_THE_EVENT.contains(name));
      boolean isNothing =
          tape.kind(field) == Kind.NULL
              || (tape.kind(field) == Kind.OBJECT && fields(field, own).isEmpty());
      if (!isLeftOut && !isNothing) {
        fields.put(name, field);
      }
    }
    return fields;
  }

  private void addFields(int object, String path) throws IOException {
    for (Map.Entry<String, Integer> field : fields(object, path).entrySet()) {
      out.writeByte('f');
      addText(field.getKey());
      addValue(field.getValue(), path + "." + field.getKey());
    }
  }

  private void addValue(int value, String path) throws IOException {
    switch (tape.kind(value)) {
      case OBJECT -> {
        out.writeByte('o');
        addFields(value, path);
        out.writeByte('e');
      }
      case ARRAY -> {
        out.writeByte('a');
        for (int item = value + 1; item < tape.next(value); item = tape.next(item)) {
          addValue(item, path);
        }
        out.writeByte('e');
      }
      case STRING -> {
        out.writeByte('s');
        addText(tape.text(value));
      }
      case NUMBER -> {
        out.writeByte('n');
        addText(plain(tape.text(value)));
      }
      case BOOLEAN -> {
        out.writeByte('b');
        addText(tape.text(value));
      }
      case NULL -> out.writeByte('0');
    }
  }

  /** Whole numbers without a point or an exponent are left as they are, and the longest too. */
  private static String plain(String number) {
    if (number.matches("-?[0-9]+") || number.length() > 100) {
      return number;
    }
    try {
      BigDecimal value = new BigDecimal(number).stripTrailingZeros();
      if (value.signum() == 0) {
        return "0";
      }
      boolean isWritten = value.scale() <= 0 && value.precision() - value.scale() <= 40;
      return isWritten ? value.toPlainString() : value.toString();
    } catch (NumberFormatException e) {
      return number; // of an exponent that has no end
    }
  }

  private void addText(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }
}
