// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.Classification;
import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.DataCategory;
import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.classify.identify.IdentifierFiles;
import dev.pinfold.ingest.JsonTape.Kind;
import dev.pinfold.ingest.PinpointFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CoordinatePairsTest {
  private static final List<DataIdentifier> DECLARED = IdentifierFiles.loadBuiltIn();
  private static final ValueIdentifiers COMPILED = CompiledIdentifiers.of(DECLARED);
  private static final Classifier CLASSIFIER =
      new Classifier(DECLARED, PinpointFormat.shipped(), path -> Optional.empty());
  private static final int ROWS = 100;

  private static final IntToDoubleFunction NORTH = i -> 47.312345 + 0.0761931 * i;
  private static final IntToDoubleFunction EAST = i -> 6.112347 + 0.0812347 * i;

  private static final ColumnPath ONE = ColumnPath.of("table", "c1");
  private static final ColumnPath OTHER = ColumnPath.of("table", "c2");

  private final Map<ColumnPath, IntFunction<String>> columns = new LinkedHashMap<>();

  private void add(ColumnPath path, String form, IntToDoubleFunction value) {
    columns.put(path, i -> String.format(Locale.ROOT, form, value.applyAsDouble(i)));
  }

  private Map<ColumnPath, Classification> classified() {
    RecordProfiler profiler = new RecordProfiler(COMPILED, new PersonalKeys(DECLARED, COMPILED));
    for (int i = 0; i < ROWS; i++) {
      profiler.addRow("table");
      for (Map.Entry<ColumnPath, IntFunction<String>> column : columns.entrySet()) {
        profiler.addValue(column.getKey(), Kind.NUMBER, column.getValue().apply(i), "t", i);
      }
    }
    return CLASSIFIER.classifyAll(new ColumnProfiles(profiler.snapshot()));
  }

  @Test
  void classifyAll_decimalsBesideLatitudes_areLongitudes() {
    add(ONE, "%.6f", NORTH);
    add(OTHER, "%.6f", EAST);
    Classification other = classified().get(OTHER);
    assertThat(classified().get(ONE).type().name()).isEqualTo("LATITUDE");
    assertThat(other.type().name()).isEqualTo("LONGITUDE");
    assertThat(other.categories()).contains(DataCategory.USER_AND_ENDPOINT);
    assertThat(other.evidence().summary()).contains("beside");
  }

  @Test
  void classifyAll_theSameDecimalsAlone_areNothing() {
    add(ONE, "%.6f", EAST);
    assertThat(classified().get(ONE).type().isPersonal()).isFalse();
  }

  @Test
  void classifyAll_coarseDecimalsBesideLatitudes_areNothing() {
    add(ONE, "%.6f", NORTH);
    add(OTHER, "%.2f", EAST);
    assertThat(classified().get(OTHER).type().isPersonal()).isFalse();
  }

  @Test
  void classifyAll_twoColumnsThatCouldBeTheOtherHalf_neitherIs() {
    add(ONE, "%.6f", NORTH);
    add(OTHER, "%.6f", EAST);
    ColumnPath third = ColumnPath.of("table", "c3");
    add(third, "%.6f", i -> 3.345671 + 0.0512341 * i);
    assertThat(classified().get(OTHER).type().isPersonal()).isFalse();
    assertThat(classified().get(third).type().isPersonal()).isFalse();
  }

  @Test
  void classifyAll_longitudesStandBesideAlready_noOtherColumnIsOne() {
    add(ONE, "%.6f", NORTH);
    add(OTHER, "%.6f", EAST);
    ColumnPath named = ColumnPath.of("table", "longitude");
    add(named, "%.6f", i -> 100.345671 + 0.0512341 * i);
    assertThat(classified().get(named).type().name()).isEqualTo("LONGITUDE");
    assertThat(classified().get(OTHER).type().isPersonal()).isFalse();
  }

  @Test
  void classifyAll_columnOfAnotherObject_isNoOtherHalf() {
    add(ONE, "%.6f", NORTH);
    ColumnPath elsewhere = ColumnPath.of("table", "sensor", "c2");
    add(elsewhere, "%.6f", EAST);
    assertThat(classified().get(elsewhere).type().isPersonal()).isFalse();
  }

  @Test
  void classifyAll_measuresLikeLatitudesAlone_areNothing() {
    add(ColumnPath.of("table", "cpu_load"), "%.6f", NORTH);
    add(ColumnPath.of("table", "open_rate"), "%.2f", EAST);
    Classification load = classified().get(ColumnPath.of("table", "cpu_load"));
    assertThat(load.type().isPersonal()).isFalse();
    assertThat(load.categories()).doesNotContain(DataCategory.USER_AND_ENDPOINT);
    assertThat(load.evidence().summary()).contains("nothing beside");
  }

  @Test
  void classifyAll_moreMeasuresLikeLatitudesThanOtherHalves_areNothing() {
    add(ONE, "%.6f", NORTH);
    add(OTHER, "%.6f", i -> 31.345671 + 0.1212341 * i);
    ColumnPath third = ColumnPath.of("table", "c3");
    add(third, "%.6f", EAST);
    assertThat(classified().values()).noneMatch(column -> column.type().isPersonal());
  }

  @Test
  void classifyAll_namedLatitudesAlone_stayWhatTheirNameSays() {
    ColumnPath named = ColumnPath.of("table", "latitude");
    add(named, "%.6f", NORTH);
    assertThat(classified().get(named).type().name()).isEqualTo("LATITUDE");
  }
}
