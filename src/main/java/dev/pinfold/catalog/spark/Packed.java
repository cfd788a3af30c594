// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/**
 * What the tasks of a stage need and do not change, as bytes. Spark writes the function of a stage
 * to see whether that can be done, then to send it, and reads it for each task; what is packed is
 * written once, and read once by each process, whose tasks share it. What nobody uses goes when
 * memory is short. Thread-safe.
 *
 * @param <T> thread-safe
 */
public final class Packed<T extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A run has the identifiers and the settings of two passes under way, and of some writes. */
  private static final int REMEMBERED = 8;

  /** What this process read last, by its bytes. */
  private static final Map<ByteBuffer, SoftReference<Object>> READ =
      new LinkedHashMap<>(REMEMBERED, 0.75F, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, SoftReference<Object>> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Null until it is sent. */
  private byte[] bytes;

  /** Null until it is asked for where it was sent to. */
  private transient T value;

  private Packed(T value) {
    this.value = value;
  }

  /** Written as it is when it is first sent, and no more after. */
  public static <T extends Serializable> Packed<T> of(T value) {
    return new Packed<>(value);
  }

  /** The same for all tasks of a process, where it was sent to. */
  public synchronized T value() {
    if (value == null) {
      value = shared(bytes);
    }
    return value;
  }

  /** Another each time: for one task alone, which may change it. */
  public T copy() {
    return read(written());
  }

  private static <T> T shared(byte[] bytes) {
    ByteBuffer key = ByteBuffer.wrap(bytes);
    synchronized (READ) {
      SoftReference<Object> known = READ.get(key);
      Object read = known == null ? null : known.get();
      if (read == null) {
        read = read(bytes);
        READ.put(key, new SoftReference<>(read));
      }
      return cast(read);
    }
  }

  private static <T> T read(byte[] bytes) {
    return cast(
        serializer()
            .deserialize(
                ByteBuffer.wrap(bytes),
                Thread.currentThread().getContextClassLoader(),
                ClassTag.Any()));
  }

  @SuppressWarnings("unchecked") // The bytes were made of a T.
  private static <T> T cast(Object read) {
    return (T) read;
  }

  private synchronized byte[] written() {
    if (bytes == null) {
      ByteBuffer written = serializer().serialize(value, ClassTag.Any());
      bytes = Arrays.copyOfRange(written.array(), written.arrayOffset(), written.limit());
    }
    return bytes;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    written();
    out.defaultWriteObject();
  }

  private static SerializerInstance serializer() {
    return new JavaSerializer(new SparkConf(false)).newInstance();
  }
}
