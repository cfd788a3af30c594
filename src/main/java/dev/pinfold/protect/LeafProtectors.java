// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.classify.ValueIdentifiers;
import dev.pinfold.classify.ValueIdentifiers.Span;
import dev.pinfold.protect.keys.KeyMaterial;
import java.util.List;

/** Makes the protectors of columns, from what was decided and with the run's keys. */
public final class LeafProtectors {
  private static final String AGE = "AGE";

  private final ValueIdentifiers identifiers;
  private final KeyMaterial keys;

  /** Shared by the columns whose values come again: an address stands in several of a record. */
  private final ValueMemory<String> memory = new ValueMemory<>();

  /** Shared likewise: of a mail, several columns hold whom it is to. */
  private final ValueMemory<List<Span>> spans = new ValueMemory<>();

  public LeafProtectors(ValueIdentifiers identifiers, KeyMaterial keys) {
    this.identifiers = identifiers;
    this.keys = keys;
  }

  public Pseudonyms pseudonyms() {
    return new Pseudonyms(keys);
  }

  /**
   * The protector of a column.
   *
   * @param type what the column's values are; tokens and ciphertexts of different types differ
   * @param hardlyRepeats whether so few values come again that remembering them costs more
   * @throws IllegalArgumentException for a column that is kept or dropped, which needs none
   */
  public LeafProtector protector(
      PersonalDataType type, ProtectionDecision decision, boolean hardlyRepeats) {
    return switch (decision.action()) {
      case TOKENIZE -> new TokenProtector(new Tokenizer(keys), hardlyRepeats ? null : memory, type);
      case ENCRYPT -> new EncryptionProtector(new Encryptor(keys), type);
      case GENERALIZE ->
          new RememberedGeneralizer(new Generalizer(decision.generalization(), isAge(type)), type);
      case REDACT ->
          new Redactor(
              identifiers,
              decision.redaction().thorough() ? Redactor.Names.AGGRESSIVE : Redactor.Names.CUES,
              decision.redaction().withTokens() ? new Tokenizer(keys) : null,
              spans);
      case KEEP, DROP ->
          throw new IllegalArgumentException("no protector is needed to " + decision.action());
    };
  }

  /** Whether a decision means the same for values of a column of two types. */
  public static boolean protectsAlike(ProtectionDecision decision, String type, String other) {
    return switch (decision.action()) {
      case TOKENIZE -> ValueTyping.isOneDomain(type, other);
      case GENERALIZE -> type.equals(AGE) == other.equals(AGE);
      case REDACT -> true;
      case ENCRYPT, KEEP, DROP -> type.equals(other);
    };
  }

  /** Whose numbers are ages; those of other types only look like them. */
  static boolean isAge(PersonalDataType type) {
    return type.name().equals(AGE);
  }

  private static final class TokenProtector implements LeafProtector {
    private static final long serialVersionUID = 1L;

    private final Tokenizer tokenizer;

    /** Null where nothing is remembered. */
    private final ValueMemory<String> memory;

    private final PersonalDataType column;

    TokenProtector(Tokenizer tokenizer, ValueMemory<String> memory, PersonalDataType column) {
      this.tokenizer = tokenizer;
      this.memory = memory;
      this.column = column;
    }

    @Override
    public String protect(String value, RecordContext context) {
      if (value.isEmpty()) {
        return value;
      }
      String region = context.region();
      if (memory == null) {
        return token(value, region);
      }
      String token = memory.get(column, value, region);
      if (token == null) {
        token = token(value, region);
        memory.put(column, value, region, token);
      }
      return token;
    }

    private String token(String value, String region) {
      String domain = ValueTyping.domain(column, value, region);
      return tokenizer.token(domain, Normalizer.normalize(domain, value, region));
    }
  }

  /** Ages, days and postal codes come again and again. */
  private static final class RememberedGeneralizer implements LeafProtector {
    private static final long serialVersionUID = 1L;
    private static final int REMEMBERED = 1 << 10;

    private final Generalizer generalizer;
    private final ValueMemory<String> memory = new ValueMemory<>(REMEMBERED);
    private final PersonalDataType column;

    RememberedGeneralizer(Generalizer generalizer, PersonalDataType column) {
      this.generalizer = generalizer;
      this.column = column;
    }

    @Override
    public String protect(String value, RecordContext context) {
      String known = memory.get(column, value, context.region());
      if (known == null) {
        known = generalizer.protect(value, context);
        memory.put(column, value, context.region(), known);
      }
      return known;
    }
  }

  private static final class EncryptionProtector implements LeafProtector {
    private static final long serialVersionUID = 1L;

    private final Encryptor encryptor;
    private final PersonalDataType column;

    EncryptionProtector(Encryptor encryptor, PersonalDataType column) {
      this.encryptor = encryptor;
      this.column = column;
    }

    @Override
    public String protect(String value, RecordContext context) {
      // As it was written: what comes back must be what was there.
      return encryptor.encrypt(column.name(), value);
    }
  }
}
