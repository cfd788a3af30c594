// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.PersonalDataType;
import java.util.BitSet;
import java.util.List;

/**
 * The data identifiers, compiled for looking at values: one look over a value's characters picks
 * the few identifiers that could match, and only those run. Immutable and serializable;
 * thread-safe.
 */
public interface ValueIdentifiers extends java.io.Serializable {
  /** The identifiers' IDs; a match names one by its index here. */
  List<String> ids();

  /** The type that the identifier at this index stands for. */
  PersonalDataType type(int identifier);

  /**
   * Looks at one value.
   *
   * @param region ISO 3166-1 alpha-2 code that bare phone numbers are read in, or null if unknown
   * @param sink gets each match; called zero or more times
   */
  void match(String value, String region, MatchSink sink);

  /**
   * Looks at one value with some identifiers only.
   *
   * @param passedOver indexes of the identifiers that need not look; must not change any more
   */
  default void match(String value, String region, BitSet passedOver, MatchSink sink) {
    match(value, region, sink);
  }

  /**
   * Looks at one value whose characters were looked at already.
   *
   * @param shape of the value without the white space around it
   * @param passedOver indexes of the identifiers that need not look; must not change any more
   */
  default void match(ValueShape shape, String region, BitSet passedOver, MatchSink sink) {
    match(shape.text(), region, passedOver, sink);
  }

  /**
   * Whether the matches of a value could be others in another region.
   *
   * @param digits how many it has, of any script
   */
  default boolean dependsOnRegion(int digits) {
    return true;
  }

  /** Whether the forms of an identifier's matches are counted, so that templates are told. */
  default boolean asksForForm(int identifier) {
    return false;
  }

  /** The bit of a matching value's form, as an identifier that asks for it means it. */
  default long formBit(int identifier, String text) {
    return ValueForm.bit(text);
  }

  /**
   * The personal spans in a text, left to right, not overlapping; the longest and surest wins where
   * several start. Includes names near cue words.
   */
  List<Span> spans(String text, String region);

  /** Receives the matches of one value. */
  interface MatchSink {
    /**
     * @param identifier index into {@link #ids()}
     * @param whole whether the identifier matched the value from end to end (else a span in it)
     * @param validated whether a checksum or other validator confirmed it
     */
    void matched(int identifier, boolean whole, boolean validated);

    /**
     * The value, or a part of it, has the form of an identifier with a checksum, and does not pass.
     * How many don't tells whether those that do pass by chance.
     *
     * @param identifier index into {@link #ids()}
     */
    default void failed(int identifier) {}
  }

  /**
   * A personal part of a text.
   *
   * @param start first character
   * @param end one past the last character
   */
  record Span(int start, int end, int identifier, PersonalDataType type) {}
}
