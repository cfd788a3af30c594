// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

/** What a value of a type tells about a person: alone, with others, or of a special category. */
public enum Identifiability {
  /** Points at one person (or is a secret that opens an account) by itself. */
  DIRECT,
  /** A quasi-identifier: points at a person together with others of its kind. */
  QUASI,
  /** A special category of personal data (GDPR articles 9 and 10). */
  SENSITIVE_ATTRIBUTE,
  NONE
}
