// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

/** A made-up person with made-up numbers. */
record Person(
    int number,
    Place place,
    Place.City city,
    String userId,
    String given,
    String family,
    String email,
    String phone,
    String street,
    String postalCode,
    String birthDate,
    String gender,
    String plan,
    String card,
    String iban) {

  String fullName() {
    return place.locale().getLanguage().equals("ja") ? family + " " + given : given + " " + family;
  }
}
