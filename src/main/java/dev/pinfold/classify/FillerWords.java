// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Words in column names that do not tell what the column holds. */
final class FillerWords {
  private static final Set<String> AFFIXES =
      words(
          """
          my user users customer cust client clients kunde kunden usr contact kontakt
          contacto home work private primary secondary main the of de del do da di du la
          le el number no nr num nummer numero id value val field text string str raw full
          profile person member guest account billing shipping delivery recipient sender
          attr attribute data info new old current default alt other personal legal holder
          owner cliente utente klient klant gebruiker usuario benutzer code primario principal
          kund kundens kundes kunders kundin clienta clientului klienta klientu klientow zakaznika
          zakaznik klienti kliento klientas asiakkaan asiakas ugyfel vevo musteri uye hasta
          pelanggan nasabah customers consumer abonne adherent socio assure titulaire titular
          paciente paziente patienten mitarbeiter empleado funcionario dipendente employe stranke
          kupca korisnika клиента клиент клієнта пациента пользователя абонента покупателя
          сотрудника πελατη عميل عملاء مستخدم زبون לקוח ग्राहक 고객 회원 ลูกค้า 客户 客戶 会员
          會員 顧客 お客様 用户 khach hang cua del dos das des s emp employee patient pt person
          applicant subscriber buyer payer insured driver passenger student cardholder
          """);

  private static final Set<String> EMPTY =
      words(
          """
          value values text content data item items element string key entry list raw val
          """);

  private FillerWords() {}

  /** Whether the word says whose or which, and nothing of what: {@code customer}, {@code home}. */
  static boolean isAffix(String word) {
    return AFFIXES.contains(word);
  }

  /** Whether a name of this word alone leaves it to the name around it: {@code value}. */
  static boolean isEmpty(String word) {
    return EMPTY.contains(word);
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+"))
        .map(ColumnName::fold)
        .collect(Collectors.toUnmodifiableSet());
  }
}
