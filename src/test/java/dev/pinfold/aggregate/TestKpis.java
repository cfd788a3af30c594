// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.aggregate;

import dev.pinfold.config.Problems;
import dev.pinfold.config.YamlFile;

/** KPIs from a few lines of YAML. */
public final class TestKpis {
  private TestKpis() {}

  /** Reads them; fails with every problem. */
  public static Kpis of(String yaml) {
    Problems problems = new Problems();
    Kpis kpis = KpiFile.read(YamlFile.parse("kpis.yaml", yaml, problems));
    problems.throwIfAny();
    return kpis;
  }
}
