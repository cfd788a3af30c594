// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.catalog.spark;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/**
 * What each task of a stage needs for itself, as bytes. Spark writes the function of a stage once
 * to see whether that can be done, and again to send it; what is packed is written the first time
 * only. Of what tasks can share see {@link Shared}. Thread-safe.
 */
public final class Packed<T extends Serializable> implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Null where it was sent to. */
  private final transient T value;

  /** Null until it is sent, or copied. */
  private byte[] bytes;

  private Packed(T value) {
    this.value = value;
  }

  /** Written as it is when it is first sent or copied, and no more after. */
  public static <T extends Serializable> Packed<T> of(T value) {
    return new Packed<>(value);
  }

  /**
   * Another each time: for one task alone, which may change it. Fails as Java's deserialization
   * does.
   */
  @SuppressWarnings("unchecked") // The bytes were made of a T.
  public T copy() {
    return (T) serializer().deserialize(ByteBuffer.wrap(written()), loader(), ClassTag.Any());
  }

  private synchronized byte[] written() {
    if (bytes == null) {
      ByteBuffer written = serializer().serialize(value, ClassTag.Any());
      byte[] all = new byte[written.remaining()];
      written.get(all);
      bytes = all;
    }
    return bytes;
  }

  /** SHA-256 of the bytes, which tells apart whatever is packed. */
  String digest() {
    return sha256(written());
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    written();
    out.defaultWriteObject();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Spark's threads know the user's jars. */
  private static ClassLoader loader() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread == null ? Packed.class.getClassLoader() : ofThread;
  }

  private static SerializerInstance serializer() {
    return new JavaSerializer(new SparkConf(false)).newInstance();
  }
}
