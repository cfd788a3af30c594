// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

/** Pinfold's version, from the jar's manifest. */
final class Version {
  private Version() {}

  /** The version, or {@code development} where the classes lie in no jar. */
  static String get() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
