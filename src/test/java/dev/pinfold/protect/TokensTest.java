// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.protect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pinfold.catalog.PersonalDataType;
import dev.pinfold.catalog.ProtectionAction;
import dev.pinfold.classify.identify.CompiledIdentifiers;
import dev.pinfold.protect.keys.KeyMaterial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {
  private final KeyMaterial keys = TestKeys.generate();
  private final Tokenizer tokenizer = new Tokenizer(keys);
  private final Encryptor encryptor = new Encryptor(keys);

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(40); length > 0; length--) {
      text.appendCodePoint(
          random.nextBoolean() ? 32 + random.nextInt(95) : 0xa1 + random.nextInt(0x3000));
    }
    return text.toString();
  }

  @Test
  void token_sameValueDomainAndKey_isTheSame_andAnyOtherIsAnother() {
    Random random = new Random(1);
    Tokenizer otherKey = new Tokenizer(TestKeys.generate());
    Set<String> values = new HashSet<>();
    Set<String> tokens = new HashSet<>();
    for (int i = 0; i < 3000; i++) {
      String value = randomText(random);
      String token = tokenizer.token("A", value);
      assertThat(token).isEqualTo(tokenizer.token("A", value)).matches(Tokenizer.TOKEN);
      assertThat(token).isNotEqualTo(tokenizer.token("B", value));
      assertThat(token).isNotEqualTo(otherKey.token("A", value));
      if (values.add(value)) {
        assertThat(tokens.add(token)).isTrue();
      }
    }
  }

  @Test
  void protect_columnWhoseValuesHardlyRepeat_givesTheTokensThatOthersGive() {
    LeafProtectors protectors = new LeafProtectors(CompiledIdentifiers.of(List.of()), keys);
    PersonalDataType type = PersonalDataType.known("EMAIL_ADDRESS");
    ProtectionDecision tokenize = ProtectionDecision.of(ProtectionAction.TOKENIZE, "test");
    LeafProtector remembering = protectors.protector(type, tokenize, false);
    LeafProtector forgetting = protectors.protector(type, tokenize, true);
    for (String value : List.of("", "Ana@Example.com", "ana@example.com", "x", "+4930230125134")) {
      String token = forgetting.protect(value, RecordContext.EMPTY);
      assertThat(remembering.protect(value, RecordContext.EMPTY)).isEqualTo(token);
      assertThat(remembering.protect(value, RecordContext.EMPTY)).isEqualTo(token);
    }
    assertThat(forgetting.protect("Ana@Example.com", RecordContext.EMPTY))
        .isEqualTo(forgetting.protect("ana@example.com", RecordContext.EMPTY));
  }

  @Test
  void token_domainAndValueThatJoinToTheSameText_areToldApart() {
    assertThat(tokenizer.token("AB", "C")).isNotEqualTo(tokenizer.token("A", "BC"));
  }

  @Test
  void encrypt_anyValue_comesBack_andOnlyForItsDomainAndKey() throws Exception {
    Random random = new Random(2);
    Encryptor otherKey = new Encryptor(TestKeys.generate());
    for (int i = 0; i < 1000; i++) {
      String value = randomText(random);
      String text = encryptor.encrypt("A", value);
      assertThat(encryptor.decrypt("A", text)).isEqualTo(value);
      assertThat(encryptor.encrypt("A", value)).isEqualTo(text);
      assertThatThrownBy(() -> encryptor.decrypt("B", text))
          .isInstanceOf(GeneralSecurityException.class);
      assertThatThrownBy(() -> otherKey.decrypt("A", text))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void decrypt_tamperedOrForeignText_isRefused() {
    String text = encryptor.encrypt("A", "value");
    char last = text.charAt(text.length() - 3);
    String tampered =
        text.substring(0, text.length() - 3)
            + (last == 'A' ? 'B' : 'A')
            + text.substring(text.length() - 2);
    for (String bad : new String[] {tampered, "value", "e1.***", "e1."}) {
      assertThatThrownBy(() -> encryptor.decrypt("A", bad))
          .isInstanceOf(GeneralSecurityException.class);
    }
  }

  @Test
  void seal_bytes_openOnlyAtTheirPlace() throws Exception {
    QuarantineSealer sealer = new QuarantineSealer(keys);
    byte[] raw = {0, -1, 5, '{'};
    byte[] sealed = sealer.seal("events/a", 7, raw);
    assertThat(sealer.open("events/a", 7, sealed)).isEqualTo(raw);
    assertThatThrownBy(() -> sealer.open("events/a", 8, sealed))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> sealer.open("events/b", 7, sealed))
        .isInstanceOf(GeneralSecurityException.class);
  }

  @Test
  void keyMaterial_shippedToAnExecutor_makesTheSameTokens_andShowsNoKey() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(tokenizer);
    }
    Tokenizer shipped;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      shipped = (Tokenizer) in.readObject();
    }
    assertThat(shipped.token("A", "x")).isEqualTo(tokenizer.token("A", "x"));
    assertThat(keys).hasToString("KeyMaterial[not shown]");
  }

  @Test
  void keysets_atRest_areWrapped_andOpenAgain() {
    TestKeys.Memory store = new TestKeys.Memory();
    TestKeys.Memory wrapping = new TestKeys.Memory();
    var wrappingKey = dev.pinfold.protect.keys.Keysets.localWrappingKey(wrapping, "w");
    KeyMaterial first = new dev.pinfold.protect.keys.Keysets(store).open(wrappingKey);
    KeyMaterial again =
        new dev.pinfold.protect.keys.Keysets(store)
            .open(dev.pinfold.protect.keys.Keysets.localWrappingKey(wrapping, "w"));
    assertThat(new Tokenizer(first).token("A", "x"))
        .isEqualTo(new Tokenizer(again).token("A", "x"));
    assertThat(store.allText()).contains("encryptedKeyset").doesNotContain("\"keyData\"");
    TestKeys.Memory other = new TestKeys.Memory();
    assertThatThrownBy(
            () ->
                new dev.pinfold.protect.keys.Keysets(store)
                    .open(dev.pinfold.protect.keys.Keysets.localWrappingKey(other, "w")))
        .hasMessageContaining("is no keyset, or is wrapped by another key");
  }
}
