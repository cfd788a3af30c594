// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.FigureCell.Around;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Figures as bytes, many together, for their way from task to task: each text once, and no names of
 * classes. Written and read by the same version; nothing keeps them. Not thread-safe.
 */
public final class FigureBytes {
  private static final int WHOLE = -1;
  private static final Grain[] GRAINS = Grain.values();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);
  private final Map<String, Integer> numbers = new HashMap<>();

  /** Adds a figure. */
  @SuppressWarnings("EnumOrdinal") // The same class on all executors.
  public void add(FigureCell figure) {
    try {
      out.writeInt(figure.counting());
      out.writeByte(figure.grain().ordinal());
      out.writeInt(figure.day());
      out.writeInt(figure.group());
      writeText(figure.value());
      if (figure.isPart()) {
        out.writeInt(figure.parent().group());
        writeText(figure.parent().value());
      } else {
        out.writeInt(WHOLE);
      }
      out.writeDouble(figure.sum());
      out.writeLong(figure.endpoints());
      out.writeLong(figure.people());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no file
    }
  }

  private void writeText(String text) throws IOException {
    Integer known = numbers.get(text);
    if (known != null) {
      out.writeInt(known);
      return;
    }
    out.writeInt(numbers.size());
    numbers.put(text, numbers.size());
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(letters.length);
    out.write(letters);
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.size();
  }

  /** All figures since the last call. */
  public byte[] take() {
    byte[] all = bytes.toByteArray();
    bytes.reset();
    numbers.clear();
    return all;
  }

  /** Reads what {@link #take} gave. */
  public static void read(byte[] figures, Consumer<FigureCell> sink) {
    ByteArrayInputStream bytes = new ByteArrayInputStream(figures);
    DataInputStream in = new DataInputStream(bytes);
    List<String> texts = new ArrayList<>();
    try {
      while (bytes.available() > 0) {
        int counting = in.readInt();
        Grain grain = GRAINS[in.readByte()];
        int day = in.readInt();
        int group = in.readInt();
        String value = readText(in, texts);
        int around = in.readInt();
        Around parent = around == WHOLE ? null : new Around(around, readText(in, texts));
        sink.accept(
            new FigureCell(
                counting,
                grain,
                day,
                group,
                value,
                parent,
                in.readDouble(),
                in.readLong(),
                in.readLong()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readText(DataInputStream in, List<String> texts) throws IOException {
    int number = in.readInt();
    if (number == texts.size()) {
      texts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
    }
    return texts.get(number);
  }
}
