// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.ingest.JsonTape;
import dev.pinfold.ingest.JsonTape.Kind;
import dev.pinfold.ingest.RecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecordProfilerTest {
  private final RecordProfiler profiler =
      new RecordProfiler(
          new SmallIdentifiers(),
          new PersonalKeys(SmallIdentifiers.declare(), new SmallIdentifiers()));
  private long position;

  private void add(String json) {
    profiler.add("endpoints", Tapes.of(json), "endpoints/a.gz", position);
    position += 100;
  }

  private ColumnProfile profile(String... names) {
    return profiler.snapshot().get(ColumnPath.of("endpoints", names));
  }

  @Test
  void add_records_countsRowsOfTheRootEverywhere() {
    add("{'a':1}");
    add("{'b':{'c':'x'}}");
    add("{'a':null}");
    assertThat(profile().rows()).isEqualTo(3);
    assertThat(profile("a").rows()).isEqualTo(3);
    assertThat(profile("b", "c").rows()).isEqualTo(3);
    assertThat(profile("a").nonNull()).isEqualTo(1);
    assertThat(profile("a").nulls()).isEqualTo(1);
    assertThat(profile("b").objects()).isEqualTo(1);
    assertThat(profile("b").scalars()).isZero();
  }

  @Test
  void add_arrays_shareTheElementsColumn() {
    add("{'a':['x','y@example.com',['z']],'o':[{'k':1},{'k':2}],'none':[]}");
    assertThat(profile("a").strings()).isEqualTo(3);
    assertThat(profile("a").nonNull()).as("one record").isEqualTo(1);
    assertThat(profile("a").valueArrayDepth()).isEqualTo(2);
    assertThat(profile("o").objects()).isEqualTo(2);
    assertThat(profile("o").objectArrayDepth()).isEqualTo(1);
    assertThat(profile("o", "k").wholeNumbers()).isEqualTo(2);
    assertThat(profile("none").nonNull()).isZero();
  }

  @Test
  void add_fieldsInAnotherOrder_orLeftOut_goToTheirOwnColumns() {
    for (int round = 0; round < 2; round++) {
      add("{'a':'x','b':'yy','c':'zzz'}");
      add("{'a':'x','c':'zzz','b':'yy'}");
      add("{'b':'yy','a':'x'}");
      add("{'o':[{'a':'1111','b':'22222'},{'b':'22222','a':'1111'}]}");
    }
    assertThat(profile("a").strings()).isEqualTo(6);
    assertThat(profile("b").strings()).isEqualTo(6);
    assertThat(profile("c").strings()).isEqualTo(4);
    assertThat(profile("a").distinctEstimate()).isEqualTo(1);
    assertThat(profile("b").distinctEstimate()).isEqualTo(1);
    assertThat(profile("c").distinctEstimate()).isEqualTo(1);
    assertThat(profile("o", "a").strings()).isEqualTo(4);
    assertThat(profile("o", "a").distinctEstimate()).isEqualTo(1);
    assertThat(profile("o", "b").distinctEstimate()).isEqualTo(1);
  }

  @Test
  void add_sameNameWithOtherKinds_keepsAllCounts() {
    add("{'a':1}");
    add("{'a':{'b':2}}");
    add("{'a':true}");
    assertThat(profile("a").scalars()).isEqualTo(2);
    assertThat(profile("a").objects()).isEqualTo(1);
    assertThat(profile("a").booleans()).isEqualTo(1);
  }

  @Test
  void add_personalKey_standsAsItsTypeAlone() {
    add("{'Attributes':{'ana@example.com':['vip'],'bob@example.org':['x'],'plan':['y']}}");
    Map<ColumnPath, ColumnProfile> profiles = profiler.snapshot();
    assertThat(profiles.keySet().toString()).doesNotContain("example");
    assertThat(profile("Attributes", "{EMAIL_ADDRESS}").strings()).isEqualTo(2);
    assertThat(profile("Attributes", "{EMAIL_ADDRESS}").nonNull()).isEqualTo(1);
    assertThat(profile("Attributes", "plan").strings()).isEqualTo(1);
  }

  @Test
  void add_tooManyNames_shareOneColumn() {
    for (int i = 0; i < 10_010; i++) {
      add("{'m':{'k" + i + "':1}}");
    }
    assertThat(profile("m", "k9999").nonNull()).isEqualTo(1);
    assertThat(profile("m", "k10000")).isNull();
    assertThat(profile("m", "{MORE}").nonNull()).isEqualTo(10);
    assertThat(profile("m", "k1").rows()).isEqualTo(10_010);
  }

  @Test
  void add_barePhone_readsInTheRecordsCountry() {
    add("{'tel':'2125550123','Location':{'Country':'USA'}}");
    add("{'tel':'2125550123','Location':{'Country':'DEU'}}");
    add("{'tel':'2125550123'}");
    IdentifierCount phones = profile("tel").identifiers().get("phone-bare");
    assertThat(phones)
        .isEqualTo(new IdentifierCount(1, 1, 0, 1, phones.variety(), 0, "endpoints/a.gz@0"));
  }

  @Test
  void add_embeddedEndpoint_givesTheRegionToo() {
    JsonTape tape = new JsonTape();
    int record = tape.open(Kind.OBJECT, null, false);
    tape.scalar(Kind.STRING, "tel", "2125550123");
    int endpoint = tape.open(Kind.OBJECT, "endpoint", true);
    int location = tape.open(Kind.OBJECT, "Location", false);
    tape.scalar(Kind.STRING, "Country", "USA");
    tape.close(location);
    tape.close(endpoint);
    tape.close(record);
    profiler.add("endpoints", tape, "endpoints/a.gz", 0);
    assertThat(profile("tel").identifiers()).containsKey("phone-bare");
    assertThat(profile("endpoint", "Location", "Country").strings()).isEqualTo(1);
  }

  /** Values of other files, and long ones, do not wait with the others. */
  @Test
  void add_valuesThatWaitAndValuesThatDoNot_tellWhereTheFirstOfEachStands() {
    profiler.add("endpoints", Tapes.of("{'a':'plain'}"), "endpoints/a.gz", 1);
    String longText = "x".repeat(600) + " mail to long@example.com";
    profiler.add("endpoints", Tapes.of("{'a':'" + longText + "'}"), "endpoints/b.gz", 2);
    profiler.add("endpoints", Tapes.of("{'a':'y@example.com'}"), "endpoints/c.gz", 3);
    for (int i = 0; i < 300; i++) {
      profiler.add("endpoints", Tapes.of("{'a':'z" + i + "'}"), "endpoints/c.gz", 4 + i);
    }
    ColumnProfile first = profile("a");
    assertThat(first.strings()).isEqualTo(303);
    assertThat(first.identifiers().get("email").firstPosition()).isEqualTo("endpoints/b.gz@2");
    profiler.add("endpoints", Tapes.of("{'a':'y@example.com'}"), "endpoints/d.gz", 9);
    assertThat(profile("a").strings()).isEqualTo(304);
    assertThat(profile("a").nonNull()).isEqualTo(304);
    assertThat(profile("a").identifiers().get("email").matches()).isEqualTo(3);
    assertThat(profile("a").identifiers().get("email").whole()).isEqualTo(2);
  }

  @Test
  void add_firstPosition_isTheSmallestAsText() {
    add("{'a':'x'}");
    add("{'a':'x@example.com'}");
    add("{'a':'y@example.com'}");
    assertThat(profile("a").identifiers().get("email").firstPosition())
        .isEqualTo("endpoints/a.gz@100");
  }

  @Test
  void addValue_tableRow_countsContainersAsPresent() {
    profiler.addRow("t");
    profiler.addValue(ColumnPath.of("t", "a", "b"), Kind.STRING, "x@example.com", "t", 0);
    profiler.addRow("t");
    profiler.addValue(ColumnPath.of("t", "a", "b"), Kind.NULL, null, "t", 1);
    Map<ColumnPath, ColumnProfile> profiles = profiler.snapshot();
    assertThat(profiles.get(ColumnPath.of("t", "a")).nonNull()).isPositive();
    ColumnProfile b = profiles.get(ColumnPath.of("t", "a", "b"));
    assertThat(b.rows()).isEqualTo(2);
    assertThat(b.nonNull()).isEqualTo(1);
    assertThat(b.nulls()).isEqualTo(1);
  }

  /** Says that a value is another in another region only where it could be a phone number. */
  private static ValueIdentifiers regionalFromTenDigits() {
    return new SmallIdentifiers() {
      private static final long serialVersionUID = 1L;

      @Override
      public boolean dependsOnRegion(int digits) {
        return digits >= 10;
      }
    };
  }

  private record Seen(String text, boolean isNumber, String region, String file, long position) {}

  /** Values in runs, of which some are of several countries or files. */
  private static List<Seen> runs(Random random, int others) {
    String[] texts = {"2125550123", "a@example.com", "x", "17", "", "Ana", "z".repeat(600)};
    String[] regions = {"US", "DE", null};
    List<Seen> all = new ArrayList<>();
    while (all.size() < 10_000) {
      String text =
          random.nextInt(others > 1_000 ? 60 : 3) == 0
              ? texts[random.nextInt(texts.length)]
              : "u" + random.nextInt(others) + "@example.org";
      boolean isNumber = text.equals("17") && random.nextBoolean();
      String region = regions[random.nextInt(regions.length)];
      int again = random.nextInt(4) == 0 ? random.nextInt(30) : 0;
      for (int times = again; times >= 0; times--) {
        String itsRegion = random.nextInt(4) == 0 ? "DE" : region;
        String file = "f" + all.size() / 4_000;
        all.add(new Seen(text, isNumber, itsRegion, file, 10_000 + all.size()));
      }
    }
    return all;
  }

  /** What a column's values make, each looked at and counted by itself. */
  private static ColumnProfile plainly(List<Seen> values, ValueIdentifiers identifiers) {
    ColumnProfile profile = new ColumnProfile();
    MatchTally tally = new MatchTally();
    int size = identifiers.ids().size();
    for (Seen one : values) {
      ValueLook look = ValueLook.at(one.text(), one.region(), new BitSet(), identifiers);
      if (one.isNumber()) {
        profile.addNumber(true, true, true, look.hash());
      } else {
        profile.addString(one.text().length(), look.shapeBits(), look.hash());
      }
      look.addMatches(tally, size, () -> one.file() + "@" + one.position());
    }
    tally.flush(profile, identifiers.ids());
    return profile;
  }

  private static void add(RecordProfiler to, String column, List<Seen> values) {
    for (Seen one : values) {
      to.addRow("t", one.region());
      Kind kind = one.isNumber() ? Kind.NUMBER : Kind.STRING;
      to.addValue(ColumnPath.of("t", column), kind, one.text(), one.file(), one.position());
    }
  }

  private static void assertSameCounts(ColumnProfile found, ColumnProfile expected) {
    assertThat(found.numbers()).isEqualTo(expected.numbers());
    assertThat(found.wholeNumbers()).isEqualTo(expected.wholeNumbers());
    assertThat(found.strings()).isEqualTo(expected.strings());
    assertThat(found.distinctEstimate()).isEqualTo(expected.distinctEstimate());
    for (ColumnProfile.Shape shape : ColumnProfile.Shape.values()) {
      assertThat(found.shape(shape)).as("%s", shape).isEqualTo(expected.shape(shape));
    }
    for (int log2 = 0; log2 < 12; log2++) {
      assertThat(found.shorterThan(log2)).isEqualTo(expected.shorterThan(log2));
    }
    assertThat(found.identifiers()).isEqualTo(expected.identifiers());
  }

  @Test
  void addValue_valuesThatComeAgainAtOnceOrLater_areEachCounted() {
    Random random = new Random(3);
    ValueIdentifiers identifiers = regionalFromTenDigits();
    // Of so many values that the memory holds them, or gives up.
    for (int others : new int[] {5, 300, 100_000}) {
      RecordProfiler any =
          new RecordProfiler(
              identifiers, new PersonalKeys(SmallIdentifiers.declare(), identifiers));
      List<Seen> runs = runs(random, others);
      add(any, "c", runs);
      ColumnProfile expected = plainly(runs, identifiers);
      assertThat(expected.numbers()).isPositive();
      assertThat(expected.identifiers().containsKey("phone-bare")).isEqualTo(others < 1_000);
      assertSameCounts(any.snapshot().get(ColumnPath.of("t", "c")), expected);
    }
  }

  @Test
  void addValue_moreColumnsThanMayLetValuesWait_countsTheirValuesToo() {
    Random random = new Random(4);
    ValueIdentifiers identifiers = regionalFromTenDigits();
    RecordProfiler many =
        new RecordProfiler(identifiers, new PersonalKeys(SmallIdentifiers.declare(), identifiers));
    for (int i = 0; i < ColumnCounter.MOST_BATCHES; i++) {
      many.addRow("t", null);
      many.addValue(ColumnPath.of("t", "n" + i), Kind.STRING, "x", "f0", i);
    }
    List<Seen> runs = runs(random, 300);
    add(many, "last", runs);
    assertSameCounts(many.snapshot().get(ColumnPath.of("t", "last")), plainly(runs, identifiers));
  }

  private static final List<String> READ =
      List.of(
          "{\"a\":\"x\",\"b\":{\"a\":\"yy\",\"c\":1},\"e\":\"z@example.com\"}",
          "{\"b\":{\"c\":2,\"a\":\"yy\"},\"a\":\"x\"}",
          "{\"a\":{\"a\":\"x\"},\"b\":[{\"a\":\"1\"},{\"a\":\"2\",\"c\":null}]}",
          "{\"a\":\"{\\\"a\\\":\\\"x\\\",\\\"b\\\":[true]}\",\"b\":[[{\"a\":\"3\"}]]}",
          "{\"z@example.com\":\"x\",\"a\":\"x\",\"y@example.com\":{\"a\":\"x\"}}");

  private static void read(RecordProfiler to, String root) throws IOException {
    String all = String.join("\n", READ) + "\n";
    try (RecordReader reader = Tapes.reader(all + all + all)) {
      while (reader.next() == RecordReader.Outcome.RECORD) {
        to.add(root, reader.tape(), "endpoints/a.gz", reader.position());
      }
    }
  }

  @Test
  void add_fieldsThatTheReaderKnows_goToTheColumnsOfTheirNames() throws IOException {
    for (int round = 0; round < 3; round++) {
      for (String record : READ) {
        add(record.replace("\"{", "{").replace("}\"", "}").replace("\\\"", "\""));
      }
    }
    RecordProfiler known =
        new RecordProfiler(
            new SmallIdentifiers(),
            new PersonalKeys(SmallIdentifiers.declare(), new SmallIdentifiers()));
    read(known, "endpoints");
    Map<ColumnPath, ColumnProfile> expected = profiler.snapshot();
    Map<ColumnPath, ColumnProfile> found = known.snapshot();
    assertThat(found.keySet()).isEqualTo(expected.keySet()).hasSizeGreaterThan(7);
    found.forEach(
        (path, profile) -> {
          assertThat(profile.nonNull()).as("%s", path).isEqualTo(expected.get(path).nonNull());
          assertThat(profile.nulls()).as("%s", path).isEqualTo(expected.get(path).nulls());
          assertThat(profile.objects()).as("%s", path).isEqualTo(expected.get(path).objects());
          assertThat(profile.scalars()).as("%s", path).isEqualTo(expected.get(path).scalars());
        });
  }

  @Test
  void add_sameReadersRecordsToTwo_andUnderTwoRoots_staysApart() throws IOException {
    RecordProfiler first =
        new RecordProfiler(
            new SmallIdentifiers(),
            new PersonalKeys(SmallIdentifiers.declare(), new SmallIdentifiers()));
    try (RecordReader reader = Tapes.reader("{\"a\":\"x\"}\n".repeat(6))) {
      for (int i = 0; i < 6; i++) {
        reader.next();
        first.add(i % 2 == 0 ? "t" : "u", reader.tape(), "f", i);
        if (i < 3) {
          profiler.add("endpoints", reader.tape(), "f", i);
        }
      }
    }
    Map<ColumnPath, ColumnProfile> found = first.snapshot();
    assertThat(found.get(ColumnPath.of("t", "a")).strings()).isEqualTo(3);
    assertThat(found.get(ColumnPath.of("u", "a")).strings()).isEqualTo(3);
    assertThat(profile("a").strings()).isEqualTo(3);
  }

  @Test
  void add_repeatedValue_isMatchedOnce() {
    AtomicLong looks = new AtomicLong();
    ValueIdentifiers counting =
        new SmallIdentifiers() {
          private static final long serialVersionUID = 1L;

          @Override
          public void match(String value, String region, MatchSink sink) {
            looks.incrementAndGet();
            super.match(value, region, sink);
          }
        };
    RecordProfiler repeated =
        new RecordProfiler(counting, new PersonalKeys(SmallIdentifiers.declare(), counting));
    for (int i = 0; i < 1000; i++) {
      repeated.addRow("t");
      repeated.addValue(ColumnPath.of("t", "c"), Kind.STRING, "u" + i % 5 + "@example.com", "t", i);
    }
    ColumnProfile c = repeated.snapshot().get(ColumnPath.of("t", "c"));
    assertThat(looks.get()).as("five values and one name").isEqualTo(6);
    assertThat(c.identifiers().get("email").matches()).isEqualTo(1000);
    assertThat(c.distinctEstimate()).isEqualTo(5);
  }
}
