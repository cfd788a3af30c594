// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.nio.charset.StandardCharsets;

/**
 * Records that are in order onto a tape, in one walk over their bytes and without making strings of
 * them. It says nothing of the others: what it is not sure of, a fault or a note, {@link
 * RecordFramer} and {@link JsonTapeParser} look at anew, and only they say what is wrong. What it
 * takes, those take too, and with the same tape. Not thread-safe.
 */
final class SoundRecordParser implements ObjectWalk {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final ReadLimits limits;
  private final boolean lines;
  private final JsonTape tape;
  private final SeenKeys keys = new SeenKeys();
  private final FieldNames names = new FieldNames();
  private final KnownFields known = new KnownFields(names);
  private final StringScan strings = new StringScan();
  private int objects;

  // What is walked over: the record, or a string's content that is JSON itself.
  private byte[] bytes;
  private int end;
  private boolean isInString;

  // The content of the last string, escapes replaced.
  private byte[] content;
  private int contentFrom;
  private int contentTo;

  /**
   * @param lines whether a newline ends a record
   */
  SoundRecordParser(ReadLimits limits, boolean lines, JsonTape tape) {
    this.limits = limits;
    this.lines = lines;
    this.tape = tape;
  }

  @Override
  public int length(byte[] record, int from, int recordEnd) {
    tape.clear();
    keys.clear();
    strings.clear();
    objects = 0;
    bytes = record;
    end = recordEnd;
    isInString = false;
    int behind = object(from, null, known.records(), 1, false);
    if (behind <= 0) {
      return behind;
    }
    boolean isUtf8 = !strings.hasNonAscii() || Utf8.isValid(record, from, behind - from);
    return isUtf8 ? behind - from : UNSURE;
  }

  // Each of the following gives the byte behind what it took, or a constant of ObjectWalk.

  /**
   * @param holder the field that holds it, through arrays too; null if that is not known
   */
  private int object(int from, String name, KnownField holder, int depth, boolean wasEmbedded) {
    if (depth > limits.maximumDepth()) {
      return UNSURE;
    }
    int container = tape.open(JsonTape.Kind.OBJECT, name, holder, wasEmbedded);
    int object = ++objects;
    KnownField last = holder == null ? null : holder.enter();
    int at = skipBlanks(from + 1);
    boolean isEmpty = at < end && bytes[at] == '}';
    while (!isEmpty) {
      at = string(at);
      if (at <= 0) {
        return at;
      }
      KnownField field = last == null ? null : known.next(last, content, contentFrom, contentTo);
      if (last != null && field == null) {
        leave(object, last);
      }
      last = field;
      String fieldName = field == null ? names.name(content, contentFrom, contentTo) : field.name();
      if (field == null && !keys.add(object, fieldName)) {
        return UNSURE;
      }
      at = skipBlanks(at);
      if (at >= end || bytes[at] != ':') {
        return unlike(at);
      }
      at = value(skipBlanks(at + 1), fieldName, field, depth);
      if (at <= 0) {
        return at;
      }
      at = skipBlanks(at);
      if (at >= end || bytes[at] != ',') {
        break;
      }
      at = skipBlanks(at + 1);
    }
    return close(container, at, '}');
  }

  /** The fields of an object so far are known, and those behind them are not. */
  private void leave(int object, KnownField last) {
    last.leave();
    for (KnownField one = last.isField() ? last : null; one != null; one = one.before()) {
      keys.add(object, one.name());
    }
  }

  private int array(int from, String name, KnownField holder, int depth, boolean wasEmbedded) {
    if (depth > limits.maximumDepth()) {
      return UNSURE;
    }
    int container = tape.open(JsonTape.Kind.ARRAY, name, holder, wasEmbedded);
    int at = skipBlanks(from + 1);
    boolean isEmpty = at < end && bytes[at] == ']';
    while (!isEmpty) {
      at = value(at, null, holder, depth);
      if (at <= 0) {
        return at;
      }
      at = skipBlanks(at);
      if (at >= end || bytes[at] != ',') {
        break;
      }
      at = skipBlanks(at + 1);
    }
    return close(container, at, ']');
  }

  private int close(int container, int at, char bracket) {
    if (at >= end || bytes[at] != bracket) {
      return unlike(at);
    }
    tape.close(container);
    return at + 1;
  }

  private int value(int at, String name, KnownField holder, int depth) {
    if (at >= end) {
      return UNFINISHED;
    }
    return switch (bytes[at]) {
      case '"' -> text(at, name, holder, depth);
      case '{' -> object(at, name, holder, depth + 1, false);
      case '[' -> array(at, name, holder, depth + 1, false);
      case 't' -> literal(at, JsonTape.Kind.BOOLEAN, name, holder, TRUE, "true");
      case 'f' -> literal(at, JsonTape.Kind.BOOLEAN, name, holder, FALSE, "false");
      case 'n' -> literal(at, JsonTape.Kind.NULL, name, holder, NULL, null);
      default -> number(at, name, holder);
    };
  }

  /** A string, opened where it holds JSON. */
  private int text(int from, String name, KnownField holder, int depth) {
    int behind = string(from);
    if (behind <= 0) {
      return behind;
    }
    EmbeddedJson beginning = EmbeddedJson.NONE;
    if (contentFrom < contentTo && mayBeginJson(content[contentFrom])) {
      String text =
          new String(content, contentFrom, contentTo - contentFrom, StandardCharsets.UTF_8);
      beginning = EmbeddedJson.of(text);
      if (beginning != EmbeddedJson.NONE && beginning.endsFittingly(text)) {
        return embed(name, holder, depth) ? behind : UNSURE;
      }
    }
    if (beginning == EmbeddedJson.OBJECT) {
      return UNSURE;
    }
    tape.scalar(JsonTape.Kind.STRING, name, holder, content, contentFrom, contentTo);
    return behind;
  }

  private static boolean mayBeginJson(byte first) {
    return first == '{' || first == '[' || FrameGap.isBlank(first);
  }

  private boolean embed(String name, KnownField holder, int depth) {
    byte[] outer = bytes;
    int outerEnd = end;
    boolean wasInString = isInString;
    bytes = content;
    end = contentTo;
    isInString = true;
    int from = skipBlanks(contentFrom);
    int behind =
        bytes[from] == '{'
            ? object(from, name, holder, depth + 1, true)
            : array(from, name, holder, depth + 1, true);
    boolean isWhole = behind > 0 && skipBlanks(behind) == end;
    bytes = outer;
    end = outerEnd;
    isInString = wasInString;
    return isWhole;
  }

  /** Takes a string, a name or a value, for the present content. */
  private int string(int from) {
    if (from >= end || bytes[from] != '"') {
      return unlike(from);
    }
    int to = strings.closing(bytes, from + 1, end);
    if (to < 0 || to >= end) {
      return to < 0 ? UNSURE : UNFINISHED;
    }
    if (strings.isEscaped()) {
      contentFrom = strings.size();
      if (!strings.unescape(bytes, from + 1, to)) {
        return UNSURE;
      }
      content = strings.unescaped();
      contentTo = strings.size();
    } else {
      content = bytes;
      contentFrom = from + 1;
      contentTo = to;
    }
    return contentTo - contentFrom > limits.maximumValueBytes() ? UNSURE : to + 1;
  }

  private int number(int from, String name, KnownField holder) {
    int whole = bytes[from] == '-' ? from + 1 : from;
    int at = skipDigits(whole);
    if (at == whole || (bytes[whole] == '0' && at > whole + 1)) {
      return unlike(at);
    }
    if (at < end && bytes[at] == '.') {
      int fraction = at + 1;
      at = skipDigits(fraction);
      if (at == fraction) {
        return unlike(at);
      }
    }
    if (at < end && (bytes[at] | 0x20) == 'e') {
      boolean isSigned = at + 1 < end && (bytes[at + 1] == '+' || bytes[at + 1] == '-');
      int exponent = at + (isSigned ? 2 : 1);
      at = skipDigits(exponent);
      if (at == exponent) {
        return unlike(at);
      }
    }
    if (at - from > limits.maximumValueBytes()) {
      return UNSURE;
    }
    tape.scalar(JsonTape.Kind.NUMBER, name, holder, bytes, from, at);
    return at;
  }

  private int literal(
      int from, JsonTape.Kind kind, String name, KnownField holder, byte[] literal, String text) {
    for (int i = 1; i < literal.length; i++) {
      if (from + i >= end || bytes[from + i] != literal[i]) {
        return unlike(from + i);
      }
    }
    tape.scalar(kind, name, holder, text);
    return from + literal.length;
  }

  /** What stands here is not what has to, or is not there yet. */
  private int unlike(int at) {
    return at >= end ? UNFINISHED : UNSURE;
  }

  private int skipDigits(int from) {
    int at = from;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return at;
  }

  private boolean isBlank(byte c) {
    return FrameGap.isBlank(c) && (c != '\n' || !lines || isInString);
  }

  private int skipBlanks(int from) {
    int at = from;
    // Most records have none.
    while (at < end && bytes[at] <= ' ' && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }
}
