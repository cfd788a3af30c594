// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.catalog.Dataset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the records of a file are written. */
public enum FileFormat {
  /** Objects in lines, one or more a line. */
  JSON,
  /** Rows with a header, imports only: Pinpoint's own names are known in any case. */
  CSV,
  /** Any table: names are as they stand. */
  PLAIN_CSV,
  /** Documents as the AWS CLI prints them. */
  CONFIGURATION_JSON;

  private static final List<String> JSON_ENDINGS = List.of("json", "ndjson", "jsonl");
  private static final List<String> COMPRESSION_ENDINGS =
      List.of("gz", "gzip", "zst", "zstd", "bz2");

  /** What dataset and file name say; empty where only the content can tell. */
  public static Optional<FileFormat> of(Dataset dataset, String fileName) {
    if (dataset == Dataset.CONFIGURATION) {
      return Optional.of(CONFIGURATION_JSON);
    }
    if (dataset != Dataset.IMPORTS) {
      return Optional.of(JSON);
    }
    String name = fileName.toLowerCase(Locale.ROOT);
    String ending = ending(name);
    if (COMPRESSION_ENDINGS.contains(ending)) {
      ending = ending(name.substring(0, name.length() - ending.length() - 1));
    }
    if (ending.equals("csv")) {
      return Optional.of(CSV);
    }
    return JSON_ENDINGS.contains(ending) ? Optional.of(JSON) : Optional.empty();
  }

  /** What the first bytes, decompressed, say of an import: JSON begins with a bracket. */
  public static FileFormat peek(byte[] head) {
    int at = startsWithByteOrderMark(head) ? 3 : 0;
    while (at < head.length && (head[at] == ' ' || (head[at] >= '\t' && head[at] <= '\r'))) {
      at++;
    }
    return at < head.length && (head[at] == '{' || head[at] == '[') ? JSON : CSV;
  }

  private static boolean startsWithByteOrderMark(byte[] head) {
    return head.length >= 3
        && head[0] == (byte) 0xef
        && head[1] == (byte) 0xbb
        && head[2] == (byte) 0xbf;
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1);
  }
}
