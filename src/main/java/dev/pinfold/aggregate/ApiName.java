// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import static java.util.Objects.requireNonNull;

import dev.pinfold.config.YamlMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The name that Pinpoint's API gives a metric, and of what it gives it: one name can stand for a
 * figure of the application and for that of a campaign.
 */
public record ApiName(Level level, String name) {
  private static final String GROUPED_BY = "-grouped-by-";

  /** What a metric is of. */
  public enum Level {
    APPLICATION(""),
    CAMPAIGN("campaign"),
    JOURNEY("journey"),
    JOURNEY_ACTIVITY("journey_activity");

    private final String group;

    Level(String group) {
      this.group = group;
    }

    /** The group whose rows are each of one of these; empty for the application. */
    public String group() {
      return group;
    }

    /** As {@code kpis.yaml} names it. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ApiName {
    requireNonNull(level, "level is null");
    requireNonNull(name, "name is null");
  }

  /** What the name says that the metric is grouped by, such as {@code date}; empty for none. */
  public String groupedBy() {
    int split = name.indexOf(GROUPED_BY);
    return split < 0 ? "" : name.substring(split + GROUPED_BY.length()).replace('-', '_');
  }

  /** Reads names by level; problems go to the map's own list. */
  static List<ApiName> read(YamlMap map) {
    map.allowOnly(Arrays.stream(Level.values()).map(Level::key).toArray(String[]::new));
    List<ApiName> names = new ArrayList<>();
    for (Level level : Level.values()) {
      map.texts(level.key()).forEach(name -> names.add(new ApiName(level, name)));
    }
    return names;
  }
}
