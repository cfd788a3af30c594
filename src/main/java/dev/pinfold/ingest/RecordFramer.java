// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.Closeable;
import java.io.IOException;

/**
 * Cuts bytes into records without parsing them: finds where each top-level object begins and ends.
 * In lines, a newline always ends a record, and a line may hold any number of them with nothing or
 * white space between; in documents a newline is white space. What is no object comes out as {@link
 * Frame#BAD}, each byte that is not white space once. Memory is bounded by {@code
 * maximumRecordBytes} and a constant factor, whatever the file. Not thread-safe.
 *
 * <p>A caller that finds a frame unfit calls {@link #reject(String)}; framing then goes on inside
 * it where another record begins.
 */
final class RecordFramer implements Closeable {
  enum Frame {
    /** A balanced object: {@link #buffer()}, {@link #offset()}, {@link #length()}. */
    OBJECT,
    /** Bytes that are no record: {@link #bad()}. */
    BAD,
    END
  }

  /** Of what follows a broken record in a damaged file. */
  static final String SUSPECT =
      "the compressed file is damaged, and this follows its first broken record";

  /** What stands before the place where the next frame begins. */
  private enum Before {
    /** A good record, a closed value, a line's beginning, or a place that recovery chose. */
    SOUND,
    /** Bytes that are no record, of which the next may be a part. */
    BROKEN
  }

  private final ByteWindow window;
  private final int maximum;
  private final boolean lines;
  private final FrameGap gap;
  private final DamageCheck damage;
  private final RecordRecovery recovery;
  private final ValueScan scan;
  private final StrayText stray;

  /** Tried on an object first; what it takes in needs no scan. */
  private ObjectWalk walk = ObjectWalk.NONE;

  private boolean isTakenIn;
  private int frameLength;
  private boolean frameIsObject;
  private boolean damageReported;
  private QuarantinedRecord bad;
  private Before before = Before.SOUND;
  private byte lastBad;

  /** Whether nothing more is believed, since the compressed file is damaged. */
  private boolean suspect;

  private RecordFramer(
      ByteWindow window, boolean lines, ReadLimits limits, long start, long end, DamageCheck damage)
      throws IOException {
    this.window = window;
    this.maximum = limits.maximumRecordBytes();
    this.lines = lines;
    this.damage = damage;
    this.recovery = new RecordRecovery(window, maximum, lines);
    this.scan = new ValueScan(window, maximum, lines, recovery);
    this.stray = new StrayText(window, maximum, lines, recovery);
    this.gap = new FrameGap(window, lines, start, end);
  }

  /** Frames a file of documents. */
  static RecordFramer documents(ByteWindow window, ReadLimits limits, DamageCheck damage)
      throws IOException {
    return new RecordFramer(window, /* lines= */ false, limits, 0, Long.MAX_VALUE, damage);
  }

  /** Frames a whole file in lines, or of records that its beginning shows to be pretty-printed. */
  static RecordFramer of(ByteWindow window, ReadLimits limits, DamageCheck damage)
      throws IOException {
    window.need(PrettyPrint.HEAD_BYTES);
    int head = Math.min(window.size(), PrettyPrint.HEAD_BYTES);
    boolean isPretty = PrettyPrint.begins(window.bytes, window.begin, window.begin + head);
    return new RecordFramer(window, !isPretty, limits, 0, Long.MAX_VALUE, damage);
  }

  /**
   * Frames the lines that begin in a range of a plain file.
   *
   * @param window stands at the file's first byte, or at {@code start - 1} for a later start
   * @param start the range's first byte
   * @param end the byte behind the range
   */
  static RecordFramer lines(ByteWindow window, ReadLimits limits, long start, long end)
      throws IOException {
    return new RecordFramer(window, /* lines= */ true, limits, start, end, DamageCheck.NONE);
  }

  /** Whether a newline ends a record. */
  boolean isInLines() {
    return lines;
  }

  /** Lets a walk take objects in before they are scanned. */
  void letTakeIn(ObjectWalk objectWalk) {
    walk = objectWalk;
  }

  /** Whether the walk took the present object in. */
  boolean isTakenIn() {
    return isTakenIn;
  }

  byte[] buffer() {
    return window.bytes;
  }

  int offset() {
    return window.begin;
  }

  int length() {
    return frameLength;
  }

  /** Where the frame begins in the decompressed file. */
  long position() {
    return window.position;
  }

  /** Whether the frame holds a byte above 7F. */
  boolean hasNonAscii() {
    return scan.hasNonAscii();
  }

  /** Whether a string of the frame holds a backslash. */
  boolean hasEscapes() {
    return scan.hasEscapes();
  }

  QuarantinedRecord bad() {
    return bad;
  }

  Frame next() throws IOException {
    if (frameIsObject) {
      recovery.learn(frameLength);
      before = Before.SOUND;
    }
    boolean more = gap.pass(frameLength);
    frameLength = 0;
    frameIsObject = false;
    isTakenIn = false;
    if (gap.metNewline()) {
      recovery.atNewLine();
      before = Before.SOUND;
    }
    if (!more) {
      return atEnd();
    }
    Frame frame = suspect ? suspectText() : frame();
    if (frame == Frame.BAD && !damageReported) {
      suspect = suspect || damage.makesSuspect(window.position + frameLength);
    }
    return frame;
  }

  private Frame frame() throws IOException {
    byte first = window.bytes[window.begin];
    if (first == '{' && mayBegin()) {
      return takesIn() ? Frame.OBJECT : container(true);
    }
    if (before == Before.BROKEN || first == '{') {
      return text(first);
    }
    return first == '[' ? container(false) : text(first);
  }

  /**
   * Whether the walk takes in the object that begins here, which then is the present frame. What
   * follows an indented one has to be looked at, which may move the bytes.
   */
  private boolean takesIn() throws IOException {
    if (lines && gap.isIndented()) {
      return false;
    }
    int length = walkLength();
    while (length == ObjectWalk.UNFINISHED) {
      int had = window.size();
      window.need(Math.min(maximum, 2 * had));
      length = window.size() > had ? walkLength() : ObjectWalk.UNSURE;
    }
    if (length < 0) {
      return false;
    }
    frameLength = length;
    frameIsObject = true;
    isTakenIn = true;
    return true;
  }

  private int walkLength() {
    int end = (int) Math.min(window.end, (long) window.begin + maximum);
    return walk.length(window.bytes, window.begin, end);
  }

  /** Behind what is no record, an opening may be that of a part of one. */
  private boolean mayBegin() throws IOException {
    return before == Before.SOUND
        || recovery.begins(0, lastBad, gap.isAtNewline() ? (byte) '\n' : lastBad);
  }

  /**
   * Takes the present object back: it goes to quarantine, up to where another record begins in it.
   */
  QuarantinedRecord reject(String reason) throws IOException {
    int resume = recovery.find(frameLength, true);
    frameIsObject = false;
    // It was closed, so that what follows it is no part of it.
    setBad(resume < 0 ? frameLength : resume, reason, Before.SOUND);
    suspect = suspect || damage.makesSuspect(window.position + frameLength);
    return bad;
  }

  private Frame atEnd() {
    if (window.damage() != null && !damageReported) {
      return damaged(0);
    }
    return Frame.END;
  }

  private Frame damaged(int length) {
    damageReported = true;
    return setBad(length, Fault.DAMAGED_COMPRESSION.reason(window.damage()), Before.BROKEN);
  }

  private Frame setBad(int length, String reason, Before next) {
    frameLength = length;
    int kept = Math.min(length, maximum);
    while (kept > 0 && kept == length && FrameGap.isBlank(window.bytes[window.begin + kept - 1])) {
      kept--;
      length--;
    }
    lastBad = kept == 0 ? 0 : window.bytes[window.begin + kept - 1];
    before = next;
    bad = new QuarantinedRecord(window.position, reason, window.copy(0, kept));
    return Frame.BAD;
  }

  private Frame container(boolean object) throws IOException {
    scan.begin();
    ValueScan.Result result = scan.run();
    int scanned = scan.scanned();
    if (result == ValueScan.Result.CLOSED) {
      if (object && lines && gap.isIndented() && stray.continuesBehind(scanned)) {
        return text((byte) '{');
      }
      frameLength = scanned;
      frameIsObject = object;
      if (object) {
        return Frame.OBJECT;
      }
      int resume = recovery.find(scanned, false);
      return resume < 0
          ? setBad(scanned, Fault.NOT_AN_OBJECT.reason(), Before.SOUND)
          : setBad(resume, Fault.TRUNCATED_JSON.reason(), Before.SOUND);
    }
    int resume =
        result == ValueScan.Result.CUT
            ? scan.cutAt()
            : recovery.find(scanned, object && result == ValueScan.Result.OPEN);
    if (resume >= 0) {
      return setBad(
          resume,
          Fault.TRUNCATED_JSON.reason("cut off, and another record follows it"),
          Before.SOUND);
    }
    if (result == ValueScan.Result.TOO_LARGE) {
      return tooLarge();
    }
    boolean atEnd = scanned == window.size();
    if (atEnd && window.damage() != null) {
      return damaged(scanned);
    }
    return setBad(scanned, Fault.TRUNCATED_JSON.reason(), Before.BROKEN);
  }

  /** Keeps the beginning of a record above the limit and passes over the rest of it. */
  private Frame tooLarge() throws IOException {
    QuarantinedRecord beginning =
        new QuarantinedRecord(
            window.position,
            Fault.RECORD_TOO_LARGE.reason(),
            window.copy(0, Math.min(maximum, window.size())));
    while (scan.skipOn() == ValueScan.Result.TOO_LARGE) {
      // The rest is passed over.
    }
    frameLength = scan.scanned();
    before = Before.SOUND;
    bad = beginning;
    return Frame.BAD;
  }

  private Frame text(byte first) throws IOException {
    if (first == '"' && before == Before.SOUND) {
      stray.string();
    } else {
      stray.any();
    }
    if (stray.isDamaged()) {
      return damaged(stray.length());
    }
    return setBad(
        stray.length(),
        stray.reason(),
        stray.endsWhereRecordBegins() ? Before.SOUND : Before.BROKEN);
  }

  /** A line of a damaged file. */
  private Frame suspectText() throws IOException {
    int at = 1;
    while (at < maximum && window.need(at + 1) && window.bytes[window.begin + at] != '\n') {
      at++;
    }
    if (at == window.size() && !window.fill() && window.damage() != null) {
      return damaged(at);
    }
    return setBad(at, Fault.DAMAGED_COMPRESSION.reason(SUSPECT), Before.BROKEN);
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
