// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog;

/** The four categories in which Amazon Pinpoint's data protection page sorts personal data. */
public enum DataCategory {
  CONFIGURATION,
  USER_AND_ENDPOINT,
  ANALYTICS,
  IMPORTED
}
