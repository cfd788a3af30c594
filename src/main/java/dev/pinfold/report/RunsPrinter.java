// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Prints the runs over an output. */
public final class RunsPrinter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunsPrinter() {}

  /** As a table, times in UTC. */
  public static String table(List<RunAccount> runs) {
    TextTable table =
        new TextTable(
            List.of(
                "Run",
                "Command",
                "Started (UTC)",
                "Status",
                "Seconds",
                "Records",
                "Quarantined",
                "Version"),
            Set.of(4, 5, 6));
    for (RunAccount run : runs) {
      table.add(
          run.runId(),
          run.command(),
          TIME.format(run.started()),
          run.status(),
          String.format(Locale.ROOT, "%.1f", run.took().toMillis() / 1000.0),
          number(run.total("records_read")),
          number(run.total("records_quarantined")),
          run.version());
    }
    return table.toString();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** One JSON object a run and line; times in ISO 8601, UTC. */
  public static String json(List<RunAccount> runs) {
    StringBuilder text = new StringBuilder();
    for (RunAccount run : runs) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("run_id", run.runId());
      fields.put("command", run.command());
      fields.put("started", run.started().toString());
      fields.put("finished", text(run.finished()));
      fields.put("status", run.status());
      fields.put("version", run.version());
      fields.put("counts", run.counts());
      try {
        text.append(JSON.writeValueAsString(fields)).append(System.lineSeparator());
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("texts and numbers can be written as JSON", e);
      }
    }
    return text.toString();
  }

  private static String text(Instant time) {
    return time == null ? null : time.toString();
  }
}
