// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.jobs.sample;

import java.util.List;
import java.util.Locale;

/**
 * A locale that people of the sample live in.
 *
 * @param alpha2 ISO 3166-1
 * @param phone pattern of mobile numbers, # a digit; ranges for fiction where a country has them
 * @param cities real cities with region, postal pattern and position
 */
record Place(
    Locale locale,
    String alpha2,
    String alpha3,
    String timezone,
    String phone,
    List<City> cities,
    Names names) {

  record City(String name, String region, String postal, double latitude, double longitude) {}

  /** How this country's customers call their attributes. */
  record Names(String given, String family, String birth, String mail, String phone, String note) {}

  static final List<Place> ALL =
      List.of(
          place(
              "en-US",
              "US",
              "USA",
              "America/New_York",
              "+120655501##",
              new Names(
                  "FirstName", "LastName", "date_of_birth", "backup_email", "mobile", "notes"),
              new City("Seattle", "WA", "981##", 47.606, -122.332),
              new City("Austin", "TX", "787##", 30.267, -97.743)),
          place(
              "en-GB",
              "GB",
              "GBR",
              "Europe/London",
              "+447700900###",
              new Names("forename", "surname", "dob", "contact_email", "phoneNumber", "comment"),
              new City("Leeds", "ENG", "LS# #AB", 53.801, -1.549)),
          place(
              "de-DE",
              "DE",
              "DEU",
              "Europe/Berlin",
              "+4930230125###",
              new Names(
                  "Vorname", "Nachname", "geburtsdatum", "emailadresse", "kontakt", "Bemerkung"),
              new City("Berlin", "BE", "101##", 52.52, 13.405),
              new City("Köln", "NW", "506##", 50.938, 6.96)),
          place(
              "fr-FR",
              "FR",
              "FRA",
              "Europe/Paris",
              "+3363998####",
              new Names(
                  "prenom",
                  "nom_de_famille",
                  "date_naissance",
                  "courriel",
                  "telephone",
                  "commentaire"),
              new City("Lyon", "ARA", "690##", 45.764, 4.836)),
          place(
              "es-ES",
              "ES",
              "ESP",
              "Europe/Madrid",
              "+346005550##",
              new Names(
                  "nombre", "apellidos", "fechaNacimiento", "correo", "telefono", "observaciones"),
              new City("Sevilla", "AN", "410##", 37.389, -5.984)),
          place(
              "it-IT",
              "IT",
              "ITA",
              "Europe/Rome",
              "+393331230###",
              new Names(
                  "nome",
                  "cognome",
                  "data_di_nascita",
                  "posta_elettronica",
                  "cellulare",
                  "osservazioni"),
              new City("Torino", "TO", "101##", 45.07, 7.687)),
          place(
              "pt-BR",
              "BR",
              "BRA",
              "America/Sao_Paulo",
              "+551195550####",
              new Names(
                  "primeiro_nome",
                  "sobrenome",
                  "dataNascimento",
                  "email_alternativo",
                  "celular",
                  "observacoes"),
              new City("Campinas", "SP", "130##-0##", -22.906, -47.061)),
          place(
              "nl-NL",
              "NL",
              "NLD",
              "Europe/Amsterdam",
              "+31612340###",
              new Names(
                  "voornaam", "achternaam", "geboortedatum", "e-mailadres", "mobiel", "opmerking"),
              new City("Utrecht", "UT", "351# AB", 52.091, 5.122)),
          place(
              "pl-PL",
              "PL",
              "POL",
              "Europe/Warsaw",
              "+48512340###",
              new Names(
                  "imie", "nazwisko", "data_urodzenia", "adres_email", "numerTelefonu", "uwagi"),
              new City("Kraków", "MA", "31-0##", 50.065, 19.945)),
          place(
              "ja-JP",
              "JP",
              "JPN",
              "Asia/Tokyo",
              "+819012340###",
              new Names("名", "姓", "生年月日", "メールアドレス", "電話番号", "備考"),
              new City("横浜市", "14", "220-00##", 35.444, 139.638)));

  private static Place place(
      String tag,
      String alpha2,
      String alpha3,
      String timezone,
      String phone,
      Names names,
      City... cities) {
    return new Place(
        Locale.forLanguageTag(tag), alpha2, alpha3, timezone, phone, List.of(cities), names);
  }
}
