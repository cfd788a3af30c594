// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

/**
 * What a sample dump should be like; the same settings give the same bytes.
 *
 * @param endpoints distinct endpoints
 * @param events good events, exact duplicates not counted
 */
public record SampleSettings(int endpoints, int events, long seed) {
  public SampleSettings {
    if (endpoints < 10 || events < 0) {
      throw new IllegalArgumentException(
          "endpoints must be at least 10 and events at least 0; provided: "
              + endpoints
              + ", "
              + events);
    }
  }

  /** Two and a half events to an endpoint. */
  public static SampleSettings of(int endpoints, long seed) {
    return new SampleSettings(endpoints, endpoints * 5 / 2, seed);
  }
}
