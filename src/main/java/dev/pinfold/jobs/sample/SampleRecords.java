// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** The good records of a sample one by one, for dumps that are of another shape. */
public final class SampleRecords {
  private final long seed;
  private final People people;

  public SampleRecords(long seed) {
    this.seed = seed;
    this.people = new People(seed);
  }

  /** An endpoint as it is exported; the caller may change it. */
  public ObjectNode endpoint(int number) {
    return numbered(number).json(0);
  }

  /** What befalls an endpoint within some days: at least one event, in order. */
  public List<ObjectNode> events(int endpoint, Random random, Instant from, int days) {
    return new EventStory(numbered(endpoint), random, from, days).tell();
  }

  /** Of five endpoints, about two share a person with another. */
  private Endpoint numbered(int number) {
    return new Endpoint(number, people.person(number * 3 / 5), seed);
  }
}
