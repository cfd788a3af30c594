// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class HadoopSettingsTest {
  private static Map<String, String> all(Configuration configuration) {
    Map<String, String> all = new TreeMap<>();
    configuration.forEach(setting -> all.put(setting.getKey(), setting.getValue()));
    return all;
  }

  @Test
  void configuration_sent_hasEverySettingAsItWasWritten() {
    Configuration here = new Configuration();
    here.set("pinfold.base", "/data");
    here.set("pinfold.of.another", "${pinfold.base}/x");
    here.set("pinfold.text", "Gr\u00fc\u00dfe, a=b; \"c\"");
    Packed<HadoopSettings> settings = Packed.of(new HadoopSettings(here));
    Configuration there = settings.copy().configuration();
    here.set("pinfold.later", "1");
    assertThat(there.get("pinfold.of.another")).isEqualTo("/data/x");
    assertThat(there.get("pinfold.later")).isNull();
    here.unset("pinfold.later");
    assertThat(all(there)).isEqualTo(all(here)).hasSizeGreaterThan(100);
  }

  @Test
  void configuration_severalTimes_isMadeOnce() {
    HadoopSettings settings = new HadoopSettings(new Configuration());
    assertThat(settings.configuration()).isSameAs(settings.configuration());
  }
}
