// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

/** A file that cannot be opened, as a reader: one entry for quarantine and the end. */
final class UnreadableFile implements RecordReader {
  private final JsonTape tape = new JsonTape();
  private boolean told;

  @Override
  public Outcome next() {
    Outcome outcome = told ? Outcome.END : Outcome.QUARANTINED;
    told = true;
    return outcome;
  }

  @Override
  public JsonTape tape() {
    return tape;
  }

  @Override
  public long position() {
    return 0;
  }

  @Override
  public QuarantinedRecord quarantined() {
    return new QuarantinedRecord(0, Fault.UNREADABLE_FILE.reason(), new byte[0]);
  }

  @Override
  public boolean isUnopened() {
    return true;
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
