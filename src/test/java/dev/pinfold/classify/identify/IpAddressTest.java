// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.7", "1.0.0.0", "255.255.255.255", "010.1.2.3"})
  void isIpv4_fourOctets(String value) {
    assertThat(IpAddress.isIpv4(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.1.2.3",
        "256.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "1..2.3",
        ".1.2.3",
        "1.2.3.",
        "1.2.3.x",
        "99999999999.1.1.1",
        "1.2.3.4294967297",
        ""
      })
  void isIpv4_anythingElse_isNone(String value) {
    assertThat(IpAddress.isIpv4(value)).isFalse();
    assertThat(IpAddress.isNoVersion(value)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.77", "192.168.0.1", "172.16.0.1", "172.31.9.9", "169.254.1.1"})
  void isNoVersion_largePartsOrPrivateNetwork(String value) {
    assertThat(IpAddress.isNoVersion(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.2.3.4", "4.12.0.7", "172.15.1.1", "172.32.1.1", "224.200.200.1", "203.9.8.7"})
  void isNoVersion_couldBeAVersionOrIsNoNetworks(String value) {
    assertThat(IpAddress.isNoVersion(value)).isFalse();
  }
}
