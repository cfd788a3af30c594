// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PackedTest {
  private static byte[] sent(Packed<?> packed) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(packed);
    }
    return bytes.toByteArray();
  }

  private static Object arrived(byte[] sent) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent))) {
      return ((Packed<?>) in.readObject()).value();
    }
  }

  private static ArrayList<String> list(String... texts) {
    return new ArrayList<>(List.of(texts));
  }

  /** Counts how often it is written. */
  private static final class Counted implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger WRITTEN = new AtomicInteger();

    private void writeObject(ObjectOutputStream out) throws IOException {
      WRITTEN.incrementAndGet();
      out.defaultWriteObject();
    }
  }

  @Test
  void value_notSent_isTheObjectItself() {
    List<String> value = list("a");
    assertThat(Packed.of((Serializable) value).value()).isSameAs(value);
  }

  @Test
  void value_sentTwice_isOneEqualObjectForBoth() throws Exception {
    ArrayList<String> value = list("sent", "twice");
    Packed<ArrayList<String>> packed = Packed.of(value);
    Object first = arrived(sent(packed));
    assertThat(first).isEqualTo(value).isNotSameAs(value);
    assertThat(arrived(sent(packed))).isSameAs(first);
    assertThat(arrived(sent(Packed.of(list("sent", "twice"))))).isSameAs(first);
  }

  @Test
  void value_sentOn_staysTheSame() throws Exception {
    byte[] sent = sent(Packed.of(list("sent on")));
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent))) {
      Packed<?> there = (Packed<?>) in.readObject();
      assertThat(arrived(sent(there))).isEqualTo(list("sent on")).isSameAs(there.value());
    }
  }

  @Test
  void value_manyDifferentOnes_areEachTheirOwn() throws Exception {
    List<byte[]> sent = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sent.add(sent(Packed.of(list("value " + i))));
    }
    for (int i = 0; i < 30; i++) {
      assertThat(arrived(sent.get(i))).isEqualTo(list("value " + i));
    }
    assertThat(arrived(sent.get(0))).isEqualTo(list("value 0"));
  }

  @Test
  void copy_ofWhatWasSentOrNot_isAnotherEachTime() throws Exception {
    ArrayList<String> value = list("copied");
    Packed<ArrayList<String>> packed = Packed.of(value);
    ArrayList<String> copy = packed.copy();
    assertThat(copy).isEqualTo(value).isNotSameAs(value);
    copy.add("changed");
    assertThat(packed.copy()).isEqualTo(value);
    assertThat(arrived(sent(packed))).isEqualTo(value);
  }

  @Test
  void writeObject_severalTimes_writesTheValueOnce() throws Exception {
    Counted.WRITTEN.set(0);
    Packed<Counted> packed = Packed.of(new Counted());
    assertThat(sent(packed)).isEqualTo(sent(packed));
    assertThat(Counted.WRITTEN).hasValue(1);
  }

  @Test
  void writeObject_whatCannotBeSent_fails() {
    ArrayList<Object> unsendable = new ArrayList<>(List.of(new Object()));
    assertThatThrownBy(() -> sent(Packed.of(unsendable)))
        .isInstanceOf(NotSerializableException.class);
  }
}
