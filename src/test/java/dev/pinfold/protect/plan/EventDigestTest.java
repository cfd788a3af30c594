// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.ingest.BothParsers;
import dev.pinfold.ingest.JsonTape;
import dev.pinfold.protect.Pseudonyms;
import dev.pinfold.protect.TestKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDigestTest {
  private static final Pseudonyms PSEUDONYMS = new Pseudonyms(TestKeys.generate());

  private final EventDigest digest = new EventDigest(PSEUDONYMS, DroppedFields.of(List.of()));

  /** Single quotes may stand for double ones; numbers are as they are written. */
  private static JsonTape read(String event) {
    return BothParsers.strictly(event.replace('\'', '"'));
  }

  private long of(String event) {
    return digest.of(read(event));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'a':1,'b':{'c':'x','d':true}} | {'b':{'d':true,'c':'x'},'a':1}",
        "{'a':1} | {'a':1,'b':null}",
        "{'a':1} | {'a':1,'b':{}}",
        "{'a':1} | {'a':1,'b':{'c':null,'d':{'e':null}}}",
        "{'a':1} | {'a':1,'arrival_timestamp':5,'client_context':{'x':1},'device':{'y':2}}",
        "{'a':1,'application':{'app_id':'p'}} | {'a':1,'awsAccountId':'123'}",
        "{} | {'device':{'y':2}}",
        "{'a':2} | {'a':2.0}",
        "{'a':0.25} | {'a':25e-2}",
        "{'a':-0.0} | {'a':0}",
        "{'a':12000000000} | {'a':1.2E10}"
      })
  void of_whatHappenedOnce_isOne(String one, String other) {
    assertThat(of(one)).isEqualTo(of(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'a':1} | {'a':2}",
        "{'a':1} | {'a':'1'}",
        "{'a':true} | {'a':'true'}",
        "{'a':'x'} | {'b':'x'}",
        "{'a':'bc'} | {'ab':'c'}",
        "{'a':'x','b':null} | {'a':null,'b':'x'}",
        "{'a':'xe','b':'y'} | {'a':'x','eb':'y'}",
        "{'a':''} | {'a':null}",
        "{'a':[]} | {}",
        "{'a':['x','y']} | {'a':['y','x']}",
        "{'a':['x',['y']]} | {'a':['x','y']}",
        "{'a':[null]} | {'a':[]}",
        "{'a':{'b':'x'},'c':'y'} | {'a':{'b':'x','c':'y'}}",
        "{'attributes':{'device':'x'}} | {'attributes':{'device':'y'}}",
        "{'event_timestamp':1} | {'event_timestamp':2}",
        "{'a':0.1} | {'a':0.10000000000000001}",
        "{'a':1e300} | {'a':1e301}"
      })
  void of_whatHappenedTwice_isTwo(String one, String other) {
    assertThat(of(one)).isNotEqualTo(of(other));
  }

  @Test
  void of_anotherKey_isAnother() {
    EventDigest others =
        new EventDigest(new Pseudonyms(TestKeys.generate()), DroppedFields.of(List.of()));
    assertThat(others.of(read("{'a':1}"))).isNotEqualTo(of("{'a':1}"));
  }

  @Test
  void of_whatThePolicyDrops_isNotTold() {
    EventDigest some =
        new EventDigest(
            PSEUDONYMS,
            DroppedFields.of(
                List.of(
                    ColumnPath.parse("events.attributes.secret"),
                    ColumnPath.parse("events.list.secret"))));
    String event = "{'a':1,'attributes':{'secret':%s,'plan':'x'},'list':[{'secret':%s,'b':2}]}";
    long digest = some.of(read(event.formatted("'x'", "1")));
    assertThat(some.of(read(event.formatted("'y'", "{'c':2}")))).isEqualTo(digest);
    assertThat(some.of(read("{'a':1,'attributes':{'plan':'x'},'list':[{'b':2}]}")))
        .isEqualTo(digest);
    assertThat(some.of(read("{'a':1,'attributes':{'plan':'y'},'list':[{'b':2}]}")))
        .isNotEqualTo(digest);
    assertThat(some.of(read("{'a':1,'attributes':{'secret':'x'}}")))
        .as("nothing is left of the object")
        .isEqualTo(some.of(read("{'a':1}")));
  }

  /** Those of later nights are put beside these: where this fails, LAYOUT has to be raised. */
  @Test
  void content_ofAnEvent_isWhatItWasInEarlierVersions() {
    byte[] content =
        digest.content(
            read(
                "{'event_type':'_session.start','event_timestamp':1793404800000,"
                    + "'arrival_timestamp':1793404801000,'client':{'client_id':'c-1'},"
                    + "'attributes':{'plan':'süß','on':true},'metrics':{'m':2.50,'n':1.0},"
                    + "'list':[null,[],{}],'device':{'make':'x'}}"));
    assertThat(HexFormat.of().formatHex(content))
        .isEqualTo("e1fd5648dce2d67dfb608dc545bbe4551897c0a84bc2ba037705d185daa3d1f2");
  }

  @Test
  void of_largeValues_areToldToTheirEnd() {
    String text = "x".repeat(100_000);
    long digest = of("{'a':'" + text + "','b':1}");
    assertThat(of("{'b':1,'a':'" + text + "'}")).isEqualTo(digest);
    assertThat(of("{'a':'" + text + "y','b':1}")).isNotEqualTo(digest);
    assertThat(of("{'a':'" + text + "','b':2}")).isNotEqualTo(digest);
  }

  /** The walk over sound records leaves texts among a file's bytes; the strict parser does not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\ud83d\\ude00 \\u00e9\\u0000\",\"b\":\"süß\"}",
        "{\"\\u0061\":\"\\\"\\\\\\/\\n\",\"c\":-1.50e3,\"d\":[true,null,{}]}",
        "{\"a\":\"{\\\"b\\\":[1, \\\"x\\\"]}\",\"e\":\"[draft] x\"}",
      })
  void of_bothParsersTapes_isOne(String record) {
    assertThat(digest.of(BothParsers.walked(record)))
        .isEqualTo(digest.of(BothParsers.strictly(record)));
  }

  @Test
  void of_bothParsersTapesOfTheSample_isOne() {
    List<String> events = BothParsers.sampleEvents();
    assertThat(events).hasSizeGreaterThan(5);
    for (String event : events) {
      assertThat(digest.of(BothParsers.walked(event)))
          .isEqualTo(digest.of(BothParsers.strictly(event)));
    }
  }

  /** Fields in any order are one event; an event with one leaf changed is another. */
  @Test
  void of_randomEvents_tellsThemApartAndNotTheirOrder() {
    Random random = new Random(7);
    Map<Long, String> seen = new HashMap<>();
    for (int i = 0; i < 300; i++) {
      List<String> fields = new ArrayList<>();
      for (int field = 0; field < 1 + random.nextInt(300); field++) {
        fields.add("'f%d':{'x':'%d','y':[%d]}".formatted(field, random.nextInt(9), i));
      }
      long before = of("{" + String.join(",", fields) + "}");
      Collections.shuffle(fields, random);
      String shuffled = "{" + String.join(",", fields) + "}";
      assertThat(of(shuffled)).isEqualTo(before);
      assertThat(seen.put(before, shuffled)).isNull();
      assertThat(of(shuffled.replaceFirst("'x':'(\\d)'", "'x':'1$1'"))).isNotEqualTo(before);
    }
  }

  @Test
  void content_ofRandomEvents_isWhatASlowWalkMakesIt() {
    EventDigest some =
        new EventDigest(
            PSEUDONYMS,
            DroppedFields.of(
                List.of(
                    ColumnPath.parse("events.secret"),
                    ColumnPath.parse("events.a.device"),
                    ColumnPath.parse("events.a.b.secret"),
                    ColumnPath.parse("events.plan.plan"))));
    Set<String> dropped = Set.of(".secret", ".a.device", ".a.b.secret", ".plan.plan");
    RandomRecords records = new RandomRecords(new Random(7));
    for (int i = 0; i < 3_000; i++) {
      String record = records.next();
      JsonTape walked = BothParsers.walked(record);
      JsonTape strict = BothParsers.strictly(record);

      assertThat(digest.content(walked))
          .as(record)
          .isEqualTo(SlowEventContent.of(strict, Set.of()))
          .isEqualTo(digest.content(strict));
      assertThat(some.content(walked))
          .as(record)
          .isEqualTo(SlowEventContent.of(strict, dropped))
          .isEqualTo(some.content(strict));
    }
  }

  /** The bytes are hashed part by part. */
  @Test
  void content_ofNamesAndTextsOfAllSizes_isWhatASlowWalkMakesIt() {
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      StringBuilder fields = new StringBuilder();
      for (int field = 0; field < 10; field++) {
        String name = field + "n".repeat(random.nextInt(random.nextBoolean() ? 300 : 10_000));
        String text = "t".repeat(random.nextInt(10_000));
        fields.append("'%s':{'x':{},'y':{'z':'%s'}},".formatted(name, text));
      }
      JsonTape event = read("{" + fields + "'a':{'b':{}}}");
      assertThat(digest.content(event)).isEqualTo(SlowEventContent.of(event, Set.of()));
    }
  }
}
