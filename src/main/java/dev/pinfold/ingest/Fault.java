// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

/** Why bytes are no record; the code that a quarantine reason begins with. */
enum Fault {
  TRUNCATED_JSON("the object is still open where the line, or the text, ends"),
  INVALID_JSON("the text breaks the rules of JSON"),
  NOT_AN_OBJECT("a JSON value that is no object"),
  INVALID_UTF8("the bytes are not UTF-8"),
  VALUE_TOO_LARGE("a value, number or name is longer than maximumValueBytes"),
  RECORD_TOO_LARGE("the record is longer than maximumRecordBytes; its beginning is kept"),
  TOO_DEEP("the nesting is deeper than maximumDepth"),
  DUPLICATE_KEY("an object holds the same key twice"),
  DAMAGED_COMPRESSION("the compressed file is damaged here"),
  CELL_COUNT("the row has another number of cells than the header"),
  NO_HEADER("the file's first row is data already; the names of the columns are missing"),
  UNCLOSED_QUOTE("a quoted cell does not end in a quote before a comma or the line's end"),
  UNREADABLE_FILE("the file cannot be opened"),
  INNER_JSON("a string that begins like a JSON object does not parse");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  /** The reason in its usual words. */
  String reason() {
    return reason(words);
  }

  /** The reason in these words, which must not quote data. */
  String reason(String insteadWords) {
    return name() + ": " + insteadWords;
  }
}
