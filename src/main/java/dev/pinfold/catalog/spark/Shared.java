// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What all tasks of a process read and none changes, no keys among it: written once, and read once
 * by each process, a later stage that needs the same included. What nobody uses goes when memory is
 * short. Thread-safe.
 *
 * @param <T> thread-safe
 */
public final class Shared<T extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A run has the identifiers, and the settings of its passes and of some writes, under way. */
  static final int REMEMBERED = 8;

  /** What this process read last, by the digest of its bytes. */
  private static final Map<String, Place> READ =
      new LinkedHashMap<>(REMEMBERED, 0.75F, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final Packed<T> packed;

  /** Of what is packed; null until it is sent. */
  private String digest;

  /** Null until it is asked for where it was sent to. */
  private transient T value;

  private Shared(T value) {
    this.packed = Packed.of(value);
    this.value = value;
  }

  /** Written as it is when it is first sent, and no more after. */
  public static <T extends Serializable> Shared<T> of(T value) {
    return new Shared<>(value);
  }

  /**
   * The object itself where it was made; where it was sent to, the same for all tasks of the
   * process. Fails as {@link Packed#copy} does.
   */
  public synchronized T value() {
    if (value == null) {
      value = place(digest).value(packed);
    }
    return value;
  }

  private synchronized void writeObject(ObjectOutputStream out) throws IOException {
    if (digest == null) {
      digest = packed.digest();
    }
    out.defaultWriteObject();
  }

  private static Place place(String digest) {
    synchronized (READ) {
      return READ.computeIfAbsent(digest, any -> new Place());
    }
  }

  /** Where tasks find what the first of them read, and wait while it reads. */
  private static final class Place {
    private SoftReference<Object> read = new SoftReference<>(null);

    @SuppressWarnings("unchecked") // Equal bytes are of one class.
    private synchronized <T extends Serializable> T value(Packed<T> packed) {
      Object value = read.get();
      if (value == null) {
        value = packed.copy();
        read = new SoftReference<>(value);
      }
      return (T) value;
    }
  }
}
