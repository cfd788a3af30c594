// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.factory.DefaultValuesWriterFactory;
import org.apache.parquet.column.values.factory.ValuesWriterFactory;
import org.apache.parquet.column.values.fallback.FallbackValuesWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Parquet's own writers of the same values are what is compared with. */
class ColumnValuesTest {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message row {
            optional binary text (UTF8);
            optional binary plain (UTF8);
            optional fixed_len_byte_array(16) fixed;
            optional int64 number;
            optional boolean yes;
          }
          """);

  private static ParquetProperties properties(
      ValuesWriterFactory factory, WriterVersion version, int dictionaryBytes) {
    return ParquetProperties.builder()
        .withWriterVersion(version)
        .withDictionaryPageSize(dictionaryBytes)
        .withDictionaryEncoding("plain", false)
        .withValuesWriterFactory(factory)
        .build();
  }

  private static ColumnDescriptor column(String name) {
    return SCHEMA.getColumnDescription(new String[] {name});
  }

  /** Some come again, and some are all but alike. */
  private static final class RandomValues {
    private final Random random;
    private final byte[] used = new byte[100];

    RandomValues(Random random) {
      this.random = random;
    }

    private String text(int distinct) {
      int which = random.nextInt(distinct);
      return switch (which % 4) {
        case 0 -> "a" + which;
        case 1 -> "a long text that differs " + which + " in its middle and nowhere else";
        case 2 -> "é".repeat(which % 40) + which / 40;
        default -> which < 10 ? "" : " ".repeat(8) + which;
      };
    }

    /** As whoever writes may give them. */
    Binary next(int distinct) {
      byte[] value = text(distinct).getBytes(StandardCharsets.UTF_8);
      Arrays.fill(used, (byte) random.nextInt());
      System.arraycopy(value, 0, used, 1, value.length);
      return switch (random.nextInt(4)) {
        case 0 -> Binary.fromReusedByteArray(used, 1, value.length);
        case 1 -> Binary.fromConstantByteArray(used.clone(), 1, value.length);
        case 2 -> Binary.fromString(new String(value, StandardCharsets.UTF_8));
        default -> Binary.fromConstantByteArray(value);
      };
    }
  }

  private static String hex(BytesInput bytes) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    bytes.writeAllTo(all);
    return HexFormat.of().formatHex(all.toByteArray());
  }

  /** Pages of several row groups, and all else that a writer tells. */
  private static List<String> written(ValuesWriter writer, long seed) throws IOException {
    Random random = new Random(seed);
    RandomValues values = new RandomValues(random);
    List<String> told = new ArrayList<>();
    for (int group = 0; group < 10; group++) {
      int distinct = 1 << random.nextInt(20);
      for (int page = random.nextInt(6); page > 0; page--) {
        for (int i = random.nextInt(1_000); i > 0; i--) {
          writer.writeBytes(values.next(distinct));
        }
        told.add(writer.getBufferedSize() + " " + writer.getAllocatedSize());
        told.add(hex(writer.getBytes()));
        told.add(writer.getEncoding().toString());
        writer.reset();
      }
      DictionaryPage dictionary = writer.toDictPageAndClose();
      if (dictionary != null) {
        told.add(dictionary.getEncoding() + " " + dictionary.getDictionarySize());
        told.add(hex(dictionary.getBytes()));
      }
      writer.resetDictionary();
      writer.reset();
    }
    writer.close();
    return told;
  }

  @ParameterizedTest
  @CsvSource({
    "PARQUET_1_0, 1048576",
    "PARQUET_1_0, 3000",
    "PARQUET_1_0, 100",
    "PARQUET_2_0, 1048576",
    "PARQUET_2_0, 3000",
    "PARQUET_2_0, 100"
  })
  void write_randomTexts_makesThePagesThatParquetMakes(WriterVersion version, int dictionaryBytes)
      throws IOException {
    List<String> encodings = new ArrayList<>();
    for (long seed = 0; seed < 10; seed++) {
      List<String> own =
          written(
              properties(new ColumnValues(), version, dictionaryBytes)
                  .newValuesWriter(column("text")),
              seed);
      assertThat(own)
          .isEqualTo(
              written(
                  properties(new DefaultValuesWriterFactory(), version, dictionaryBytes)
                      .newValuesWriter(column("text")),
                  seed));
      encodings.addAll(own);
    }
    // Pages of numbers are made, and what takes their place.
    if (version == WriterVersion.PARQUET_1_0) {
      assertThat(encodings).contains("PLAIN_DICTIONARY", "PLAIN");
    } else {
      assertThat(encodings).contains("RLE_DICTIONARY", "DELTA_BYTE_ARRAY");
    }
  }

  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  void newValuesWriter_ofAColumnWithADictionaryOfTexts_hasOurs(WriterVersion version) {
    ParquetProperties own = properties(new ColumnValues(), version, 100);
    assertThat(own.newValuesWriter(column("text")))
        .isInstanceOfSatisfying(
            FallbackValuesWriter.class,
            writer -> assertThat(writer.initialWriter).isInstanceOf(BytesDictionaryWriter.class));
  }

  @ParameterizedTest
  @EnumSource(WriterVersion.class)
  void newValuesWriter_ofOtherColumns_isParquetsOwn(WriterVersion version) {
    ParquetProperties own = properties(new ColumnValues(), version, 100);
    ParquetProperties usual = properties(new DefaultValuesWriterFactory(), version, 100);
    for (String name : List.of("plain", "fixed", "number", "yes")) {
      ValuesWriter writer = own.newValuesWriter(column(name));
      ValuesWriter expected = usual.newValuesWriter(column(name));
      assertThat(writer).hasSameClassAs(expected);
      if (writer instanceof FallbackValuesWriter<?, ?> either) {
        assertThat(either.initialWriter)
            .hasSameClassAs(((FallbackValuesWriter<?, ?>) expected).initialWriter);
      }
    }
  }

  @Test
  void write_textsAllDistinct_fallsBack_whereParquetDoes() throws IOException {
    List<String> told = new ArrayList<>();
    for (ValuesWriterFactory factory :
        List.of(new ColumnValues(), new DefaultValuesWriterFactory())) {
      ValuesWriter writer =
          properties(factory, WriterVersion.PARQUET_1_0, 1_000).newValuesWriter(column("text"));
      StringBuilder sizes = new StringBuilder();
      for (int i = 0; i < 200; i++) {
        writer.writeBytes(Binary.fromString("text " + i));
        sizes.append(writer.getAllocatedSize()).append(' ');
      }
      told.add(sizes + writer.getEncoding().toString() + " " + hex(writer.getBytes()));
      writer.close();
    }
    assertThat(told.get(0)).isEqualTo(told.get(1)).contains("PLAIN ");
  }
}
