// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

/** How the spellings of one value of a type are brought to one before it is tokenized. */
public enum Normalization {
  /**
   * As it is written, but for white space around it: secrets, tokens and IDs whose case matters.
   */
  EXACT,
  /** Words: white space is one space, case does not matter. */
  TEXT,
  /**
   * Numbers and codes that people write with separators and in either case. Letters and digits
   * stay, and so does what carries meaning: a plus sign (the century in Finnish and Swedish
   * numbers) and an ampersand (in Mexican companies' names).
   */
  NUMBER,
  /** Hexadecimal digits in either case, with or without separators. */
  HEXADECIMAL,
  /** The address alone, in lower case, with the domain in ASCII. */
  EMAIL,
  /** E.164. */
  PHONE,
  /** The address as Java writes it. */
  IP_ADDRESS
}
