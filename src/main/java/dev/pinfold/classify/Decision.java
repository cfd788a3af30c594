// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.DecidedBy;
import dev.pinfold.catalog.PersonalDataType;

/**
 * A type, how sure it is, and what settled it.
 *
 * @param evidence what spoke for the type; null where nothing but absence did
 * @param features what the confidence was computed from; null where it was not
 */
record Decision(
    PersonalDataType type,
    double confidence,
    DecidedBy decidedBy,
    TypeEvidence evidence,
    DecisionFeatures features) {
  /** One whose confidence no curve gives. */
  Decision(PersonalDataType type, double confidence, DecidedBy decidedBy, TypeEvidence evidence) {
    this(type, confidence, decidedBy, evidence, null);
  }
}
