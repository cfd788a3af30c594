// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import dev.pinfold.catalog.ColumnPath;
import dev.pinfold.catalog.Dataset;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A column path as a quarantine reason may show it. A key can be personal data itself, and reasons
 * are not encrypted: so a name that is not a plain word of letters stands as {@code *}.
 */
final class ShownPath {
  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z_][A-Za-z_-]{0,39}\\d{0,2}");

  private ShownPath() {}

  static String of(Dataset dataset, List<String> names) {
    ColumnPath path = ColumnPath.of(dataset);
    for (String name : names) {
      path = path.child(PLAIN_WORD.matcher(name).matches() ? name : "*");
    }
    return path.toString();
  }
}
