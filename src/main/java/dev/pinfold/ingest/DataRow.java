// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.util.List;
import java.util.Set;

/**
 * Tells a first row that is data already from a header. Taken for names, its cells would stand
 * readable in schemas and catalogs.
 */
final class DataRow {
  private static final Set<String> CHANNELS =
      Set.of(
          "PUSH",
          "GCM",
          "APNS",
          "APNS_SANDBOX",
          "APNS_VOIP",
          "APNS_VOIP_SANDBOX",
          "ADM",
          "SMS",
          "VOICE",
          "EMAIL",
          "BAIDU",
          "CUSTOM",
          "IN_APP");

  /** A number of so many digits is a phone's or an ID, and no year. */
  private static final int DIGITS = 7;

  private static final int UUID_LENGTH = 36;

  private DataRow() {}

  /** Whether no cell is a name that Pinpoint knows, and one is surely a value. */
  static boolean is(List<String> cells) {
    return cells.stream().noneMatch(CsvHeader::isKnown)
        && cells.stream().map(String::strip).anyMatch(DataRow::isValue);
  }

  private static boolean isValue(String cell) {
    return CHANNELS.contains(cell) || isAddress(cell) || isNumber(cell) || isUuid(cell);
  }

  private static boolean isAddress(String cell) {
    int at = cell.indexOf('@');
    return at > 0 && cell.indexOf('.', at) > at + 1;
  }

  private static boolean isNumber(String cell) {
    return cell.codePoints().noneMatch(Character::isLetter)
        && cell.codePoints().filter(Character::isDigit).count() >= DIGITS;
  }

  private static boolean isUuid(String cell) {
    return cell.length() == UUID_LENGTH
        && cell.charAt(8) == '-'
        && cell.charAt(13) == '-'
        && cell.charAt(18) == '-'
        && cell.charAt(23) == '-';
  }
}
