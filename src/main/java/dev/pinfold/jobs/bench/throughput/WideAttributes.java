// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.bench.throughput;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import java.util.UUID;

/** Custom attributes as many as Pinpoint takes, of several kinds of values. */
final class WideAttributes {
  static final int OF_ENDPOINTS = 250;
  static final int OF_EVENTS = 2000;
  static final int AN_EVENT = 40;

  /** All of them, beside those that the endpoint has: these make 250 together. */
  void addToEndpoint(ObjectNode endpoint, Random random) {
    ObjectNode attributes = (ObjectNode) endpoint.get("Attributes");
    for (int number = 0; attributes.size() < OF_ENDPOINTS; number++) {
      attributes.putArray("custom_" + number).add(value(number, random));
    }
  }

  /** Of 2,000 names, so many that the event has 40 at most. */
  void addToEvent(ObjectNode event, Random random) {
    ObjectNode attributes = (ObjectNode) event.get("attributes");
    while (attributes.size() < AN_EVENT) {
      int number = random.nextInt(OF_EVENTS);
      attributes.put("field_" + number, value(number, random));
    }
  }

  private static String value(int number, Random random) {
    return switch (number % 8) {
      case 0 -> "person" + random.nextInt(100_000) + "@example.com";
      case 1 -> Integer.toString(random.nextInt(1_000_000));
      case 2 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 3 -> random.nextBoolean() ? "yes" : "no";
      case 4 -> "2026-10-" + (10 + random.nextInt(20));
      case 5 -> "likes the blue one, came " + random.nextInt(20) + " times";
      case 6 -> "+1206555" + String.format("%04d", 100 + random.nextInt(100));
      default -> "SKU-" + (1000 + random.nextInt(9000));
    };
  }
}
