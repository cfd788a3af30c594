// SPDX-License-Identifier: Apache-2.0
package dev.pinfold;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pinfold.jobs.sample.SampleRecords;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the loops run on: endpoints of the sample, and their values in the order of a dump. */
public final class LoopData {
  private static final int ENDPOINTS = 64;

  private LoopData() {}

  /** Values of 64 endpoints; the loops are scored by one call, which looks at one of them. */
  public static String[] values() {
    List<String> values = new ArrayList<>();
    SampleRecords records = new SampleRecords(42);
    for (int number = 0; number < ENDPOINTS; number++) {
      collect(records.endpoint(number), values);
    }
    return values.toArray(new String[0]);
  }

  /** 64 endpoints as UTF-8. */
  public static byte[][] records() {
    SampleRecords records = new SampleRecords(42);
    byte[][] bytes = new byte[ENDPOINTS][];
    for (int number = 0; number < ENDPOINTS; number++) {
      bytes[number] = records.endpoint(number).toString().getBytes(StandardCharsets.UTF_8);
    }
    return bytes;
  }

  private static void collect(JsonNode node, List<String> values) {
    if (node.isContainerNode()) {
      node.forEach(child -> collect(child, values));
    } else {
      values.add(node.asText());
    }
  }
}
