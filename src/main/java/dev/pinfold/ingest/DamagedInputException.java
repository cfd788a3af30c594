// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

import java.io.IOException;

/**
 * A compressed file that is cut short or corrupt, as opposed to a file system that fails. The
 * message says what is wrong in words and quotes no byte of the file.
 */
public final class DamagedInputException extends IOException {
  private static final long serialVersionUID = 1L;

  public DamagedInputException(String reason) {
    super(reason);
  }
}
