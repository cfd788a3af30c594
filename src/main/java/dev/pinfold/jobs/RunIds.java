// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * Names runs so that they sort by their start and never meet: {@code 20261101T021500Z-5f3a9c21}.
 */
final class RunIds {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private RunIds() {}

  static String next(Instant started) {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    return START.format(started) + "-" + HexFormat.of().formatHex(random);
  }
}
