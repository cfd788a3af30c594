// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.monitor;

import java.util.Map;
import org.apache.logging.log4j.message.MapMessage;

/**
 * Something that happened in a run: a sentence for people, and fields for machines, which a JSON
 * layout writes beside it. Numbers stay numbers.
 */
final class RunEvent extends MapMessage<RunEvent, Object> {
  private static final long serialVersionUID = 1;

  private final String sentence;

  RunEvent(String event, String sentence) {
    this(sentence, Map.of("event", event));
  }

  private RunEvent(String sentence, Map<String, Object> fields) {
    super(fields);
    this.sentence = sentence;
  }

  @Override
  public RunEvent newInstance(Map<String, Object> fields) {
    return new RunEvent(sentence, fields);
  }

  @Override
  public String asString() {
    return sentence;
  }

  @Override
  public String getFormattedMessage() {
    return sentence;
  }

  @Override
  public void formatTo(StringBuilder text) {
    text.append(sentence);
  }

  @Override
  public String toString() {
    return sentence;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && sentence.equals(((RunEvent) other).sentence);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + sentence.hashCode();
  }
}
