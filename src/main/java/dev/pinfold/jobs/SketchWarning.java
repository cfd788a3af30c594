// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Spark's copy of DataSketches Memory prints, straight to standard error and when its class is
 * first loaded, that it cannot work off the heap on a Java above 11. Pinfold's sketches live on the
 * heap, and nobody can act on the line, so the class is loaded while nobody listens.
 */
final class SketchWarning {
  private static final String CLASS = "org.apache.datasketches.memory.internal.ResourceImpl";

  private SketchWarning() {}

  static void silence() {
    PrintStream errors = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      Class.forName(CLASS, true, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      // Another Spark, another class: at worst the line is printed.
    } finally {
      System.setErr(errors);
    }
  }
}
