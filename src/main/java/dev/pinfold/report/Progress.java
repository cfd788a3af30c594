// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.report;

/** Hears how a run gets on, stage by stage. */
public interface Progress {
  /** A stage begins; the one before it, if any, is done. */
  void stage(String name);

  /** A part of the present stage is done. */
  void tasks(int done, int total);

  /** The last stage is done. */
  void finish();
}
