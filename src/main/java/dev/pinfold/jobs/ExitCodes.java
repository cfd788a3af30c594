// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import dev.pinfold.catalog.UserException;

/** What the process ends with; scripts and schedulers rely on it. */
public final class ExitCodes {
  public static final int DONE = 0;
  public static final int FAILED = UserException.Kind.FAILED.exitCode();
  public static final int USAGE = UserException.Kind.USAGE.exitCode();
  public static final int DATA = UserException.Kind.DATA.exitCode();

  private ExitCodes() {}
}
