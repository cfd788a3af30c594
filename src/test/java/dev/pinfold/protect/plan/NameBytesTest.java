// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameBytesTest {
  private final NameBytes names = new NameBytes();

  private static String text(byte[] bytes) {
    assertThat(ByteBuffer.wrap(bytes).getInt()).isEqualTo(bytes.length - Integer.BYTES);
    return new String(bytes, Integer.BYTES, bytes.length - Integer.BYTES, StandardCharsets.UTF_8);
  }

  @Test
  void of_moreNamesThanAreKept_isEachOnesOwn() {
    Random random = new Random(7);
    for (int i = 0; i < 50_000; i++) {
      String name = "süß_" + random.nextInt(5_000);
      assertThat(text(names.of(name))).isEqualTo(name);
    }
  }

  @Test
  void of_namesOfOneHash_areToldApart() {
    for (int i = 0; i < 2; i++) {
      assertThat(text(names.of("Aa"))).isEqualTo("Aa");
      assertThat(text(names.of("BB"))).isEqualTo("BB");
    }
  }

  @Test
  void of_aNameAgain_isNotMadeAnew_butForALongOne() {
    assertThat(names.of("plan")).isSameAs(names.of("plan"));
    String endless = "x".repeat(100_000);
    assertThat(text(names.of(endless))).isEqualTo(endless);
    assertThat(names.of(endless)).isNotSameAs(names.of(endless));
  }
}
