// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.pinfold.catalog.Dataset;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CompressionTest {
  private static final byte[] PLAIN =
      "{\"t\":1,\"s\":\"jazz\"}{\"t\":2}\n{\"t\":3}\n{\"t\":4,\"s\":\"hiking\"}\n"
          .getBytes(StandardCharsets.UTF_8);
  private static final List<String> RECORDS = Reading.lines(PLAIN).records();

  static Stream<Arguments> compressed() {
    return Stream.of(
        Arguments.of("gzip", Reading.gzip(PLAIN)),
        Arguments.of("zstd", Zstd.compress(PLAIN)),
        Arguments.of("bzip2", bzip2(PLAIN)));
  }

  private static byte[] bzip2(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new AssertionError("bzip2 failed", e);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("compressed")
  void open_twoMembersOneBehindTheOther_readsBoth(String name, byte[] bytes) {
    assertThat(Compression.isCompressed(Arrays.copyOf(bytes, Compression.HEAD_BYTES))).isTrue();
    Reading reading = Reading.lines(Reading.join(bytes, bytes));
    assertThat(reading.records())
        .isEqualTo(Stream.concat(RECORDS.stream(), RECORDS.stream()).toList());
    assertThat(reading.quarantined()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("compressed")
  void open_cutAtEveryLength_keepsWhatCameBeforeAndSaysSoOnce(String name, byte[] bytes) {
    for (int length = Compression.HEAD_BYTES; length < bytes.length; length++) {
      Reading reading = Reading.lines(Arrays.copyOf(bytes, length));
      List<String> kept = reading.records();
      assertThat(kept).isEqualTo(RECORDS.subList(0, kept.size()));
      assertThat(reading.codes()).as("cut at %d", length).containsExactly("DAMAGED_COMPRESSION");
      Reading.Entry damage = reading.quarantined().get(0);
      int end = (int) damage.position() + damage.raw().length;
      assertThat(damage.raw()).isEqualTo(Arrays.copyOfRange(PLAIN, (int) damage.position(), end));
    }
  }

  @Test
  void open_gzipCutInItsChecksum_keepsAllRecords() {
    byte[] bytes = Reading.gzip(PLAIN);
    Reading reading = Reading.lines(Arrays.copyOf(bytes, bytes.length - 3));
    assertThat(reading.records()).isEqualTo(RECORDS);
    assertThat(reading.quarantined().get(0).position()).isEqualTo(PLAIN.length);
  }

  @Test
  void open_gzipCutMidway_keepsNearlyHalfOfTheRecords() {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("{\"t\":").append(random.nextLong()).append("}\n");
    }
    byte[] bytes = Reading.gzip(text.toString().getBytes(StandardCharsets.UTF_8));
    Reading reading = Reading.lines(Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(reading.records().size()).isBetween(9_500, 10_500);
    assertThat(reading.codes()).containsExactly("DAMAGED_COMPRESSION");
  }

  @Test
  void open_gzipWithAWrongChecksum_keepsTheRecordsAndSaysSo() {
    byte[] bytes = Reading.gzip(PLAIN);
    bytes[bytes.length - 6] ^= 1;
    Reading reading = Reading.lines(bytes);
    assertThat(reading.records()).isEqualTo(RECORDS);
    assertThat(reading.quarantined().get(0).text())
        .isEqualTo("DAMAGED_COMPRESSION: gzip: the checksum does not fit the data");
  }

  /** Endpoints that tell by their own number whether they are one of those written. */
  private static String endpoint(int number) {
    return "{\"Id\":\"ep-%d\",\"Address\":\"p%d@example.com\",\"Metrics\":{\"visits\":%d},\"CohortId\":\"%d\"}"
        .formatted(number, number, number, number % 100);
  }

  private static byte[] endpoints(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(endpoint(i)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void open_gzipWithAFlippedByte_makesNoRecordsOfWhatFollowsTheFirstBrokenOne() {
    byte[] plain = endpoints(0, 2000);
    byte[] bytes = Reading.gzip(plain);
    Random random = new Random(23);
    int corrupt = 0;
    for (int round = 0; round < 60; round++) {
      byte[] flipped = bytes.clone();
      flipped[20 + random.nextInt(bytes.length - 40)] ^= (byte) (1 + random.nextInt(255));
      Reading reading = Reading.lines(flipped);
      boolean isBroken = false;
      for (Reading.Entry entry : reading.entries()) {
        isBroken |= entry.outcome() == RecordReader.Outcome.QUARANTINED;
        if (entry.outcome() == RecordReader.Outcome.RECORD) {
          assertThat(isBroken).as("behind a broken record, round %d", round).isFalse();
          assertThat(entry.text()).startsWith("{\"Id\":");
        }
      }
      assertThat(isBroken).isTrue();
      corrupt += reading.quarantined().size() > 1 ? 1 : 0;
    }
    assertThat(corrupt).isPositive();
  }

  @Test
  void open_badRecordInASoundGzip_losesNoneBehindIt() {
    byte[] plain =
        Reading.join(endpoints(0, 5), "{\"Id\":\"bad\n".getBytes(StandardCharsets.UTF_8));
    Reading reading = Reading.lines(Reading.gzip(Reading.join(plain, endpoints(5, 9))));
    assertThat(reading.records()).hasSize(9);
    assertThat(reading.codes()).containsExactly("TRUNCATED_JSON");
  }

  @Test
  void open_corruptMemberBehindASoundOne_costsNothingOfTheSoundOne() {
    byte[] plain =
        Reading.join(endpoints(0, 5), "{\"Id\":\"bad\n".getBytes(StandardCharsets.UTF_8));
    byte[] sound = Reading.gzip(Reading.join(plain, endpoints(5, 9)));
    byte[] corrupt =
        Reading.gzip("{\"Id\":\"a\"}\nx\n{\"Id\":\"b\"}\n".getBytes(StandardCharsets.UTF_8));
    corrupt[corrupt.length - 6] ^= 1;
    Reading reading = Reading.lines(Reading.join(sound, corrupt));
    assertThat(reading.records()).hasSize(10);
    assertThat(reading.codes())
        .containsExactly(
            "TRUNCATED_JSON", "INVALID_JSON", "DAMAGED_COMPRESSION", "DAMAGED_COMPRESSION");
    assertThat(reading.quarantined().get(2).rawText()).isEqualTo("{\"Id\":\"b\"}");
  }

  @Test
  void open_corruptCsv_believesNoRowBehindTheFirstBrokenOne() {
    byte[] bytes = Reading.gzip("a,b\n1,2\n3\n4,5\n".getBytes(StandardCharsets.UTF_8));
    bytes[bytes.length - 6] ^= 1;
    Reading reading = Reading.of(bytes, Dataset.IMPORTS, FileFormat.CSV, ReadLimits.defaults());
    assertThat(reading.records()).containsExactly("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(reading.codes())
        .containsExactly("CELL_COUNT", "DAMAGED_COMPRESSION", "DAMAGED_COMPRESSION");
  }

  @Test
  void open_gzipWithSomethingBehind_keepsTheRecordsAndSaysSo() {
    Reading reading = Reading.lines(Reading.join(Reading.gzip(PLAIN), new byte[] {'x', 'y'}));
    assertThat(reading.records()).isEqualTo(RECORDS);
    assertThat(reading.codes()).containsExactly("DAMAGED_COMPRESSION");
  }

  @Test
  void open_corruptBytes_neverThrows() {
    Random random = new Random(5);
    List<byte[]> files = List.of(Reading.gzip(PLAIN), Zstd.compress(PLAIN), bzip2(PLAIN));
    for (int round = 0; round < 600; round++) {
      byte[] bytes = files.get(round % 3).clone();
      bytes[4 + random.nextInt(bytes.length - 4)] ^= (byte) (1 << random.nextInt(8));
      Reading reading = Reading.lines(bytes);
      assertThat(reading.records().size() + reading.quarantined().size()).isPositive();
    }
  }

  @Test
  void open_fileSystemFailure_isNotTakenForDamage() {
    byte[] bytes = Reading.gzip(PLAIN);
    InputStream failing =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            int count = super.read(target, offset, Math.min(length, 12));
            if (count < 0 || available() < 20) {
              throw new java.io.UncheckedIOException(new IOException("connection reset"));
            }
            return count;
          }
        };
    assertThatThrownBy(() -> Compression.open(new Checked(failing)).readAllBytes())
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(DamagedInputException.class)
        .hasMessage("connection reset");
  }

  private static final class Checked extends java.io.FilterInputStream {
    Checked(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (java.io.UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }
}
