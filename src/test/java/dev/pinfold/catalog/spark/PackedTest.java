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
import java.util.concurrent.atomic.AtomicReference;
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
      return ((Packed<?>) in.readObject()).copy();
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
  void copy_ofWhatWasSentOrNot_isAnotherEachTime() throws Exception {
    ArrayList<String> value = list("copied");
    Packed<ArrayList<String>> packed = Packed.of(value);
    ArrayList<String> copy = packed.copy();
    assertThat(copy).isEqualTo(value).isNotSameAs(value);
    copy.add("changed");
    assertThat(packed.copy()).isEqualTo(value);
    assertThat(arrived(sent(packed))).isEqualTo(value).isNotSameAs(arrived(sent(packed)));
  }

  @Test
  void copy_sentOn_staysTheSame() throws Exception {
    byte[] sent = sent(Packed.of(list("sent on")));
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(sent))) {
      assertThat(arrived(sent((Packed<?>) in.readObject()))).isEqualTo(list("sent on"));
    }
  }

  @Test
  void copy_onAThreadWithoutClassLoader_isMade() throws Exception {
    Packed<Counted> packed = Packed.of(new Counted());
    AtomicReference<Object> copy = new AtomicReference<>();
    Thread thread = new Thread(() -> copy.set(packed.copy()));
    thread.setContextClassLoader(null);
    thread.start();
    thread.join();
    assertThat(copy.get()).isInstanceOf(Counted.class);
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
