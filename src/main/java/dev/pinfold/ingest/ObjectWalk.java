// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

/** Takes a whole record in while it looks for its end. */
interface ObjectWalk {
  /** More bytes are needed. */
  int UNFINISHED = 0;

  /** The record is not surely in order, or not of the usual kind. */
  int UNSURE = -1;

  /** Takes none in. */
  ObjectWalk NONE = (bytes, from, end) -> UNSURE;

  /**
   * Takes the object in that begins at a brace.
   *
   * @param end the byte behind those that it may look at
   * @return how many bytes it has, or one of the constants above
   */
  int length(byte[] bytes, int from, int end);
}
