// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

/**
 * Leaves a record that turned out bad in the middle of it. Carries a reason only, never data, and
 * no stack trace, for it is an answer and not a failure.
 */
final class RejectedRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Fault fault;

  RejectedRecordException(Fault fault) {
    this(fault, fault.reason());
  }

  RejectedRecordException(Fault fault, String reason) {
    super(reason, null, false, false);
    this.fault = fault;
  }

  Fault fault() {
    return fault;
  }

  String reason() {
    return getMessage();
  }
}
