// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SharedTest {
  private static Shared<ArrayList<String>> of(String... texts) {
    return Shared.of(new ArrayList<>(List.of(texts)));
  }

  private static Object arrived(Shared<?> shared) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(shared);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return ((Shared<?>) in.readObject()).value();
    }
  }

  @Test
  void value_notSent_isTheObjectItself() {
    ArrayList<String> value = new ArrayList<>(List.of("a"));
    assertThat(Shared.of(value).value()).isSameAs(value);
  }

  @Test
  void value_sentTwice_isOneEqualObjectForBoth() throws Exception {
    Shared<ArrayList<String>> shared = of("sent", "twice");
    Object first = arrived(shared);
    assertThat(first).isEqualTo(shared.value()).isNotSameAs(shared.value());
    assertThat(arrived(shared)).isSameAs(first);
    assertThat(arrived(of("sent", "twice"))).isSameAs(first);
    assertThat(arrived(of("another"))).isEqualTo(List.of("another"));
  }

  @Test
  void value_behindAsManyOthersAsAreRemembered_isReadAnew() throws Exception {
    Object first = arrived(of("first"));
    for (int i = 1; i < Shared.REMEMBERED; i++) {
      arrived(of("other " + i));
    }
    assertThat(arrived(of("first"))).isSameAs(first);
    for (int i = 0; i < Shared.REMEMBERED; i++) {
      arrived(of("further " + i));
    }
    assertThat(arrived(of("first"))).isEqualTo(first).isNotSameAs(first);
  }

  @Test
  void value_askedForByManyThreadsAtOnce_isOneObject() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Object>> tasks = Collections.nCopies(64, () -> arrived(of("by many")));
      Set<Object> read = Collections.newSetFromMap(new IdentityHashMap<>());
      for (Future<Object> one : threads.invokeAll(tasks)) {
        read.add(one.get());
      }
      assertThat(read).hasSize(1);
    } finally {
      threads.shutdown();
    }
  }
}
