// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.aggregate.FigureCell.Around;
import dev.pinfold.aggregate.KpiDefinition.Grain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Figures as bytes, many together, for their way from task to task and from run to run: each text
 * once, and no names of classes. Who keeps them keeps {@link #FORMAT} beside them. Not thread-safe.
 */
public final class FigureBytes {
  /** To be raised when what is written, or what a figure means, becomes another thing. */
  public static final int FORMAT = 2;

  private static final int WHOLE = -1;
  private static final Grain[] GRAINS = Grain.values();

  /** Of a figure, without its texts. */
  private static final int MOST_BYTES = 64;

  private ByteBuffer bytes = ByteBuffer.allocate(1 << 12);
  private final Map<String, Integer> numbers = new HashMap<>();

  /** Adds a figure. */
  @SuppressWarnings("EnumOrdinal") // The same class on all executors.
  public void add(FigureCell figure) {
    makeRoom(MOST_BYTES);
    bytes.putInt(figure.counting());
    bytes.put((byte) figure.grain().ordinal());
    bytes.putInt(figure.day());
    bytes.putInt(figure.group());
    bytes.putDouble(figure.sum());
    bytes.putLong(figure.endpoints());
    bytes.putLong(figure.people());
    bytes.putInt(figure.isPart() ? figure.parent().group() : WHOLE);
    putText(figure.value());
    if (figure.isPart()) {
      putText(figure.parent().value());
    }
  }

  private void putText(String text) {
    Integer known = numbers.putIfAbsent(text, numbers.size());
    if (known != null) {
      makeRoom(Integer.BYTES);
      bytes.putInt(known);
      return;
    }
    byte[] letters = text.getBytes(StandardCharsets.UTF_8);
    makeRoom(2 * Integer.BYTES + letters.length);
    bytes.putInt(numbers.size() - 1);
    bytes.putInt(letters.length);
    bytes.put(letters);
  }

  private void makeRoom(int size) {
    if (bytes.remaining() < size) {
      int position = bytes.position();
      int capacity = Math.max(2 * bytes.capacity(), position + size);
      bytes = ByteBuffer.wrap(Arrays.copyOf(bytes.array(), capacity)).position(position);
    }
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.position();
  }

  /** All figures since the last call. */
  public byte[] take() {
    byte[] all = Arrays.copyOf(bytes.array(), bytes.position());
    bytes.clear();
    numbers.clear();
    return all;
  }

  /** Whether the first of the figures that {@link #take} gave is a bucket. */
  public static boolean beginsWithBucket(byte[] figures) {
    return ByteBuffer.wrap(figures).getInt() == FigureCell.BUCKET;
  }

  /** Reads what {@link #take} gave. */
  public static void read(byte[] figures, Consumer<FigureCell> sink) {
    ByteBuffer in = ByteBuffer.wrap(figures);
    List<String> texts = new ArrayList<>();
    while (in.hasRemaining()) {
      int counting = in.getInt();
      Grain grain = GRAINS[in.get()];
      int day = in.getInt();
      int group = in.getInt();
      double sum = in.getDouble();
      long endpoints = in.getLong();
      long people = in.getLong();
      int around = in.getInt();
      String value = text(in, texts);
      Around parent = around == WHOLE ? null : new Around(around, text(in, texts));
      sink.accept(
          new FigureCell(counting, grain, day, group, value, parent, sum, endpoints, people));
    }
  }

  private static String text(ByteBuffer in, List<String> texts) {
    int number = in.getInt();
    if (number == texts.size()) {
      int length = in.getInt();
      texts.add(new String(in.array(), in.position(), length, StandardCharsets.UTF_8));
      in.position(in.position() + length);
    }
    return texts.get(number);
  }
}
