// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs;

import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Spark's copy of DataSketches Memory prints, straight to standard error and once a process, that
 * it cannot work off the heap on a Java above 11. Pinfold's sketches live on the heap, and nobody
 * can act on the line, so the flag by which the class knows that it has warned is set beforehand.
 */
final class SketchWarning {
  private static final String CLASS = "org.apache.datasketches.memory.internal.ResourceImpl";
  private static final String FLAG = "JAVA_VERSION_WARNING_PRINTED";

  private SketchWarning() {}

  static void silence() {
    try {
      ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
      Field flag = Class.forName(CLASS, true, ofThread).getDeclaredField(FLAG);
      flag.setAccessible(true);
      ((AtomicBoolean) flag.get(null)).set(true);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Another Spark, another class: at worst the line is printed.
    }
  }
}
