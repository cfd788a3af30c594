// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which columns stand for the same field of an endpoint: it lies in the export, in imports and
 * inside events, and its tokens must be equal in all three.
 */
final class EndpointFields {
  private static final List<String> INSIDE_EVENTS = List.of("client_context", "custom", "endpoint");

  private EndpointFields() {}

  /** The field, the same for every column that stands for it; empty for other columns. */
  static Optional<String> of(ColumnPath column) {
    List<String> names = column.names();
    if (column.root().equals(Dataset.EVENTS.label())) {
      boolean isInside =
          names.size() > INSIDE_EVENTS.size()
              && names.subList(0, INSIDE_EVENTS.size()).equals(INSIDE_EVENTS);
      return isInside ? field(names.subList(INSIDE_EVENTS.size(), names.size())) : Optional.empty();
    }
    boolean isEndpoint =
        column.root().equals(Dataset.ENDPOINTS.label())
            || column.root().equals(Dataset.IMPORTS.label());
    return isEndpoint ? field(names) : Optional.empty();
  }

  /** The headers of imports vary in case. */
  private static Optional<String> field(List<String> names) {
    return Optional.of(new ColumnPath("endpoint", names).toString().toLowerCase(Locale.ROOT));
  }
}
