// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pinfold.classify.Tapes;
import dev.pinfold.protect.Pseudonyms;
import dev.pinfold.protect.TestKeys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDigestTest {
  private static final Pseudonyms PSEUDONYMS = new Pseudonyms(TestKeys.generate());

  private final EventDigest digest = new EventDigest(PSEUDONYMS);

  private long of(String event) {
    return digest.of(Tapes.of(event));
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
        "{} | {'device':{'y':2}}"
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
        "{'event_timestamp':1} | {'event_timestamp':2}"
      })
  void of_whatHappenedTwice_isTwo(String one, String other) {
    assertThat(of(one)).isNotEqualTo(of(other));
  }

  @Test
  void of_anotherKey_isAnother() {
    EventDigest others = new EventDigest(new Pseudonyms(TestKeys.generate()));
    assertThat(others.of(Tapes.of("{'a':1}"))).isNotEqualTo(of("{'a':1}"));
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
}
