// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

/**
 * A failure that the user can mend: its message says problem, cause and remedy on one line and
 * never holds a value of the data. Everything else that is thrown is a bug.
 */
public final class UserException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The process exit codes that such a failure leads to. */
  public enum Kind {
    /** The run failed: input unreadable, output not writable. */
    FAILED(1),
    /** Bad usage or configuration. */
    USAGE(2),
    /** A contract on the data is broken. */
    DATA(3);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  public UserException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public UserException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
