// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.classify.ColumnProfile.Shape;
import dev.pinfold.classify.ValueIdentifiers.MatchSink;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Supplier;

/**
 * What one look over a string value told: its shapes, a hash, and which identifiers matched.
 * Immutable; kept for values that come again.
 */
final class ValueLook {
  private static final int WHOLE = 1;
  private static final int VALIDATED = 2;
  private static final int MATCHED = 4;
  private static final int FLAGS = 3;
  private static final int[] NONE = {};
  private static final int FIRST_CODES = 16;

  /** Letters of a script without spaces that make about three words and more than a name. */
  private static final int UNSPACED_PROSE = 20;

  private static final int MANY_WORDS = 8;
  private static final int FEW_WORDS = 4;

  /** What sentences end with. */
  private static final String ENDS = ".!?\u2026\u3002\uff01\uff1f\u061f\u0964";

  private final int shapeBits;
  private final long hash;

  /** The bit of the value's form, where an identifier that matched asks for it; else 0. */
  private final long form;

  private final int[] matches;

  private ValueLook(int shapeBits, long hash, long form, int[] matches) {
    this.shapeBits = shapeBits;
    this.hash = hash;
    this.form = form;
    this.matches = matches;
  }

  /**
   * What a look takes up while it is taken: looks one after the other need it once. Not
   * thread-safe.
   */
  static final class Scratch {
    private final ValueShape shape = new ValueShape("");
    private final Matches found = new Matches();
  }

  static ValueLook at(
      String value, String region, BitSet passedOver, ValueIdentifiers identifiers) {
    return at(value, region, passedOver, identifiers, new Scratch(), null);
  }

  /**
   * Looks at a value.
   *
   * @param like the look at another value of the column, which mostly found the same; or null
   */
  static ValueLook at(
      String value,
      String region,
      BitSet passedOver,
      ValueIdentifiers identifiers,
      Scratch scratch,
      ValueLook like) {
    String text = value.strip();
    ValueShape shape = scratch.shape;
    shape.set(text);
    Matches found = scratch.found;
    found.clear();
    identifiers.match(shape, region, passedOver, found);
    // Values that differ in the white space around them are different values.
    long hash = text.length() == value.length() ? shape.hash() : hash(value);
    if (found.count == 0) {
      return new ValueLook(shapeBits(shape), hash, 0, NONE);
    }
    long form = found.form(identifiers, text);
    int[] matches = like != null && found.areAll(like.matches) ? like.matches : found.distinct();
    return new ValueLook(shapeBits(shape), hash, form, matches);
  }

  int shapeBits() {
    return shapeBits;
  }

  long hash() {
    return hash;
  }

  /**
   * Adds the matches to a column's counts.
   *
   * @param size how many identifiers there are
   * @param position says where the value stands; asked for an identifier's first match alone
   */
  void addMatches(MatchTally tally, int size, Supplier<String> position) {
    for (int code : matches) {
      int identifier = code >> FLAGS;
      if ((code & MATCHED) == 0) {
        tally.addFailure(identifier, size);
      } else if (tally.add(
          identifier, (code & WHOLE) != 0, (code & VALIDATED) != 0, hash, form, size)) {
        tally.setFirstPosition(identifier, position.get());
      }
    }
  }

  /** Adds the matches as often again as the value came again. */
  void repeatMatches(MatchTally tally, long times) {
    for (int code : matches) {
      tally.repeat(
          code >> FLAGS,
          (code & MATCHED) != 0,
          (code & WHOLE) != 0,
          (code & VALIDATED) != 0,
          times);
    }
  }

  boolean hasMatches() {
    return matches.length > 0;
  }

  /** A 64-bit hash of a text, for counting distinct values. */
  static long hash(String value) {
    return new ValueShape(value).hash();
  }

  private static int shapeBits(ValueShape shape) {
    String text = shape.text();
    int length = shape.length();
    int digits = shape.digits();
    int letters = shape.letters();
    int words = length == 0 ? 0 : 1;
    int lowerWords = 0;
    if (shape.gaps() > 0) {
      words = words(text, false);
      lowerWords = words(text, true);
    } else if (length > 0) {
      lowerWords = isLowerLetter(text.charAt(0)) ? 1 : 0;
    }
    boolean isAscii = !shape.hasUnicode();
    boolean isProse = (words >= 3 || shape.unspaced() >= UNSPACED_PROSE) && letters * 2 > length;
    boolean isSentence =
        isProse
            && (shape.unspaced() >= UNSPACED_PROSE
                || words >= MANY_WORDS
                || (words >= (shape.upper() > 0 || isAscii ? 4 : 5) && lowerWords * 2 > words)
                || (lowerWords > 0 && ENDS.indexOf(text.charAt(length - 1)) >= 0));
    int bits = 0;
    bits |= bit(Shape.DIGITS, length > 0 && digits == length);
    bits |= bit(Shape.HEX, length > 7 && digits > 0 && digits + shape.hexLetters() == length);
    bits |= bit(Shape.LETTERS, length > 0 && letters == length);
    bits |= bit(Shape.HAS_SPACE, words > 1);
    bits |=
        bit(Shape.WORDS, letters > 0 && words <= FEW_WORDS && letters + shape.joints() == length);
    bits |= bit(Shape.PROSE, isProse);
    bits |= bit(Shape.SENTENCE, isSentence);
    bits |= bit(Shape.NON_ASCII, !isAscii);
    bits |= bit(Shape.BLANK, words == 0 || MissingValue.isOne(text));
    return bits;
  }

  /** How many words there are, or how many that begin with a small letter. */
  private static int words(String text, boolean lowerOnly) {
    int words = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isGap = ValueShape.isGap(c);
      words += !isGap && !inWord && (!lowerOnly || isLowerLetter(c)) ? 1 : 0;
      inWord = !isGap;
    }
    return words;
  }

  private static boolean isLowerLetter(char c) {
    return c < 128 ? c >= 'a' && c <= 'z' : Character.isLetter(c) && !Character.isUpperCase(c);
  }

  private static int bit(Shape shape, boolean isSet) {
    return isSet ? 1 << shape.index() : 0;
  }

  /** Gathers a value's matches; one a identifier, with the best that was said of it. */
  private static final class Matches implements MatchSink {
    private int[] codes = NONE;
    private int count;
    private int highest = -1;

    void clear() {
      count = 0;
      highest = -1;
    }

    @Override
    public void matched(int identifier, boolean whole, boolean validated) {
      add(identifier, MATCHED | (whole ? WHOLE : 0) | (validated ? VALIDATED : 0));
    }

    @Override
    public void failed(int identifier) {
      add(identifier, 0);
    }

    private void add(int identifier, int flags) {
      int code = identifier << FLAGS | flags;
      // Most come from the lowest; only one that stood there already has to be looked for.
      for (int i = 0; identifier <= highest && i < count; i++) {
        if (codes[i] >> FLAGS == identifier) {
          codes[i] |= code;
          return;
        }
      }
      highest = Math.max(highest, identifier);
      if (count == codes.length) {
        codes = Arrays.copyOf(codes, Math.max(FIRST_CODES, count * 2));
      }
      codes[count++] = code;
    }

    /** The bit of the form, as the first that asks for it means it; 0 where none does. */
    long form(ValueIdentifiers identifiers, String text) {
      for (int i = 0; i < count; i++) {
        int identifier = codes[i] >> FLAGS;
        if ((codes[i] & MATCHED) != 0 && identifiers.asksForForm(identifier)) {
          return identifiers.formBit(identifier, text);
        }
      }
      return 0;
    }

    boolean areAll(int[] others) {
      return Arrays.equals(codes, 0, count, others, 0, others.length);
    }

    int[] distinct() {
      return Arrays.copyOf(codes, count);
    }
  }
}
