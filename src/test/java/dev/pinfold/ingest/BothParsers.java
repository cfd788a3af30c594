// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Dataset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A record as the two ways of reading take it in. */
public final class BothParsers {
  private BothParsers() {}

  /** By the walk over sound records. */
  public static JsonTape walked(String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    JsonTape tape = new JsonTape();
    int length =
        new SoundRecordParser(ReadLimits.defaults(), true, tape).length(bytes, 0, bytes.length);
    assertThat(length).isEqualTo(bytes.length);
    return tape;
  }

  /** By the parser of all records. */
  public static JsonTape strictly(String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    JsonTape tape = new JsonTape();
    try {
      new JsonTapeParser(Dataset.EVENTS, ReadLimits.defaults(), false)
          .parse(bytes, 0, bytes.length, true, true, tape);
    } catch (RejectedRecordException e) {
      throw new AssertionError("a record of the test is bad", e);
    }
    return tape;
  }

  /** Events of the sample that are in order, a record each. */
  public static List<String> sampleEvents() {
    return new String(Reading.sample("events.ndjson"), StandardCharsets.UTF_8)
        .lines()
        .filter(BothParsers::isWalked)
        .toList();
  }

  private static boolean isWalked(String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    return new SoundRecordParser(ReadLimits.defaults(), true, new JsonTape())
            .length(bytes, 0, bytes.length)
        > 0;
  }
}
