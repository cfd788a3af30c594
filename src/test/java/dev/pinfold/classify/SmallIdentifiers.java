// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import dev.pinfold.catalog.PersonalDataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A few data identifiers, small enough to be seen through, so that the tests of profiles and
 * decisions do not hang on the shipped ones.
 */
class SmallIdentifiers implements ValueIdentifiers {
  private static final long serialVersionUID = 1L;

  private final List<DataIdentifier> declared = declare();

  static List<DataIdentifier> declare() {
    List<DataIdentifier> all = new ArrayList<>();
    all.add(
        new Builder("email", "EMAIL_ADDRESS", "[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+")
            .weight(1)
            .span()
            .names("en", "email", "e mail", "mail", "email address")
            .names("es", "correo", "correo electronico")
            .names("ja", "メール", "メールアドレス")
            .names("hi", "ईमेल")
            .notNames("sent", "count", "opened", "opt in")
            .build());
    all.add(
        new Builder("phone", "PHONE_NUMBER", "\\+[1-9]\\d{7,14}")
            .validator("phone")
            .weight(0.95)
            .span()
            .names("en", "phone", "phone number", "mobile")
            .names("de", "telefon", "telefonnummer", "handy")
            .names("es", "telefono")
            .notNames("model", "brand", "opt in")
            .build());
    all.add(
        new Builder("phone-bare", "PHONE_NUMBER", "[2-9]\\d{9}")
            .weight(0.3)
            .weak()
            .span()
            .names("en", "phone", "phone number")
            .notNames("model", "brand", "opt in")
            .build());
    all.add(
        new Builder("card", "CREDIT_CARD_NUMBER", "4\\d{15}")
            .validator("luhn")
            .chance(0.1)
            .weight(0.95)
            .span()
            .names("en", "card", "card number", "credit card")
            .build());
    all.add(
        new Builder("ipv4", "IP_ADDRESS", "\\d{1,3}(?:\\.\\d{1,3}){3}")
            .weight(0.6)
            .names("en", "ip", "ip address", "client ip")
            .notNames("version", "build")
            .build());
    all.add(
        new Builder("full-name", "PERSON_NAME", "[A-Z][a-zé]+ (?:de |van )?[A-Z][a-z]+")
            .weight(0.8)
            .names("en", "name", "full name")
            .notNames("campaign", "product", "event")
            .build());
    all.add(
        new Builder("given-name", "GIVEN_NAME", "Ana|Bob|Clara|David|Emma|Farid|Greta|Hugo")
            .weight(0.4)
            .weak()
            .names("en", "first name", "given name")
            .names("de", "vorname")
            .build());
    all.add(
        new Builder("street", "STREET_ADDRESS", "\\d{1,5} [A-Z][a-z]+ (?:Street|Road|Lane)")
            .weight(0.8)
            .names("en", "address", "street address")
            .names("es", "direccion")
            .build());
    all.add(new Builder("city", "CITY", "").weight(0.4).weak().names("en", "city").build());
    all.add(
        new Builder("latitude", "LATITUDE", "-?[0-8]?\\d\\.\\d{3,15}")
            .weight(0.2)
            .weak()
            .names("en", "latitude", "lat")
            .build());
    all.add(new Builder("age", "AGE", "\\d{1,2}").weight(0.2).weak().names("en", "age").build());
    all.add(
        new Builder("birth-date", "DATE_OF_BIRTH", "(?:19|20)\\d\\d-\\d\\d-\\d\\d")
            .weight(0.3)
            .weak()
            .names("en", "date of birth", "dob")
            .names("de", "geburtsdatum")
            .names("it", "data di nascita")
            .build());
    all.add(
        new Builder("user-id", "USER_ID", "")
            .weight(0.2)
            .weak()
            .names("en", "user id", "uid")
            .build());
    all.add(
        new Builder("not-uuid", "NONE", "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
            .weight(0.5)
            .build());
    all.add(
        new Builder("not-version", "NONE", "v?\\d{1,5}(?:\\.\\d{1,6}){1,3}")
            .weight(0.4)
            .names("en", "version", "app version")
            .build());
    all.add(
        new Builder("not-epoch", "NONE", "1\\d{12}").weight(0.5).names("en", "timestamp").build());
    return List.copyOf(all);
  }

  @Override
  public List<String> ids() {
    return declared.stream().map(DataIdentifier::id).toList();
  }

  @Override
  public PersonalDataType type(int identifier) {
    return declared.get(identifier).type();
  }

  @Override
  public void match(String value, String region, MatchSink sink) {
    String text = value.strip();
    for (int i = 0; i < declared.size(); i++) {
      DataIdentifier one = declared.get(i);
      if (one.pattern().isEmpty() || (one.id().equals("phone-bare") && !"US".equals(region))) {
        continue;
      }
      boolean checks = !one.validator().isEmpty();
      Matcher matcher = Pattern.compile(one.pattern()).matcher(text);
      if (matcher.matches()) {
        if (passes(one, text)) {
          sink.matched(i, true, checks);
        } else {
          sink.failed(i);
        }
      } else if (one.span() && matcher.reset().find() && passes(one, matcher.group())) {
        if (!one.weak() || text.contains("call")) {
          sink.matched(i, false, checks);
        }
      }
    }
  }

  /** Luhn's check of ISO/IEC 7812-1 for cards; nothing else is checked here. */
  private static boolean passes(DataIdentifier identifier, String text) {
    if (!identifier.validator().equals("luhn")) {
      return true;
    }
    int sum = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(text.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  @Override
  public List<Span> spans(String text, String region) {
    throw new UnsupportedOperationException("profiles and decisions need no spans");
  }

  private static final class Builder {
    private final String id;
    private final PersonalDataType type;
    private final String pattern;
    private final Map<String, List<String>> names = new HashMap<>();
    private List<String> notNames = List.of();
    private String validator = "";
    private double weight;
    private double chance = 1;
    private boolean weak;
    private boolean span;

    Builder(String id, String type, String pattern) {
      this.id = id;
      this.type = PersonalDataType.known(type);
      this.pattern = pattern;
    }

    Builder weight(double toWeight) {
      weight = toWeight;
      return this;
    }

    Builder weak() {
      weak = true;
      return this;
    }

    Builder span() {
      span = true;
      return this;
    }

    Builder validator(String name) {
      validator = name;
      return this;
    }

    Builder chance(double share) {
      chance = share;
      return this;
    }

    Builder names(String language, String... words) {
      names.put(language, List.of(words));
      return this;
    }

    Builder notNames(String... words) {
      notNames = List.of(words);
      return this;
    }

    DataIdentifier build() {
      return new DataIdentifier(
          id, type, pattern, "", validator, List.of(), names, notNames, List.of(), weight, weak,
          span, List.of(), "", options());
    }

    private IdentifierOptions options() {
      IdentifierOptions none = IdentifierOptions.NONE;
      return new IdentifierOptions(
          chance,
          none.provingShare(),
          none.provingDistinct(),
          none.provingForms(),
          none.provingDecades(),
          none.beside(),
          none.completeRows(),
          none.cueDistance(),
          List.of(),
          List.of(),
          List.of(),
          Map.of());
    }
  }
}
