// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

/** Letters of all scripts, as {@link Character#isLetter(int)} tells them, those of ASCII sooner. */
final class Letters {
  private static final int ASCII = 128;

  private Letters() {}

  static boolean is(int codePoint) {
    int small = codePoint | 0x20;
    return codePoint < ASCII ? small >= 'a' && small <= 'z' : Character.isLetter(codePoint);
  }
}
