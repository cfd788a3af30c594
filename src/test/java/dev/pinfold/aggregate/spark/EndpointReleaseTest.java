// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.LocalSession;
import dev.pinfold.aggregate.KpiFile;
import dev.pinfold.aggregate.Kpis;
import dev.pinfold.aggregate.ToldFigures;
import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Somebody who has all three tables of one run tries to tell small groups: the demographics show
 * all endpoints, {@code kpis} the same by the day of their creation, {@code kpi_totals} both
 * together. To the solver a figure is just the sum of the kinds of endpoints in it.
 */
class EndpointReleaseTest {
  private static final int GROUP = 10;
  private static final LocalDate AS_OF = LocalDate.of(2026, 10, 31);

  private static final List<String> DAYS = List.of("2026-10-01", "2026-10-02");

  private static SparkSession spark;
  private static Kpis kpis;

  /** Endpoints that are alike; each is of another user. */
  private record Kind(String day, String region, String country) {

    /** As KPIs name it. */
    String alpha2() {
      return FieldValue.alpha2(country);
    }
  }

  @BeforeAll
  static void open() {
    spark = LocalSession.interpreted();
    Problems problems = new Problems();
    Kpis all = KpiFile.read(YamlFile.read(Path.of("conf/kpis.yaml"), problems));
    problems.throwIfAny();
    kpis =
        new Kpis(
                all.privacy(),
                all.dimensions(),
                all.fields(),
                all.groups(),
                all.definitions().stream()
                    .filter(kpi -> Set.of("new-endpoints", "new-users").contains(kpi.name()))
                    .toList())
            .resolved(types -> Optional.empty());
  }

  @AfterAll
  static void close() {
    spark.stop();
  }

  /**
   * Few Austrians, told by the total of their day once Portugal's endpoints are: those are hidden
   * beside them, all of one day, and the demographics show them.
   */
  private static Map<Kind, Integer> counts() {
    Map<Kind, Integer> counts = new LinkedHashMap<>();
    counts.put(new Kind("2026-10-01", "Wien", "AUT"), 5);
    counts.put(new Kind("2026-10-01", "Porto", "PRT"), 20);
    counts.put(new Kind("2026-10-01", "Berlin", "DEU"), 120);
    counts.put(new Kind("2026-10-01", "Bayern", "DE"), 80);
    counts.put(new Kind("2026-10-01", "Lazio", "ITA"), 150);
    counts.put(new Kind("2026-10-02", "Madrid", "ESP"), 5);
    counts.put(new Kind("2026-10-02", "Paris", "FRA"), 6);
    counts.put(new Kind("2026-10-02", "Berlin", "DEU"), 100);
    counts.put(new Kind("2026-10-02", "Lazio", "ITA"), 120);
    return counts;
  }

  private static Dataset<Row> endpoints(Map<Kind, Integer> counts) {
    StructType location =
        new StructType().add("Country", DataTypes.StringType).add("Region", DataTypes.StringType);
    StructType user = new StructType().add("UserId", DataTypes.StringType);
    StructType schema =
        new StructType()
            .add("Id", DataTypes.StringType)
            .add("EffectiveDate", DataTypes.StringType)
            .add("CreationDate", DataTypes.StringType)
            .add("Location", location)
            .add("User", user)
            .add("_file", DataTypes.StringType)
            .add("_position", DataTypes.LongType);
    List<Row> rows = new ArrayList<>();
    counts.forEach(
        (kind, count) -> {
          for (int n = 0; n < count; n++) {
            rows.add(
                RowFactory.create(
                    "e" + rows.size(),
                    "2026-10-06T00:00:00Z",
                    kind.day() + "T12:00:00Z",
                    RowFactory.create(kind.country(), kind.region()),
                    RowFactory.create("u" + rows.size()),
                    "f",
                    (long) rows.size()));
          }
        });
    return spark.createDataFrame(rows, schema);
  }

  /** Every figure that the tables could show. */
  private static Map<String, Predicate<Kind>> figures() {
    Map<String, Predicate<Kind>> figures = new LinkedHashMap<>();
    Map<String, Predicate<Kind>> buckets = new LinkedHashMap<>();
    buckets.put("total/", kind -> true);
    Map<String, Predicate<Kind>> groups = new LinkedHashMap<>();
    groups.put("/", kind -> true);
    for (Kind any : counts().keySet()) {
      buckets.put("region/" + any.region(), kind -> kind.region().equals(any.region()));
      buckets.put("country/" + any.country(), kind -> kind.country().equals(any.country()));
      groups.put("country/" + any.alpha2(), kind -> kind.alpha2().equals(any.alpha2()));
    }
    buckets.forEach(
        (name, of) -> {
          figures.put("demographics/" + name + "/endpoints", of);
          figures.put("demographics/" + name + "/users", of);
        });
    groups.forEach(
        (name, of) -> {
          figures.put("new-endpoints//" + name, of);
          figures.put("new-users//" + name, of);
          for (String day : DAYS) {
            Predicate<Kind> ofDay = of.and(kind -> kind.day().equals(day));
            figures.put("new-endpoints/" + day + "/" + name, ofDay);
            figures.put("new-users/" + day + "/" + name, ofDay);
          }
        });
    return figures;
  }

  /**
   * The names of the figures that are shown.
   *
   * @param isTogether whether the KPIs are judged beside the demographics
   */
  private static Set<String> shown(Dataset<Row> endpoints, boolean isTogether) {
    CountedFigures figures =
        CountedFigures.of(
                endpoints,
                EventDigests.none(spark),
                AS_OF,
                new CountedFigures.Rules(kpis, Map.of()))
            .kept();
    Demographics.Figures demographics = Demographics.of(spark, figures, AS_OF, kpis, List.of());
    demographics.rows().keep();
    KpiTable table =
        KpiTable.of(spark, kpis, figures, isTogether ? demographics.shown() : Optional.empty())
            .kept();
    Set<String> shown = new HashSet<>();
    for (Row row : demographics.rows().table().collectAsList()) {
      String name = "demographics/" + row.getString(1) + "/" + row.getString(2);
      for (String figure : List.of("endpoints", "users")) {
        if (row.getAs(figure) != null) {
          shown.add(name + "/" + figure);
        }
      }
    }
    for (Dataset<Row> rows : List.of(table.byDate(), table.totals())) {
      boolean isByDate = List.of(rows.columns()).contains("date");
      for (Row row : rows.collectAsList()) {
        if (row.getAs("numerator") != null) {
          shown.add(
              row.getAs("kpi")
                  + "/"
                  + (isByDate ? row.getAs("date") : "")
                  + "/"
                  + row.getAs("group_by")
                  + "/"
                  + row.getAs("group_value"));
        }
      }
    }
    table.release();
    demographics.rows().release();
    figures.release();
    return shown;
  }

  @Test
  void release_allThreeTables_tellNoSmallGroup() {
    Dataset<Row> endpoints = endpoints(counts());

    Set<String> shown = shown(endpoints, true);

    assertThat(ToldFigures.of(counts(), figures(), shown, GROUP)).isEmpty();
    assertThat(shown)
        .contains("demographics/country/PRT/endpoints", "new-endpoints/2026-10-01//")
        .doesNotContain("demographics/country/AUT/endpoints");
    // Judged apart, they do.
    assertThat(ToldFigures.of(counts(), figures(), shown(endpoints, false), GROUP))
        .contains("new-endpoints/2026-10-01/country/AT = 5");
  }

  /** Austrians outside Vienna are told by Austria and Vienna, also where no region is known. */
  @Test
  void demographics_citiesWithoutRegions_divideTheirCountries() {
    StructType location =
        new StructType().add("Country", DataTypes.StringType).add("City", DataTypes.StringType);
    StructType schema =
        new StructType()
            .add("Id", DataTypes.StringType)
            .add("EffectiveDate", DataTypes.StringType)
            .add("Location", location);
    List<Row> rows = new ArrayList<>();
    Map<List<String>, Integer> cities =
        Map.of(
            List.of("AUT", "Wien"), 97,
            List.of("AUT", "Graz"), 3,
            List.of("DEU", "Berlin"), 60,
            List.of("DEU", "Bonn"), 12);
    cities.forEach(
        (city, size) -> {
          for (int i = 0; i < size; i++) {
            Row place = RowFactory.create(city.toArray());
            rows.add(RowFactory.create("e" + rows.size(), "2026-10-06T00:00:00Z", place));
          }
        });
    Set<String> shown = new HashSet<>();
    for (Row row :
        Demographics.of(
                spark.createDataFrame(rows, schema),
                EventDigests.none(spark),
                AS_OF,
                kpis,
                Map.of())
            .where("endpoints IS NOT NULL")
            .collectAsList()) {
      shown.add(row.getString(1) + "/" + row.getString(2));
    }

    assertThat(shown).contains("total/", "city/Berlin").doesNotContain("city/Graz");
    assertThat(shown.contains("country/AUT") && shown.contains("city/Wien")).isFalse();
  }
}
